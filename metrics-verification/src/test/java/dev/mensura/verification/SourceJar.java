package dev.mensura.verification;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A jar of someone else, made while testing: classes compiled from source, and a services file.
final class SourceJar {
    private static final String SERVICES = "META-INF/services/dev.mensura.api.MetricProvider";

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /// Adds the lines of the services file of metric providers.
    SourceJar services(String... lines) {
        entries.put(SERVICES, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// Adds the classes that the compiler makes of these sources.
    ///
    /// @param sources by the name of their public class
    /// @param folder an empty one for the class files
    SourceJar compiled(Path folder, List<Path> classPath, Map<String, String> sources)
            throws IOException {
        compile(folder, classPath, sources);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                entries.put(
                        folder.relativize(file).toString().replace('\\', '/'),
                        Files.readAllBytes(file));
            }
        }
        return this;
    }

    /// Adds one class of this test.
    SourceJar with(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        try (var in = SourceJar.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException(name + " is not on the class path");
            }
            entries.put(name, in.readAllBytes());
        }
        return this;
    }

    /// Leaves a class out.
    SourceJar without(String className) {
        entries.remove(className.replace('.', '/') + ".class");
        return this;
    }

    /// Marks a class as made by a compiler that this JVM does not know: bytes 6 and 7 hold the
    /// major version of the class file.
    SourceJar fromTheFuture(String className) {
        byte[] bytes = entries.get(className.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new IllegalArgumentException(className + " is not in this jar");
        }
        bytes[6] = 0x7F;
        return this;
    }

    /// Returns the jar, written to `file`.
    Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
        return file;
    }

    /// Compiles sources into `folder`; what the compiler has to say fails, warnings too.
    static void compile(Path folder, List<Path> classPath, Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<JavaFileObject> units =
                sources.entrySet().stream()
                        .<JavaFileObject>map(each -> new Source(each.getKey(), each.getValue()))
                        .toList();
        List<String> options =
                Arrays.asList(
                        "-proc:none",
                        "-parameters",
                        "-Xlint:all,-path",
                        "-Werror",
                        "-d",
                        folder.toString(),
                        "-cp",
                        ChildJvm.path(classPath));
        if (!compiler.getTask(messages, null, null, options, null, units).call()) {
            throw new IllegalArgumentException(
                    messages + "in\n" + String.join("\n", sources.values()));
        }
    }

    /// A source in memory.
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(
                    URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension),
                    Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
