package dev.mensura.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What decides the numbers of an evaluation: its options and the content of the classes file.
final class Setup {
    private static final String CLASSES = "--classes=";

    private final List<String> options;
    private final Optional<byte[]> classes;

    /// @param options as on the command line, a value after its option and `=`
    /// @param classes the bytes of the classes file, if one is given
    Setup(List<String> options, Optional<byte[]> classes) {
        this.options = List.copyOf(options);
        this.classes = classes.map(byte[]::clone);
    }

    /// Returns the options as on the command line.
    List<String> options() {
        return options;
    }

    /// Returns the bytes of the classes file, or nothing if there is none.
    Optional<byte[]> classes() {
        return classes.map(byte[]::clone);
    }

    /// Returns what this one has otherwise than `expected`, or nothing if both give the same numbers.
    /// Where the classes file is does not matter, only what it says.
    Optional<String> difference(Setup expected) {
        List<String> here = besides(expected.compared());
        List<String> there = expected.besides(compared());
        if (!here.isEmpty() || !there.isEmpty()) {
            return Optional.of(
                    "it was made with " + described(here) + ", expected " + described(there));
        }
        if (!compared().equals(expected.compared())) {
            return Optional.of(
                    "it was made with "
                            + described(compared())
                            + ", expected another order: "
                            + described(expected.compared()));
        }
        return Arrays.equals(
                        classes.orElseGet(() -> new byte[0]),
                        expected.classes.orElseGet(() -> new byte[0]))
                ? Optional.empty()
                : Optional.of(
                        "it was made with another content of the classes file, expected that of "
                                + expected.classesFile());
    }

    /// Returns the options, without the place of the classes file.
    private List<String> compared() {
        return options.stream()
                .map(option -> option.startsWith(CLASSES) ? "--classes" : option)
                .toList();
    }

    private String classesFile() {
        return options.stream()
                .filter(option -> option.startsWith(CLASSES))
                .map(option -> option.substring(CLASSES.length()))
                .findFirst()
                .orElse("none");
    }

    private List<String> besides(List<String> others) {
        List<String> rest = new ArrayList<>(compared());
        others.forEach(rest::remove);
        return rest;
    }

    private static String described(List<String> options) {
        return options.isEmpty() ? "no such option" : String.join(" ", options);
    }
}
