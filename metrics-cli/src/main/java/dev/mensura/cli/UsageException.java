package dev.mensura.cli;

import java.io.Serial;

/// Says which option is wrong, what was expected and what was given; ends with exit code 2.
final class UsageException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
