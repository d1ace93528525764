package dev.mensura.core.kernel;

/// Reads blocks of scores of either type as `double`: float32 widens exactly, so comparisons give
/// what they give in the score's own type.
final class ScalarScoreBlock {
    private final int size;
    private float[] floats = {};
    private final double[] values;

    ScalarScoreBlock(int size) {
        this.size = size;
        this.values = new double[size];
    }

    /// Returns the scores `start` to `start + count - 1` in `[0]` to `[count - 1]` of an array that
    /// the next call overwrites.
    double[] read(ScoreView scores, long start, int count) {
        if (scores.isDoublePrecision()) {
            scores.copy(start, count, values, 0);
        } else {
            widen(scores, start, count);
        }
        return values;
    }

    private void widen(ScoreView scores, long start, int count) {
        if (floats.length == 0) {
            floats = new float[size];
        }
        scores.copy(start, count, floats, 0);
        for (int i = 0; i < count; i++) {
            values[i] = floats[i];
        }
    }
}
