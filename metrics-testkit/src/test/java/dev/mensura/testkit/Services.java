package dev.mensura.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Class loaders that see one more services file than the tests do.
final class Services {
    private static final String FILE = "META-INF/services/dev.mensura.api.MetricProvider";

    private Services() {}

    /// Returns a loader whose services file in `folder` has these lines, and whose classes are those
    /// of the tests and the class files in `folder`.
    static URLClassLoader listing(Path folder, List<String> lines) {
        try {
            Path file = folder.resolve(FILE);
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
            URL[] urls = {folder.toUri().toURL()};
            return new URLClassLoader(urls, Services.class.getClassLoader());
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(impossible);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /// Runs `action` with this context class loader.
    static void within(ClassLoader loader, Runnable action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
