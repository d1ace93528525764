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
import org.jspecify.annotations.Nullable;

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
record Usage(String name, String operands, String summary, List<String> details, List<Option> own) {
    static final Option HELP = flag("h", "help", "Show this help and exit.");
    static final Option VERSION = flag("V", "version", "Show the version and exit.");
    static final Option STACK_TRACE =
            flag(
                    null,
                    "stacktrace",
                    "Print the stack trace of an error, too; so does MENSURA_DEBUG=1.");

    private static final int WIDTH = 79;
    private static final int DESCRIPTION_PAD = 8;

    private static final List<Option> COMMON = List.of(HELP, VERSION, STACK_TRACE);

    Usage {
        details = List.copyOf(details);
        own = List.copyOf(own);
    }

    /// Returns an option that has no value.
    static Option flag(String name, String description) {
        return flag(null, name, description);
    }

    private static Option flag(@Nullable String letter, String name, String description) {
        return Option.builder(letter).longOpt(name).desc(description).get();
    }

    /// Returns an option that has a value.
    ///
    /// @param value what the help calls it
    static Option option(String name, String value, String description) {
        return Option.builder().longOpt(name).argName(value).hasArg().desc(description).get();
    }

    /// Reads a command line.
    ///
    /// @throws UsageException if it has an option or an operand that is not expected, or an option lacks
    ///     its value
    Arguments parse(List<String> words) {
        Options options = new Options();
        options().forEach(options::addOption);
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
        List<String> known = options().stream().map(option -> "--" + option.getLongOpt()).toList();
        String name = word.split("=", 2)[0];
        return "unknown option " + name + "; did you mean " + NearestName.of(name, known) + "?";
    }

    private List<Option> options() {
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
            for (Option option : options()) {
                appendEntry(text, shown(option), option.getDescription());
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

    private static String shown(Option option) {
        String letter = option.getOpt() == null ? "" : "-" + option.getOpt() + ", ";
        String value = option.hasArg() ? " " + option.getArgName() : "";
        return letter + "--" + option.getLongOpt() + value;
    }
}
