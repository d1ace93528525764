package dev.mensura.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command itself, which needs one of its subcommands.
@Command(
        name = "mensura",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Measures how good predictions are.",
        footer = {
            "",
            "mensura bench, a program of its own that the script mensura starts, measures how fast"
                    + " this machine counts; see mensura bench --help.",
            "",
            "Exit codes: 0 done; 1 bad data; 2 wrong usage; 70 internal error.",
            "",
            "Example: mensura evaluate --predictions pred --targets gt --num-classes 19 --ignore"
                    + " 255"
        })
final class MensuraCommand implements Runnable {
    private final Failures failures;

    @Spec private CommandSpec spec = CommandSpec.create();

    MensuraCommand(Failures failures) {
        this.failures = failures;
    }

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of an error, too; so does MENSURA_DEBUG=1.")
    void showStackTraces(boolean shown) {
        if (shown) {
            failures.showStackTraces();
        }
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "command is missing, expected one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
