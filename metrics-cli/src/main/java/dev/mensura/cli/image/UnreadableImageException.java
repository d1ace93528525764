package dev.mensura.cli.image;

import java.nio.file.Path;

/// A file that is not a label map. The message is one line for the user: the file, what was expected and what was
/// found.
public final class UnreadableImageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableImageException(Path file, String problem) {
        super(file + ": " + problem);
    }

    UnreadableImageException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
