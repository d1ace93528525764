package dev.mensura.cli.evaluation;

import dev.mensura.cli.image.ImagePair;

import java.io.Serial;

/// Says which pair of images could not be counted, what was expected and what was found.
public final class EvaluationException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /// Returns an exception whose message is both files and the message of `cause`.
    EvaluationException(ImagePair pair, IllegalArgumentException cause) {
        super(pair.prediction() + " against " + pair.target() + ": " + cause.getMessage(), cause);
    }
}
