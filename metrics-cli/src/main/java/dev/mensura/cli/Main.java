package dev.mensura.cli;

import java.util.List;
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
            new MensuraCommand(console, failures).run(List.of(args));
            return OK;
        } catch (RuntimeException | Error failure) {
            return failures.report(failure);
        }
    }
}
