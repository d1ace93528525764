package dev.mensura.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Starts programs, and JVMs like this one, and returns what they print.
final class Programs {
    private Programs() {}

    /// Returns what a main class prints, in a JVM with the options of this one and `options`.
    static String run(Class<?> main, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(Arrays.asList(arguments));
        return run(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
    }

    /// Returns what a program prints to its standard output; its standard error goes where `builder`
    /// lets it go.
    ///
    /// @throws IOException if it cannot be started, or ends with another exit code than 0
    static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IOException(
                        builder.command().getFirst() + " ended with exit code " + exitCode);
            }
            return out;
        } finally {
            process.destroy();
        }
    }
}
