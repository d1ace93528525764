package dev.mensura.cli.classes;

import java.nio.file.Path;

/// A classes file that says nothing usable. The message is one line for the user: the file, the place in it, what was
/// expected and what was found.
public final class ClassesFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Returns an exception whose message is `file: problem`.
    public ClassesFileException(Path file, String problem) {
        super(file + ": " + problem);
    }

    ClassesFileException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
