package dev.mensura.api;

import java.io.Serial;

/// Says which option of a metric is wrong, what was expected and what was given.
public final class MetricOptionException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1L;

    private final String option;
    private final String expected;
    private final String actual;

    /// Returns an exception with the message `option NAME is ACTUAL, expected EXPECTED`.
    public MetricOptionException(String option, String expected, String actual) {
        super("option " + option + " is " + actual + ", expected " + expected);
        this.option = option;
        this.expected = expected;
        this.actual = actual;
    }

    static MetricOptionException missing(MetricOption<?> option) {
        return new MetricOptionException(option.name(), option.expected(), "missing");
    }

    /// Returns the name of the option.
    public String option() {
        return option;
    }

    /// Returns what would have been right.
    public String expected() {
        return expected;
    }

    /// Returns what was given.
    public String actual() {
        return actual;
    }
}
