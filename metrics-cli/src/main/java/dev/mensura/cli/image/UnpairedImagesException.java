package dev.mensura.cli.image;

/// Predictions and targets that cannot be paired. The message is one line for the user: the folders, the first file
/// concerned and how many more there are.
public final class UnpairedImagesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnpairedImagesException(String message) {
        super(message);
    }

    UnpairedImagesException(String message, Throwable cause) {
        super(message, cause);
    }
}
