package dev.mensura.api;

import java.io.Serial;

/// Says which sample of a batch was rejected and why; nothing of the batch was counted.
public final class SampleRejectedException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1L;

    private final int index;

    /// Returns an exception whose message is `samples[index]: ` and the message of `cause`.
    public SampleRejectedException(int index, RuntimeException cause) {
        super("samples[" + index + "]: " + cause.getMessage(), cause);
        this.index = index;
    }

    /// Returns the position of the rejected sample in the batch, from 0.
    public int index() {
        return index;
    }
}
