package dev.mensura.core;

import java.io.Serial;

/// Says which label or score of a sample was rejected: whose it is, its value, where it stands and
/// what was expected. Nothing of the sample was counted.
public final class LabelRejectedException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1L;

    private final long position;

    LabelRejectedException(String message, long position) {
        super(message);
        this.position = position;
    }

    /// Returns the row-major index of the element in the spatial shape, the lowest that is rejected;
    /// in MULTILABEL the lowest of the first label that has a rejected element.
    public long position() {
        return position;
    }
}
