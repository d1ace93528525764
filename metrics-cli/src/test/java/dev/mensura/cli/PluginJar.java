package dev.mensura.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A jar of somebody else: sources compiled here, and services files.
final class PluginJar {
    private final Map<String, byte[]> entries = new TreeMap<>();

    /// Returns a jar with the classes of these sources, by class name.
    static PluginJar of(Path folder, Map<String, String> sources) throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Source> units =
                sources.entrySet().stream().map(e -> new Source(e.getKey(), e.getValue())).toList();
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-proc:none", "-d", classes.toString());
        if (!compiler.getTask(messages, null, null, options, null, units).call()) {
            throw new IllegalStateException(messages.toString());
        }
        PluginJar jar = new PluginJar();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                jar.entries.put(name, Files.readAllBytes(file));
            }
        }
        return jar;
    }

    PluginJar service(Class<?> type, String line) {
        entries.put("META-INF/services/" + type.getName(), line.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    PluginJar without(String className) {
        entries.remove(className.replace('.', '/') + ".class");
        return this;
    }

    /// Makes a class one of a Java that is not there yet.
    PluginJar ofNewerJava(String className) {
        entries.get(className.replace('.', '/') + ".class")[6] = 1;
        return this;
    }

    Path write(Path file) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return file;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(
                    URI.create("string:///" + className.replace('.', '/') + ".java"),
                    JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
