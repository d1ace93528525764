package dev.mensura.core.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Where scores are kept: every kind of memory that a score kernel may meet.
enum ScoreStorage {
    /// A heap array of the scores' own type.
    ARRAY,
    /// Part of a larger heap array of that type.
    ARRAY_SLICE,
    /// A heap array behind a read-only segment.
    READ_ONLY,
    /// A `byte[]`, at an odd offset.
    BYTES,
    /// Native memory, at an odd address.
    NATIVE;

    private static final int MARGIN = 3;

    /// Returns the memory that holds `scores` as float64 or float32.
    MemorySegment hold(double[] scores, boolean doublePrecision, Arena arena) {
        int width = doublePrecision ? Double.BYTES : Float.BYTES;
        long bytes = (long) scores.length * width;
        MemorySegment memory =
                switch (this) {
                    case ARRAY, READ_ONLY -> array(scores.length, doublePrecision);
                    case ARRAY_SLICE ->
                            array(scores.length + 2 * MARGIN, doublePrecision)
                                    .asSlice((long) MARGIN * width, bytes);
                    case BYTES ->
                            MemorySegment.ofArray(new byte[(int) bytes + 2 * MARGIN])
                                    .asSlice(MARGIN, bytes);
                    case NATIVE -> arena.allocate(bytes + 2L * MARGIN, 64).asSlice(MARGIN, bytes);
                };
        for (int i = 0; i < scores.length; i++) {
            if (doublePrecision) {
                memory.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, (long) i * width, scores[i]);
            } else {
                memory.set(ValueLayout.JAVA_FLOAT_UNALIGNED, (long) i * width, (float) scores[i]);
            }
        }
        return this == READ_ONLY ? memory.asReadOnly() : memory;
    }

    private static MemorySegment array(int length, boolean doublePrecision) {
        return doublePrecision
                ? MemorySegment.ofArray(new double[length])
                : MemorySegment.ofArray(new float[length]);
    }
}
