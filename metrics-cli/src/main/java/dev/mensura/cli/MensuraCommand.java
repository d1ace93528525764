package dev.mensura.cli;

import dev.mensura.cli.classes.NearestName;

import java.util.List;
import java.util.function.Function;

/// The command itself: finds the subcommand that is named, and runs it.
final class MensuraCommand {
    private static final Usage USAGE =
            new Usage(
                    "",
                    "COMMAND",
                    "Measures how good predictions are.",
                    List.of(
                            "Example: mensura evaluate --predictions pred --targets gt"
                                    + " --num-classes 19 --ignore 255",
                            "Exit codes: 0 done; 1 bad data; 2 wrong usage; 70 internal error.",
                            "mensura bench, a program of its own that the script mensura starts,"
                                    + " measures how fast this machine counts; see mensura bench"
                                    + " --help. The commands are:"),
                    List.of());

    private final Output output;
    private final Failures failures;
    private final List<Subcommand> commands;

    MensuraCommand(Console console, Failures failures) {
        this.output = new Output(console.out());
        this.failures = failures;
        this.commands =
                List.of(
                        new Subcommand(
                                EvaluateCommand.USAGE,
                                given -> new EvaluateCommand(given, console, output)),
                        new Subcommand(
                                MergeCommand.USAGE,
                                given -> new MergeCommand(given, console, output)),
                        new Subcommand(
                                MetricsCommand.USAGE,
                                given -> new MetricsCommand(given, console, output)),
                        new Subcommand(
                                ProfilesCommand.USAGE,
                                given -> new ProfilesCommand(given, console, output)),
                        new Subcommand(InfoCommand.USAGE, given -> new InfoCommand(output)));
    }

    /// A command behind `mensura`.
    ///
    /// @param command returns what runs, or throws a [UsageException]
    private record Subcommand(Usage usage, Function<Arguments, Runnable> command) {}

    /// Runs what a command line says.
    ///
    /// @throws UsageException if it says nothing that can be done
    void run(List<String> words) {
        int own = 0;
        while (own < words.size() && words.get(own).startsWith("-")) {
            own++;
        }
        List<String> rest = words.subList(own, words.size());
        prepare(USAGE, usages(), words.subList(0, own), given -> named(rest)).run();
    }

    /// Returns what runs the command that the first word names.
    private Runnable named(List<String> words) {
        if (words.isEmpty()) {
            throw new UsageException(
                    "the command is missing, expected one of " + String.join(", ", names()));
        }
        String name = words.getFirst();
        Subcommand named =
                commands.stream()
                        .filter(each -> each.usage().name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> unknown(name));
        List<String> rest = words.subList(1, words.size());
        return () -> prepare(named.usage(), List.of(), rest, named.command()).run();
    }

    private UsageException unknown(String name) {
        return new UsageException(
                "there is no command "
                        + name
                        + "; did you mean "
                        + NearestName.of(name, names())
                        + "?");
    }

    private List<String> names() {
        return usages().stream().map(Usage::name).toList();
    }

    /// Returns what a command line asks for: the command, its help, or the version.
    ///
    /// @param subcommands of this command
    private Runnable prepare(
            Usage usage,
            List<Usage> subcommands,
            List<String> words,
            Function<Arguments, Runnable> command) {
        try {
            Arguments given = usage.parse(words);
            if (given.has(Usage.STACK_TRACE)) {
                failures.showStackTraces();
            }
            if (given.has(Usage.HELP)) {
                return () -> output.print(usage.help(subcommands));
            }
            return given.has(Usage.VERSION)
                    ? () -> output.print("mensura " + Version.current() + "\n")
                    : command.apply(given);
        } catch (UsageException wrong) {
            throw new UsageException(
                    wrong.getMessage() + "; see " + usage.command() + " --help", wrong);
        }
    }

    private List<Usage> usages() {
        return commands.stream().map(Subcommand::usage).toList();
    }
}
