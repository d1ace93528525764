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

    /// Elements whose run ends are listed before their labels are looked at, a page of each side: with
    /// more, memory is not read ahead in the meantime.
    private static final int PART = 512;

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
        short[] ends = into.ends;
        byte[] targetBytes = into.targets;
        byte[] predictionBytes = into.predictions;
        long apart = 0;
        int found = 0;
        for (int from = 0; from < length; from += PART) {
            int end = Math.min(from + PART, length);
            int next = listEnds(targets, to, predictions, po, from, end, length - 1, ends, found);
            for (; found < next; found++) {
                int position = ends[found];
                long targetLabel = targets[to + position];
                long predictionLabel = predictions[po + position];
                apart |= (targetLabel - firstTarget) | (predictionLabel - firstPrediction);
                targetBytes[found] = (byte) targetLabel;
                predictionBytes[found] = (byte) predictionLabel;
            }
        }
        return apart >>> Byte.SIZE == 0 ? found : NO_BYTES;
    }

    /// Lists the ends of the runs that end from element `from` to `end - 1`, where `last` is the last
    /// element of the block, behind `listed` others, and returns how many are listed then.
    private static int listEnds(
            long[] target,
            int to,
            long[] prediction,
            int po,
            int from,
            int end,
            int last,
            short[] ends,
            int listed) {
        int next = listed;
        for (int i = from; i < end; i += WORD) {
            long isEnd = 0;
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
            int rest = last - i;
            if (rest < WORD) {
                isEnd = (isEnd & (-1L >>> -(rest + 1))) | 1L << rest;
            }
            VectorMask<Byte> mask = VectorMask.fromLong(BYTES, isEnd);
            ByteVector numbers = BIT_NUMBERS.compress(mask);
            ((ShortVector) numbers.castShape(SHORTS, 0)).add((short) i).intoArray(ends, next);
            int count = Long.bitCount(isEnd);
            if (count > SHORTS.length()) {
                ((ShortVector) numbers.castShape(SHORTS, 1))
                        .add((short) i)
                        .intoArray(ends, next + SHORTS.length());
            }
            next += count;
        }
        return next;
    }
}
