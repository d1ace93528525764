package dev.mensura.core;

import dev.mensura.core.input.ScoreMap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Copies blocks of scores into a heap array, widened to `double`: float32 widens exactly, so
/// comparisons give what they would give in the score's own type.
final class ScoreBlock {
    private final MemorySegment segment;
    private final boolean doublePrecision;
    private final float[] floats;
    private final double[] values;

    ScoreBlock(ScoreMap scores, int size) {
        this.segment = scores.segment();
        this.doublePrecision = scores.isDoublePrecision();
        this.floats = new float[doublePrecision ? 0 : size];
        this.values = new double[size];
    }

    /// Returns the scores `start` to `start + count - 1` of the memory in `[0]` to `[count - 1]` of
    /// an array that the next call overwrites.
    double[] read(long start, int count) {
        if (doublePrecision) {
            MemorySegment.copy(
                    segment,
                    ValueLayout.JAVA_DOUBLE_UNALIGNED,
                    start * Double.BYTES,
                    values,
                    0,
                    count);
        } else {
            MemorySegment.copy(
                    segment,
                    ValueLayout.JAVA_FLOAT_UNALIGNED,
                    start * Float.BYTES,
                    floats,
                    0,
                    count);
            for (int i = 0; i < count; i++) {
                values[i] = floats[i];
            }
        }
        return values;
    }
}
