package dev.mensura.cli;

import dev.mensura.cli.classes.NearestName;

import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.apache.commons.cli.help.TextHelpAppendable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/// What a command takes on its command line, and what its help says of it.
///
/// @param name of the command, as in `evaluate`
/// @param operands what follows the options, as in `STATE...`; empty for nothing
/// @param summary one sentence
/// @param details further paragraphs of the help
/// @param own its options, besides those that every command has; in the order of the help
record Usage(
        String name,
        String operands,
        String summary,
        List<String> details,
        List<CommandOption> own) {
    static final CommandOption HELP =
            new CommandOption("h", "help", "", "Show this help and exit.");
    static final CommandOption VERSION =
            new CommandOption("V", "version", "", "Show the version and exit.");
    static final CommandOption STACK_TRACE =
            CommandOption.flag(
                    "stacktrace",
                    "Print the stack trace of an error, too; so does MENSURA_DEBUG=1.");

    private static final int WIDTH = 79;
    private static final int DESCRIPTION_PAD = 8;

    private static final List<CommandOption> COMMON = List.of(HELP, VERSION, STACK_TRACE);

    Usage {
        details = List.copyOf(details);
        own = List.copyOf(own);
    }

    /// Reads a command line.
    ///
    /// @throws UsageException if it has an option or an operand that is not expected, or an option lacks
    ///     its value
    Arguments parse(List<String> words) {
        Options options = new Options();
        options().forEach(option -> options.addOption(parsed(option)));
        DefaultParser parser =
                DefaultParser.builder()
                        .setAllowPartialMatching(false)
                        .setStripLeadingAndTrailingQuotes(false)
                        .get();
        try {
            CommandLine line = parser.parse(options, words.toArray(String[]::new));
            if (operands.isEmpty() && !line.getArgList().isEmpty()) {
                throw new UsageException(
                        "\"" + line.getArgList().getFirst() + "\" is not expected here");
            }
            return new Arguments(line);
        } catch (UnrecognizedOptionException unknown) {
            throw new UsageException(unknown(unknown.getOption()), unknown);
        } catch (MissingArgumentException missing) {
            Option option = missing.getOption();
            throw new UsageException(
                    "--" + option.getLongOpt() + " lacks its " + option.getArgName(), missing);
        } catch (ParseException wrong) {
            throw new UsageException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private String unknown(String word) {
        List<String> known = options().stream().map(CommandOption::typed).toList();
        String name = word.split("=", 2)[0];
        return "unknown option " + name + "; did you mean " + NearestName.of(name, known) + "?";
    }

    private List<CommandOption> options() {
        return Stream.of(own, COMMON).flatMap(List::stream).toList();
    }

    /// Returns what to type, as in `mensura evaluate`.
    String command() {
        return name.isEmpty() ? "mensura" : "mensura " + name;
    }

    /// Returns the help.
    ///
    /// @param subcommands those to choose from
    String help(List<Usage> subcommands) {
        StringBuilder text = new StringBuilder();
        try {
            TextHelpAppendable lines = wrapped(text, 0);
            lines.appendParagraph(
                    String.join(" ", "Usage:", command(), "[OPTION]...", operands).strip());
            lines.appendParagraph(summary);
            for (String paragraph : details) {
                lines.appendParagraph(paragraph);
            }
            for (Usage each : subcommands) {
                appendEntry(text, each.name, each.summary);
            }
            for (CommandOption option : options()) {
                appendEntry(text, shown(option), option.description());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void appendEntry(StringBuilder text, String name, String description)
            throws IOException {
        text.append("  ").append(name).append(System.lineSeparator());
        wrapped(text, DESCRIPTION_PAD).printWrapped(description);
    }

    private static TextHelpAppendable wrapped(StringBuilder text, int leftPad) {
        TextHelpAppendable lines = new TextHelpAppendable(text);
        lines.setLeftPad(leftPad);
        lines.setIndent(0);
        lines.setMaxWidth(WIDTH - leftPad);
        return lines;
    }

    private static String shown(CommandOption option) {
        String letter = option.letter().isEmpty() ? "" : "-" + option.letter() + ", ";
        String value = option.hasValue() ? " " + option.value() : "";
        return letter + option.typed() + value;
    }

    private static Option parsed(CommandOption option) {
        return Option.builder(option.letter().isEmpty() ? null : option.letter())
                .longOpt(option.name())
                .argName(option.value())
                .hasArg(option.hasValue())
                .get();
    }
}
