package dev.mensura.core.kernel;

/// The vector strategy for scores of one type. [VectorFloatArgmax] is written and [VectorDoubleArgmax] made of
/// it, as the package tells.
abstract sealed class VectorArgmax permits VectorFloatArgmax, VectorDoubleArgmax {
    final int numClasses;

    VectorArgmax(int numClasses) {
        this.numClasses = numClasses;
    }

    /// Returns what the number of pixels of a call of [#winners] must be a multiple of.
    abstract int group();

    /// Returns the most pixels per call of [#winners].
    abstract int block();

    /// Puts the codes of `count` pixels, a multiple of [#group], into `codes[at]` and behind. Returns
    /// false if a score may be `NaN`; the codes are of any value then.
    abstract boolean winners(ScoreView scores, long start, int count, byte[] codes, int at);
}
