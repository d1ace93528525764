package dev.mensura.api;

import java.io.Serial;

/// Says why saved bytes are no state of the tally that was asked to read them: foreign, truncated,
/// of a newer format, damaged, or written under other options.
public final class StateFormatException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1L;

    /// Returns an exception with a message that names the expected and the actual.
    public StateFormatException(String message) {
        super(message);
    }
}
