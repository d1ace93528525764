package dev.mensura.core.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The scores of one image as they are stored, for kernels to read.
///
/// Class scores are planar, `[C, H, W]`, one plane of scores per class, or interleaved, `[H, W, C]`,
/// the scores of a pixel beside each other. Scores over a writable heap array of their own type are
/// read in place. The view keeps the memory, not a copy of it.
public final class ScoreView {
    private static final float[] NO_FLOATS = {};
    private static final double[] NO_DOUBLES = {};

    private final MemorySegment segment;
    private final boolean doublePrecision;
    private final boolean interleaved;
    private final long pixels;
    private final float[] floats;
    private final double[] doubles;
    private final boolean inArray;
    private final int arrayStart;

    /// Makes a view of a whole segment.
    ///
    /// @param scores float64 if `doublePrecision`, else float32, in the machine's byte order
    /// @param interleaved whether the scores of a pixel lie beside each other
    /// @param pixels the number of pixels, H * W
    public ScoreView(
            MemorySegment scores, boolean doublePrecision, boolean interleaved, long pixels) {
        this.segment = scores;
        this.doublePrecision = doublePrecision;
        this.interleaved = interleaved;
        this.pixels = pixels;
        Object base = scores.heapBase().orElse(null);
        int bytes = doublePrecision ? Double.BYTES : Float.BYTES;
        boolean aligned = scores.address() % bytes == 0;
        this.floats = !doublePrecision && base instanceof float[] own && aligned ? own : NO_FLOATS;
        this.doubles =
                doublePrecision && base instanceof double[] own && aligned ? own : NO_DOUBLES;
        this.inArray = floats.length > 0 || doubles.length > 0;
        this.arrayStart = inArray ? Math.toIntExact(scores.address() / bytes) : 0;
    }

    /// Returns whether scores are float64, otherwise float32.
    boolean isDoublePrecision() {
        return doublePrecision;
    }

    /// Returns whether the scores of a pixel lie beside each other.
    boolean isInterleaved() {
        return interleaved;
    }

    /// Returns the number of pixels.
    long pixels() {
        return pixels;
    }

    /// Returns the memory from the first score to the last.
    MemorySegment segment() {
        return segment;
    }

    /// Returns whether [#floats] or [#doubles] holds the scores.
    boolean isInArray() {
        return inArray;
    }

    /// Returns the index of the first score in that array.
    int arrayStart() {
        return arrayStart;
    }

    /// Returns the array that holds float32 scores, or an empty one.
    float[] floats() {
        return floats;
    }

    /// Returns the array that holds float64 scores, or an empty one.
    double[] doubles() {
        return doubles;
    }

    /// Copies the float32 scores `start` to `start + count - 1` to `into[at]` and behind.
    void copy(long start, int count, float[] into, int at) {
        MemorySegment.copy(
                segment, ValueLayout.JAVA_FLOAT_UNALIGNED, start * Float.BYTES, into, at, count);
    }

    /// Copies the float64 scores `start` to `start + count - 1` to `into[at]` and behind.
    void copy(long start, int count, double[] into, int at) {
        MemorySegment.copy(
                segment, ValueLayout.JAVA_DOUBLE_UNALIGNED, start * Double.BYTES, into, at, count);
    }
}
