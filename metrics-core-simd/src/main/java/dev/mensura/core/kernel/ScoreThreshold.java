package dev.mensura.core.kernel;

/// Compares scores with a threshold.
///
/// The code of a score is 1 if it passes, which is `score > cut`, or `score >= cut` where equal
/// scores pass; [#NOT_A_NUMBER] if it is `NaN`; otherwise 0. Scores are compared as float32 or
/// float64, as they are stored; the cut is given as a number of that type. `-0.0` equals `0.0`,
/// infinities are numbers. Each score is read once and none is kept.
///
/// Owned by one state and used by one thread at a time. A steady-state call allocates nothing.
public abstract sealed class ScoreThreshold permits ScalarScoreThreshold, VectorScoreThreshold {

    /// The code of a `NaN`; as a byte, 0xFF.
    public static final int NOT_A_NUMBER = ScoreArgmax.NOT_A_NUMBER;

    ScoreThreshold() {}

    /// Puts the codes of the scores `start` to `start + count - 1` of the memory into `codes[0]` to
    /// `codes[count - 1]`.
    ///
    /// @param cut exact in the type of the scores
    public abstract void compare(
            ScoreView scores, long start, int count, double cut, boolean equalPasses, byte[] codes);
}
