package dev.mensura.cli;

import dev.mensura.api.MetricCatalog;
import dev.mensura.cli.report.DisplayText;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// The option that adds jars in which metrics and profiles are looked for.
final class Plugins {
    private static final String JAR = ".jar";

    @Option(
            names = "--plugins",
            paramLabel = "PATH",
            split = ",",
            description =
                    "Look for metrics and profiles in this jar, too, or in all jars of this folder."
                            + " Repeatable, or separated by commas.")
    private List<Path> paths = List.of();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /// Runs a command while the context class loader of this thread, by which metrics and profiles
    /// are found, sees the jars. A jar that cannot be read is told on standard error.
    ///
    /// @throws UsageException if there is no such jar, or none in a folder
    void during(Runnable run) {
        if (paths.isEmpty()) {
            run.run();
            return;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader("plugins", readable(jars()), before)) {
            thread.setContextClassLoader(loader);
            run.run();
        } catch (IOException failed) {
            throw new UncheckedIOException("--plugins: " + failed.getMessage(), failed);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /// Tells on standard error, a line each, what the catalog could not load of plug-ins that were asked
    /// for.
    void warn(MetricCatalog catalog) {
        if (!paths.isEmpty()) {
            catalog.problems().forEach(this::warn);
        }
    }

    private void warn(String problem) {
        command.commandLine()
                .getErr()
                .println("mensura: warning: --plugins: " + DisplayText.printable(problem));
    }

    private Set<Path> jars() throws IOException {
        Set<Path> jars = new LinkedHashSet<>();
        for (Path path : paths) {
            List<Path> found = Files.isDirectory(path) ? jarsOf(path) : List.of(path);
            if (found.isEmpty()) {
                throw new UsageException("--plugins: folder " + path + " has no " + JAR + " file");
            }
            for (Path jar : found) {
                if (!Files.isRegularFile(jar)) {
                    throw new UsageException(
                            "--plugins: \""
                                    + jar
                                    + "\" does not exist, expected a jar or a folder");
                }
                jars.add(jar.toRealPath());
            }
        }
        return jars;
    }

    private static List<Path> jarsOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(JAR)).sorted().toList();
        }
    }

    /// Returns where the jars are that can be opened; a class loader would pass over the others
    /// without a word.
    private URL[] readable(Set<Path> jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            try {
                new JarFile(jar.toFile()).close();
                urls.add(jar.toUri().toURL());
            } catch (IOException damaged) {
                warn(jar + " cannot be read: " + damaged.getMessage());
            }
        }
        return urls.toArray(URL[]::new);
    }
}
