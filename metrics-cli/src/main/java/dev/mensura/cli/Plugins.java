package dev.mensura.cli;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricProvider;
import dev.mensura.cli.report.DisplayText;
import dev.mensura.segmentation.Profile;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// The option that adds jars in which metrics and profiles are looked for.
final class Plugins {
    private static final String JAR = ".jar";

    /// The class loader of the jars, by which stack traces tell whose code failed.
    private static final String LOADER = "plugins";

    private static final List<String> SERVICES =
            Stream.of(MetricProvider.class, Profile.class)
                    .map(type -> "META-INF/services/" + type.getName())
                    .toList();

    private static final CommandOption PLUGINS =
            CommandOption.valued(
                    "plugins",
                    "PATH",
                    "Look for metrics and profiles in this jar, too, or in all jars of this folder."
                            + " Repeatable, or separated by commas.");

    static final List<CommandOption> OPTIONS = List.of(PLUGINS);

    private final List<Path> paths;
    private final PrintStream err;

    Plugins(Arguments given, PrintStream err) {
        this.paths = given.paths(PLUGINS);
        this.err = err;
    }

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
        try (URLClassLoader loader = new URLClassLoader(LOADER, jars(), before)) {
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

    /// Returns the class of a plug-in in which `failure` was thrown, or nothing if it was in none.
    static Optional<String> culprit(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> LOADER.equals(frame.getClassLoaderName()))
                .map(StackTraceElement::getClassName)
                .findFirst();
    }

    private void warn(String problem) {
        err.println("mensura: warning: --plugins: " + DisplayText.printable(problem));
    }

    /// Returns where the jars are that can be opened; a class loader would pass over the others
    /// without a word.
    private URL[] jars() throws IOException {
        List<URL> jars = new ArrayList<>();
        for (Path path : paths) {
            List<Path> files = files(path);
            int silent = 0;
            for (Path file : files) {
                try (JarFile jar = open(file)) {
                    jars.add(url(file));
                    silent +=
                            SERVICES.stream().anyMatch(each -> jar.getEntry(each) != null) ? 0 : 1;
                } catch (IOException damaged) {
                    warn(file + " cannot be read: " + damaged.getMessage());
                }
            }
            if (silent == files.size()) {
                warn(path + " offers nothing: it has none of " + String.join(", ", SERVICES));
            }
        }
        return jars.toArray(URL[]::new);
    }

    /// A pipe would be waited for.
    private static JarFile open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is no file");
        }
        return new JarFile(file.toFile());
    }

    private static List<Path> files(Path path) throws IOException {
        if (path.toString().isEmpty()) {
            throw new UsageException("--plugins is empty, expected a jar or a folder");
        }
        if (!Files.isDirectory(path)) {
            if (!Files.isRegularFile(path)) {
                throw new UsageException(
                        "--plugins: "
                                + path
                                + (Files.exists(path) ? " is no file" : " does not exist")
                                + ", expected a jar or a folder");
            }
            return List.of(path);
        }
        try (Stream<Path> all = Files.list(path)) {
            List<Path> jars = all.filter(Plugins::isJar).sorted().toList();
            if (jars.isEmpty()) {
                throw new UsageException("--plugins: folder " + path + " has no " + JAR + " file");
            }
            return jars;
        } catch (AccessDeniedException denied) {
            throw new UsageException("--plugins: no permission to read folder " + path, denied);
        }
    }

    private static boolean isJar(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(JAR);
    }

    /// A class loader takes what follows `!/` for a place inside a jar.
    private static URL url(Path jar) throws IOException {
        return URI.create(jar.toRealPath().toUri().toString().replace("!", "%21")).toURL();
    }
}
