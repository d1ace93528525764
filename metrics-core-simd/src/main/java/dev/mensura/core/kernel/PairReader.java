package dev.mensura.core.kernel;

/// Reads the (target, prediction) pairs of one image: what [PairCounter] and [RunReader] share.
///
/// Both `count` methods return the number of leading pairs that were accepted: `length` when all are
/// fine, otherwise the index of the lowest pair that is rejected. A pair is rejected when its
/// target code is [LabelCodes#REJECTED], or when its target is not ignored and its prediction code
/// is `REJECTED`. After a rejection the counts are unspecified until they are cleared. Calls
/// accumulate, and may mix kinds of labels and of memory. Memory is read, never kept; prediction and
/// target may be the same.
///
/// Owned by one state and used by one thread at a time. A steady-state call allocates nothing.
public abstract sealed class PairReader permits PairCounter, RunReader {
    /// Elements per block: the bytes of both sides and what is found in them fit a first-level cache
    /// of 32 KiB, and positions fit a `short`.
    public static final int BLOCK = 4096;

    private final LabelCodes codes;

    PairReader(LabelCodes codes) {
        this.codes = codes;
    }

    /// Returns what the labels mean.
    public final LabelCodes codes() {
        return codes;
    }

    /// Returns the number of positions so far whose target is ignored.
    public abstract long ignored();

    /// Sets all counts of this reader to zero.
    public abstract void clear();

    /// Counts `length` pairs, from element `predictionStart` and `targetStart` of the two sides on,
    /// and returns how many leading pairs were accepted.
    ///
    /// @throws IndexOutOfBoundsException if a side has fewer stored labels
    public final long count(
            LabelSource prediction,
            long predictionStart,
            LabelSource target,
            long targetStart,
            long length) {
        if (prediction instanceof StoredLabels labels) {
            labels.checkRange(predictionStart, length);
        }
        if (target instanceof StoredLabels labels) {
            labels.checkRange(targetStart, length);
        }
        return countChecked(prediction, predictionStart, target, targetStart, length);
    }

    abstract long countChecked(
            LabelSource prediction,
            long predictionStart,
            LabelSource target,
            long targetStart,
            long length);

    /// Counts the first `length` pairs of labels that are already codes of [LabelCodes] and returns
    /// how many leading pairs were accepted. Neither mapping nor ignored labels are applied again.
    public abstract int countCodes(int[] predictionCodes, int[] targetCodes, int length);
}
