package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.util.Objects;

/// Lists the runs of 64-bit labels, as PyTorch has them, and of 32-bit ones where they are stored: to
/// bring all of them to bytes first ([VectorPacking]) takes 1.4 times as long from memory.
///
/// The masks of as many vectors as have 64 elements make a word of run ends, whose positions are
/// compressed as in [VectorRunsByCompress]; there the mask never leaves its register, so the lines are
/// not shared. Only the label at the end of each run becomes a byte, and only that one is checked, as
/// all of a run are equal. Both sides are read in one loop, which reads memory without a pause, and the
/// labels are looked at every few hundred elements. The loops of the two types are the same, but the
/// Vector API has no common operations for them. `int64` and `int32` of `mensura bench` show it.
final class VectorWideRuns {
    /// Stands for the number of runs where a label has no byte.
    static final int NO_BYTES = -1;

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final ByteVector BIT_NUMBERS = ByteVector.zero(BYTES).addIndex(1);
    private static final int WORD = Long.SIZE;
    private static final int LONG_LANES = LONGS.length();
    private static final int LONG_PARTS = WORD / LONG_LANES;
    private static final int INT_LANES = INTS.length();
    private static final int INT_PARTS = WORD / INT_LANES;

    /// Elements whose run ends are listed before their labels are looked at, a page or half a page of
    /// each side: with more, memory is not read ahead in the meantime.
    private static final int PART = 512;

    private VectorWideRuns() {}

    /// Returns whether [#list] can read `length` labels from the given one of each side on: both in
    /// arrays of `long`, or both of `int`, where as many as a word has follow them.
    static boolean reads(LabelSource target, long t, LabelSource prediction, long p, int length) {
        return target instanceof StoredLabels targets
                && prediction instanceof StoredLabels predictions
                && targets.type().bytes() == predictions.type().bytes()
                && hasRoom(targets, t, length)
                && hasRoom(predictions, p, length);
    }

    private static boolean hasRoom(StoredLabels labels, long from, int length) {
        int size =
                switch (labels.heap()) {
                    case int[] ints -> ints.length;
                    case long[] longs -> longs.length;
                    case null, default -> 0;
                };
        return size > 0 && labels.heapIndex(from) <= size - length - WORD;
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
        return target.type().bytes() == Long.BYTES
                ? listLongs(target, t, firstTarget, prediction, p, firstPrediction, length, into)
                : listInts(
                        target,
                        t,
                        (int) firstTarget,
                        prediction,
                        p,
                        (int) firstPrediction,
                        length,
                        into);
    }

    private static int listLongs(
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
    ///
    /// Vectors are counted by their number: counted by elements, the compiled loop has its loads in
    /// another order, and labels that no cache holds took 1.3 times as long.
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
            for (int part = 0; part < LONG_PARTS; part++) {
                int at = i + part * LONG_LANES;
                LongVector t = LongVector.fromArray(LONGS, target, to + at);
                LongVector p = LongVector.fromArray(LONGS, prediction, po + at);
                LongVector nextT = LongVector.fromArray(LONGS, target, to + at + 1);
                LongVector nextP = LongVector.fromArray(LONGS, prediction, po + at + 1);
                VectorMask<Long> changes =
                        t.compare(VectorOperators.NE, nextT)
                                .or(p.compare(VectorOperators.NE, nextP));
                isEnd |= changes.toLong() << (part * LONG_LANES);
            }
            int rest = last - i;
            if (rest < WORD) {
                isEnd = (isEnd & (-1L >>> -(rest + 1))) | 1L << rest;
            }
            ByteVector numbers = BIT_NUMBERS.compress(VectorMask.fromLong(BYTES, isEnd));
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

    private static int listInts(
            StoredLabels target,
            long t,
            int firstTarget,
            StoredLabels prediction,
            long p,
            int firstPrediction,
            int length,
            VectorRuns into) {
        int[] targets = (int[]) Objects.requireNonNull(target.heap());
        int[] predictions = (int[]) Objects.requireNonNull(prediction.heap());
        int to = target.heapIndex(t);
        int po = prediction.heapIndex(p);
        short[] ends = into.ends;
        byte[] targetBytes = into.targets;
        byte[] predictionBytes = into.predictions;
        int apart = 0;
        int found = 0;
        for (int from = 0; from < length; from += PART) {
            int end = Math.min(from + PART, length);
            int next = listEnds(targets, to, predictions, po, from, end, length - 1, ends, found);
            for (; found < next; found++) {
                int position = ends[found];
                int targetLabel = targets[to + position];
                int predictionLabel = predictions[po + position];
                apart |= (targetLabel - firstTarget) | (predictionLabel - firstPrediction);
                targetBytes[found] = (byte) targetLabel;
                predictionBytes[found] = (byte) predictionLabel;
            }
        }
        return apart >>> Byte.SIZE == 0 ? found : NO_BYTES;
    }

    private static int listEnds(
            int[] target,
            int to,
            int[] prediction,
            int po,
            int from,
            int end,
            int last,
            short[] ends,
            int listed) {
        int next = listed;
        for (int i = from; i < end; i += WORD) {
            long isEnd = 0;
            for (int part = 0; part < INT_PARTS; part++) {
                int at = i + part * INT_LANES;
                IntVector t = IntVector.fromArray(INTS, target, to + at);
                IntVector p = IntVector.fromArray(INTS, prediction, po + at);
                IntVector nextT = IntVector.fromArray(INTS, target, to + at + 1);
                IntVector nextP = IntVector.fromArray(INTS, prediction, po + at + 1);
                VectorMask<Integer> changes =
                        t.compare(VectorOperators.NE, nextT)
                                .or(p.compare(VectorOperators.NE, nextP));
                isEnd |= changes.toLong() << (part * INT_LANES);
            }
            int rest = last - i;
            if (rest < WORD) {
                isEnd = (isEnd & (-1L >>> -(rest + 1))) | 1L << rest;
            }
            ByteVector numbers = BIT_NUMBERS.compress(VectorMask.fromLong(BYTES, isEnd));
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
