package dev.mensura.core.kernel;

/// Finds the class with the highest score of every pixel.
///
/// With scores `s[c]` of one pixel, its code is the lowest `c` of which `s[c] >= s[k]` holds for all
/// `k`: the lowest class wins ties, `-0.0` equals `0.0`, infinities are numbers. If any of the scores
/// is `NaN`, the code is [#NOT_A_NUMBER]. Scores are compared as float32 or float64, as they are
/// stored.
///
/// Codes are bytes, read as unsigned, up to [#MOST_BYTE_CLASSES] classes. A call reads each score of
/// its pixels at least once. Scores are read, never kept.
///
/// Owned by one state and used by one thread at a time. A steady-state call allocates nothing.
public abstract sealed class ScoreArgmax permits ScalarScoreArgmax, VectorScoreArgmax {

    /// The code of a pixel with a `NaN` among its scores; as a byte, 0xFF.
    public static final int NOT_A_NUMBER = -1;

    /// The most classes whose codes fit a byte beside [#NOT_A_NUMBER].
    public static final int MOST_BYTE_CLASSES = 255;

    private final int numClasses;

    ScoreArgmax(int numClasses) {
        this.numClasses = numClasses;
    }

    /// Returns the number of scores per pixel, C.
    public final int numClasses() {
        return numClasses;
    }

    /// Puts the codes of the pixels `start` to `start + count - 1` into `codes[0]` to
    /// `codes[count - 1]`.
    ///
    /// @param scores of C classes, at most [#MOST_BYTE_CLASSES]
    public abstract void winners(ScoreView scores, long start, int count, byte[] codes);

    /// Does the same for any number of classes.
    public abstract void winners(ScoreView scores, long start, int count, int[] codes);
}
