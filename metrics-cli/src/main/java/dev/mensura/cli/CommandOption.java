package dev.mensura.cli;

/// An option of a command line.
///
/// @param letter its short name, as in `h`; empty for none
/// @param name as in `help`
/// @param value what the help calls its value; empty if it has none
/// @param description for the help
record CommandOption(String letter, String name, String value, String description) {

    /// Returns an option that has no value.
    static CommandOption flag(String name, String description) {
        return new CommandOption("", name, "", description);
    }

    /// Returns an option that has a value.
    ///
    /// @param value what the help calls it
    static CommandOption valued(String name, String value, String description) {
        return new CommandOption("", name, value, description);
    }

    boolean hasValue() {
        return !value.isEmpty();
    }

    /// Returns the name as it is typed.
    String typed() {
        return "--" + name;
    }
}
