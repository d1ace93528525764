package dev.mensura.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The `mensura` command.
///
/// ```sh
/// mensura evaluate --predictions pred --targets gt --classes classes.json
/// ```
///
/// | exit code | when |
/// |---|---|
/// | 0 | done |
/// | 1 | an image, a folder or the classes file is missing, damaged or does not fit; the report or the checkpoint cannot be written; a state file is damaged or does not fit |
/// | 2 | wrong usage: unknown command, option, metric, option of a metric, profile or class; an impossible `--simd` |
/// | 70 | a fault of this program or of a plug-in, or not enough memory |
///
/// Standard output holds the report and nothing else. An error is one line on standard error, which
/// begins with `mensura: `; with `--stacktrace`, or `MENSURA_DEBUG` in the environment, its stack
/// trace follows.
public final class Main {
    static final int OK = 0;
    static final int BAD_DATA = 1;
    static final int WRONG_USAGE = 2;

    /// `EX_SOFTWARE` of sysexits.h.
    static final int INTERNAL_ERROR = 70;

    /// The report says which kernel counted, so the log need not. In a field, as the logging system
    /// forgets loggers that nobody holds.
    private static final Logger LOG = Logger.getLogger("dev.mensura");

    private Main() {}

    /// Runs the command and ends the JVM with its exit code.
    public static void main(String[] args) {
        LOG.setLevel(Level.OFF);
        System.exit(run(Console.ofProcess(), args));
    }

    /// Runs the command on these streams and returns its exit code.
    public static int run(Console console, String... args) {
        Failures failures = new Failures(console.err());
        try {
            return commandLine(console, failures, subcommand(args)).execute(args);
        } catch (Error error) {
            return failures.report(error);
        }
    }

    /// Returns what may be the name of a subcommand, or nothing.
    private static String subcommand(String... args) {
        return args.length == 0 ? "" : args[0];
    }

    /// Returns the command with the subcommand of this name alone, as to make the others takes as long as to
    /// read several images. Without one of this name it has all, of which help and errors tell.
    private static CommandLine commandLine(Console console, Failures failures, String name) {
        Output output = new Output(console.out());
        Map<String, Supplier<Runnable>> subcommands = new LinkedHashMap<>();
        subcommands.put("evaluate", () -> new EvaluateCommand(output, console.progress()));
        subcommands.put("merge", () -> new MergeCommand(output));
        subcommands.put("metrics", () -> new MetricsCommand(output));
        subcommands.put("profiles", () -> new ProfilesCommand(output));
        subcommands.put("info", () -> new InfoCommand(output));
        CommandLine root = new CommandLine(new MensuraCommand(failures));
        subcommands.forEach((each, command) -> {
            if (each.equals(name) || !subcommands.containsKey(name)) {
                root.addSubcommand(command.get());
            }
        });
        return root.setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                .setOut(output.writer())
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((wrong, arguments) -> failures.report(wrong))
                .setExecutionExceptionHandler((failure, line, parsed) -> failures.report(failure));
    }
}
