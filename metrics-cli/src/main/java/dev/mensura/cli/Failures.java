package dev.mensura.cli;

import dev.mensura.cli.classes.ClassesFileException;
import dev.mensura.cli.evaluation.EvaluationException;
import dev.mensura.cli.image.UnpairedImagesException;
import dev.mensura.cli.image.UnreadableImageException;
import dev.mensura.cli.report.DisplayText;

import java.io.PrintStream;

/// Turns what went wrong into one line for the user and an exit code.
final class Failures {
    private static final String DEBUG_VARIABLE = "MENSURA_DEBUG";

    private final PrintStream err;
    private boolean stackTraces = System.getenv(DEBUG_VARIABLE) != null;

    Failures(PrintStream err) {
        this.err = err;
    }

    /// Prints stack traces from now on.
    void showStackTraces() {
        stackTraces = true;
    }

    /// Prints the failure and returns its exit code.
    int report(Throwable failure) {
        err.println("mensura: " + DisplayText.printable(message(failure)));
        if (stackTraces) {
            failure.printStackTrace(err);
        }
        err.flush();
        return exitCode(failure);
    }

    private static int exitCode(Throwable failure) {
        return switch (failure) {
            case UsageException wrong -> Main.WRONG_USAGE;
            case UnpairedImagesException bad -> Main.BAD_DATA;
            case UnreadableImageException bad -> Main.BAD_DATA;
            case ClassesFileException bad -> Main.BAD_DATA;
            case EvaluationException bad -> Main.BAD_DATA;
            case StateFileException bad -> Main.BAD_DATA;
            case OutputException bad -> Main.BAD_DATA;
            default -> Main.INTERNAL_ERROR;
        };
    }

    private static String message(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "not enough memory ("
                    + failure.getMessage()
                    + "); use fewer --threads, or give the JVM more with MENSURA_OPTS=-Xmx...";
        }
        String message = failure.getMessage();
        return exitCode(failure) == Main.INTERNAL_ERROR || message == null
                ? Plugins.culprit(failure)
                                .map(plugin -> "plug-in " + plugin)
                                .orElse("internal error")
                        + ": "
                        + failure
                        + "; --stacktrace shows where"
                : message;
    }
}
