package dev.mensura.core;

import dev.mensura.core.kernel.Kernels;
import dev.mensura.core.kernel.ScoreArgmax;
import dev.mensura.core.kernel.ScoreThreshold;

import org.jspecify.annotations.Nullable;

/// The score kernels of one state and the block of codes that they fill, made when the first scores
/// come and kept for all samples.
final class ScoreKernels {
    private @Nullable ScoreArgmax argmax;
    private @Nullable ScoreThreshold threshold;
    private byte[] codes = {};

    /// Returns the kernel for scores of `numClasses` classes, always as many.
    ScoreArgmax argmax(int numClasses) {
        ScoreArgmax made = argmax;
        if (made == null) {
            made = Kernels.scoreArgmax(numClasses);
            argmax = made;
        }
        return made;
    }

    /// Returns the kernel that compares scores with a threshold.
    ScoreThreshold threshold() {
        ScoreThreshold made = threshold;
        if (made == null) {
            made = Kernels.scoreThreshold();
            threshold = made;
        }
        return made;
    }

    /// Returns room for the codes of a block.
    byte[] codes() {
        if (codes.length == 0) {
            codes = new byte[CodeReader.BLOCK];
        }
        return codes;
    }
}
