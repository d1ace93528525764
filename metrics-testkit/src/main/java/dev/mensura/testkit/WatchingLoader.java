package dev.mensura.testkit;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

/// Defines classes anew from the bytes its parent has, and remembers every class and resource it
/// was asked for. The JDK's classes and the metrics API stay the parent's.
final class WatchingLoader extends ClassLoader {
    private static final List<String> SHARED =
            List.of("java.", "javax.", "jdk.", "sun.", "dev.mensura.api.");

    private final ClassLoader classes;
    private final List<String> requests = new ArrayList<>();

    WatchingLoader(@Nullable ClassLoader classes) {
        super(classes);
        this.classes = classes == null ? ClassLoader.getSystemClassLoader() : classes;
    }

    /// Returns what was asked for since the last [#forgetRequests], shared classes excepted.
    List<String> requests() {
        return List.copyOf(requests);
    }

    void forgetRequests() {
        requests.clear();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            requests.add("class " + name);
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = classes.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        requests.add("resource " + name);
        return super.getResource(name);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        requests.add("resource " + name);
        return super.getResourceAsStream(name);
    }
}
