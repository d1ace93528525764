package dev.mensura.core.kernel;

/// Counts (target, prediction) pairs of one image into a dense table.
///
/// With C classes, cell `table()[t * C + p]` is the number of positions where the target is class t
/// and the prediction class p; positions whose target is ignored are only counted in [#ignored()].
/// Counts are `long` and cannot overflow: one image has fewer than 2^63 positions.
///
/// Every `count` method returns the number of leading pairs that it accepted: `length` when all are
/// fine, otherwise the index of the lowest pair that is rejected. A pair is rejected when its
/// target code is [LabelCodes#REJECTED], or when its target is not ignored and its prediction code
/// is `REJECTED`. After a rejection the counts are unspecified until [#clear()]. Calls accumulate,
/// and may mix widths. Arrays are read, never kept; prediction and target may be the same array.
///
/// Owned by one state and used by one thread at a time. A steady-state call allocates nothing.
public abstract sealed class PairCounter permits ScalarPairCounter, VectorPairCounter {

    private final LabelCodes codes;

    PairCounter(LabelCodes codes) {
        this.codes = codes;
    }

    /// Returns what the labels mean.
    public final LabelCodes codes() {
        return codes;
    }

    /// Returns the counts so far, `[target * C + prediction]`, complete at the moment of this call.
    /// The array belongs to this counter and is reused by it: read it, or copy it, before the next
    /// call.
    public abstract long[] table();

    /// Returns the number of positions so far whose target is ignored.
    public abstract long ignored();

    /// Sets all counts to zero.
    public abstract void clear();

    /// Counts `length` pairs of 8-bit labels, read as int8 if `signed`, else as uint8, and returns
    /// how many leading pairs were accepted.
    public abstract int count(
            byte[] prediction,
            int predictionOffset,
            byte[] target,
            int targetOffset,
            int length,
            boolean signed);

    /// Counts `length` pairs of 16-bit labels, read as int16 if `signed`, else as uint16, and
    /// returns how many leading pairs were accepted.
    public abstract int count(
            short[] prediction,
            int predictionOffset,
            short[] target,
            int targetOffset,
            int length,
            boolean signed);

    /// Counts `length` pairs of int32 labels and returns how many leading pairs were accepted.
    public abstract int count(
            int[] prediction, int predictionOffset, int[] target, int targetOffset, int length);

    /// Counts `length` pairs of int64 labels and returns how many leading pairs were accepted.
    public abstract int count(
            long[] prediction, int predictionOffset, long[] target, int targetOffset, int length);

    /// Counts the first `length` pairs of labels that are already codes of [LabelCodes] and returns
    /// how many leading pairs were accepted. Neither mapping nor ignored labels are applied again.
    public abstract int countCodes(int[] predictionCodes, int[] targetCodes, int length);
}
