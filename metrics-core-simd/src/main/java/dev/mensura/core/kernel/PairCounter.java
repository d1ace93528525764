package dev.mensura.core.kernel;

/// Counts (target, prediction) pairs of one image into a dense table.
///
/// With C classes, cell `table()[t * C + p]` is the number of positions where the target is class t
/// and the prediction class p; positions whose target is ignored are only counted in [#ignored()].
/// Counts are `long` and cannot overflow: one image has fewer than 2^63 positions.
public abstract sealed class PairCounter extends PairReader
        permits ScalarPairCounter, VectorPairCounter {
    /// The most classes that a table is made for, one for labels outside the range included where
    /// they pass: their cells, with those of ignored targets, fit 16 bits, and the table 512 KiB.
    /// More classes are read by a [RunReader].
    public static final int MAX_CLASSES = ByteCodes.MAX_CLASSES;

    PairCounter(LabelCodes codes) {
        super(codes);
    }

    /// Returns the counts so far, `[target * C + prediction]`, complete at the moment of this call.
    /// The array belongs to this counter and is reused by it: read it, or copy it, before the next
    /// call.
    public abstract long[] table();
}
