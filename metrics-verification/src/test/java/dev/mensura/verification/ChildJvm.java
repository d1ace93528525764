package dev.mensura.verification;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// What a fresh JVM, of the JDK that runs the tests, printed.
///
/// @param exitCode 0 if it ended well
/// @param out the lines of its standard output
/// @param errors the lines of its standard error, without the JVM's own warning about incubator
///     modules
record ChildJvm(int exitCode, List<String> out, List<String> errors) {
    private static final long MOST_SECONDS = 60;

    /// Returns what `java arguments` printed into two files of `folder`.
    static ChildJvm run(Path folder, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.add("-XX:TieredStopAtLevel=1");
        // One line per log record, whichever of the JDK's two console loggers is there.
        command.add("-Djava.util.logging.SimpleFormatter.format=%4$s: %5$s%6$s%n");
        command.add("-Djdk.system.logger.format=%4$s: %5$s%6$s%n");
        command.addAll(arguments);
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(errors.toFile());
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("no end after " + MOST_SECONDS + " s: " + command);
        }
        return new ChildJvm(
                process.exitValue(),
                Files.readAllLines(out),
                Files.readAllLines(errors).stream()
                        .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                        .toList());
    }

    /// Returns what follows `start` in the lines of output that begin with it.
    List<String> facts(String start) {
        return out.stream()
                .filter(line -> line.startsWith(start + " "))
                .map(line -> line.substring(start.length() + 1))
                .toList();
    }

    static String path(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    static String path(Path... jars) {
        return path(Arrays.asList(jars));
    }
}
