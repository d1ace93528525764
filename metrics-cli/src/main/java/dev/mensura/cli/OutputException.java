package dev.mensura.cli;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/// Says where a report could not be written, and why.
final class OutputException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    OutputException(String where, IOException cause) {
        super(where + ": cannot write the report: " + reason(cause), cause);
    }

    /// The file system's exceptions of these types hold a path and no reason.
    private static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException missing -> "no such folder";
            case AccessDeniedException denied -> "no permission";
            default -> String.valueOf(cause.getMessage());
        };
    }
}
