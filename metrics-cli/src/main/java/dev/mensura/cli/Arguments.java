package dev.mensura.cli;

import org.apache.commons.cli.CommandLine;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What a command line gives, read as what is expected. A value that is no such thing is a
/// [UsageException] that names the option.
final class Arguments {
    private final CommandLine line;

    Arguments(CommandLine line) {
        this.line = line;
    }

    /// Returns whether an option is given.
    boolean has(CommandOption option) {
        return line.hasOption(option.name());
    }

    /// Returns what follows the options.
    List<Path> operands() {
        return line.getArgList().stream().map(text -> path("a file", text)).toList();
    }

    /// Returns the values of an option that may be repeated.
    List<String> texts(CommandOption option) {
        String[] values = line.getOptionValues(option.name());
        return values == null ? List.of() : List.of(values);
    }

    /// Returns the value of an option that may be given once.
    Optional<String> text(CommandOption option) {
        List<String> values = texts(option);
        if (values.size() > 1) {
            throw new UsageException(
                    "%s is given %d times, expected once".formatted(option.typed(), values.size()));
        }
        return values.stream().findFirst();
    }

    /// Returns the value of an option that must be given once.
    Path required(CommandOption option) {
        return path(option)
                .orElseThrow(() ->
                        new UsageException(
                                option.typed()
                                        + " is missing, expected "
                                        + option.typed()
                                        + " "
                                        + option.value()));
    }

    /// Returns the value of an option that may be given once, as a path.
    Optional<Path> path(CommandOption option) {
        return text(option).map(text -> path(option.typed(), text));
    }

    /// Returns the values of an option that may be repeated, or hold several separated by commas.
    List<Path> paths(CommandOption option) {
        return texts(option).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(text -> path(option.typed(), text))
                .toList();
    }

    /// Returns the value of an option that may be given once, as an integer of 32 bits.
    Optional<Integer> integer(CommandOption option) {
        return text(option).map(text -> number(option, text, Integer::valueOf));
    }

    /// Returns the values of an option that may be repeated, as integers of 64 bits.
    List<Long> integers(CommandOption option) {
        return texts(option).stream().map(text -> number(option, text, Long::valueOf)).toList();
    }

    /// Returns the constant of this name, in upper or lower case, with `-` or `_` in it.
    <E extends Enum<E>> Optional<E> choice(CommandOption option, Class<E> type) {
        return text(option)
                .map(text ->
                        Arrays.stream(type.getEnumConstants())
                                .filter(each -> word(each.name()).equals(word(text)))
                                .findFirst()
                                .orElseThrow(() -> wrong(option, text, "one of " + words(type))));
    }

    /// Returns what is given of these options, as on a command line, a value after its option and `=`.
    List<String> given(List<CommandOption> options) {
        List<String> given = new ArrayList<>();
        for (CommandOption option : options) {
            if (option.hasValue()) {
                texts(option).forEach(value -> given.add(option.typed() + "=" + value));
            } else if (has(option)) {
                given.add(option.typed());
            }
        }
        return given;
    }

    /// Returns the error for a value that is not what was expected.
    static UsageException wrong(CommandOption option, String text, String expected) {
        return new UsageException(
                "%s is \"%s\", expected %s".formatted(option.typed(), text, expected));
    }

    private static <N extends Number> N number(
            CommandOption option, String text, Function<String, N> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException noNumber) {
            throw wrong(option, text, "an integer");
        }
    }

    private static Path path(String name, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException noPath) {
            throw new UsageException(name + ": " + noPath.getMessage(), noPath);
        }
    }

    private static String words(Class<? extends Enum<?>> type) {
        return String.join(
                ", ",
                Arrays.stream(type.getEnumConstants()).map(each -> word(each.name())).toList());
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
