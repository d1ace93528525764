package dev.mensura.core.kernel;

/// The vector strategy for scores of one type.
abstract sealed class VectorArgmax permits VectorFloatArgmax, VectorDoubleArgmax {
    final int numClasses;

    VectorArgmax(int numClasses) {
        this.numClasses = numClasses;
    }

    /// Returns the number of pixels per vector.
    abstract int lanes();

    /// Returns the most pixels per call of [#winners].
    abstract int block();

    /// Puts the codes of `count` pixels, a multiple of [#lanes], into `codes[at]` and behind. Returns
    /// false, and puts nothing, if a score is `NaN`.
    abstract boolean winners(ScoreView scores, long start, int count, byte[] codes, int at);
}
