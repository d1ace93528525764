package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.util.Objects;

/// Lists the runs of 64-bit labels, as PyTorch has them, where they are stored: to bring all of them to
/// bytes first ([VectorPacking]) takes twice as many instructions as to find out where they change.
///
/// Eight masks of eight elements make a word of 64 run ends, whose positions are compressed as in
/// [VectorRunsByCompress]; there the mask never leaves its register, so the lines are not shared. Only the label at the end of each run becomes a byte, and only that one is
/// checked, as all of a run are equal. Both sides are read in one loop, which reads memory without a
/// pause: `int64` of `mensura bench` shows it.
final class VectorLongRuns {
    /// Stands for the number of runs where a label has no byte.
    static final int NO_BYTES = -1;

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final ByteVector BIT_NUMBERS = ByteVector.zero(BYTES).addIndex(1);
    private static final int WORD = Long.SIZE;
    private static final int LANES = LONGS.length();
    private static final int PARTS = WORD / LANES;

    private VectorLongRuns() {}

    /// Returns whether [#list] can read `length` labels from label `from` on: 64-bit ones in an array of
    /// `long`, where as many as a word has follow them.
    static boolean reads(LabelSource source, long from, int length) {
        return source instanceof StoredLabels labels
                && labels.heap() instanceof long[] heap
                && labels.heapIndex(from) <= heap.length - length - WORD;
    }

    /// Lists the runs of a block of 1 to [PairCounter#BLOCK] elements, which [#reads] allows, and returns
    /// their number, or [#NO_BYTES] if a label is not among the 256 from the first one of its side on.
    ///
    /// @param into takes the runs
    static int list(
            StoredLabels target,
            long t,
            long firstTarget,
            StoredLabels prediction,
            long p,
            long firstPrediction,
            int length,
            VectorRuns into) {
        long[] targets = (long[]) Objects.requireNonNull(target.heap());
        long[] predictions = (long[]) Objects.requireNonNull(prediction.heap());
        int to = target.heapIndex(t);
        int po = prediction.heapIndex(p);
        int found = listEnds(targets, to, predictions, po, length - 1, into.ends);
        long apart = 0;
        for (int run = 0; run < found; run++) {
            long targetLabel = targets[to + into.ends[run]];
            long predictionLabel = predictions[po + into.ends[run]];
            apart |= (targetLabel - firstTarget) | (predictionLabel - firstPrediction);
            into.targets[run] = (byte) targetLabel;
            into.predictions[run] = (byte) predictionLabel;
        }
        return apart >>> Byte.SIZE == 0 ? found : NO_BYTES;
    }

    private static int listEnds(
            long[] target, int to, long[] prediction, int po, int last, short[] ends) {
        ShortVector first = ShortVector.zero(SHORTS);
        int next = 0;
        for (int i = 0; i <= last; i += WORD) {
            long isEnd = i + WORD > last ? 1L << last : 0;
            for (int part = 0; part < PARTS; part++) {
                int at = i + part * LANES;
                LongVector t = LongVector.fromArray(LONGS, target, to + at);
                LongVector p = LongVector.fromArray(LONGS, prediction, po + at);
                LongVector nextT = LongVector.fromArray(LONGS, target, to + at + 1);
                LongVector nextP = LongVector.fromArray(LONGS, prediction, po + at + 1);
                VectorMask<Long> changes =
                        t.compare(VectorOperators.NE, nextT)
                                .or(p.compare(VectorOperators.NE, nextP));
                isEnd |= changes.toLong() << (part * LANES);
            }
            VectorMask<Byte> mask = VectorMask.fromLong(BYTES, isEnd);
            ByteVector numbers = BIT_NUMBERS.compress(mask);
            ((ShortVector) numbers.castShape(SHORTS, 0)).add(first).intoArray(ends, next);
            int count = Long.bitCount(isEnd);
            if (count > SHORTS.length()) {
                ((ShortVector) numbers.castShape(SHORTS, 1))
                        .add(first)
                        .intoArray(ends, next + SHORTS.length());
            }
            next += count;
            first = first.add((short) WORD);
        }
        while (ends[next - 1] != last) {
            next--;
        }
        return next;
    }
}
