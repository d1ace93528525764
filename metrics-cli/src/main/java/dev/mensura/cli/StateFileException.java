package dev.mensura.cli;

import java.io.Serial;
import java.nio.file.Path;

/// Says which file of saved counts cannot be used, and why.
final class StateFileException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /// Returns an exception whose message is `file: problem`.
    StateFileException(Path file, String problem) {
        super(file + ": " + problem);
    }

    StateFileException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
