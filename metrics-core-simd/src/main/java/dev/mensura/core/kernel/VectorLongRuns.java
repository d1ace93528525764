package dev.mensura.core.kernel;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Lists the runs of 64-bit labels.
final class VectorLongRuns extends VectorWideRuns {
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = LONGS.length();
    private static final int PARTS = WORD / LANES;

    /// The lanes of the elements one further, in two vectors.
    private static final LongVector FURTHER = LongVector.zero(LONGS).addIndex(1).add(1);

    @Override
    int listArrays(
            Object target,
            int to,
            long firstTarget,
            Object prediction,
            int po,
            long firstPrediction,
            int length,
            VectorRuns into) {
        long[] targets = (long[]) target;
        long[] predictions = (long[]) prediction;
        short[] ends = into.ends;
        byte[] targetBytes = into.targets;
        byte[] predictionBytes = into.predictions;
        int found = 0;
        for (int from = 0; from < length; from += PART) {
            int end = Math.min(from + PART, length);
            found = listEnds(targets, to, predictions, po, from, end, ends, found);
        }
        found = endAt(length - 1, ends, found);
        long apart = 0;
        for (int run = 0; run < found; run++) {
            int position = ends[run];
            long targetLabel = targets[to + position];
            long predictionLabel = predictions[po + position];
            apart |= (targetLabel - firstTarget) | (predictionLabel - firstPrediction);
            targetBytes[run] = (byte) targetLabel;
            predictionBytes[run] = (byte) predictionLabel;
        }
        return apart >>> Byte.SIZE == 0 ? found : NO_BYTES;
    }

    private static int listEnds(
            long[] target,
            int to,
            long[] prediction,
            int po,
            int from,
            int end,
            short[] ends,
            int listed) {
        int next = listed;
        for (int i = from; i < end; i += WORD) {
            long isEnd = 0;
            for (int part = 0; part < PARTS; part++) {
                int at = i + part * LANES;
                LongVector t = LongVector.fromArray(LONGS, target, to + at);
                LongVector p = LongVector.fromArray(LONGS, prediction, po + at);
                LongVector afterT = LongVector.fromArray(LONGS, target, to + at + LANES);
                LongVector afterP = LongVector.fromArray(LONGS, prediction, po + at + LANES);
                LongVector changes = changes(t, afterT).or(changes(p, afterP));
                isEnd |= changes.compare(VectorOperators.NE, 0L).toLong() << (part * LANES);
            }
            next = listWord(isEnd, i, ends, next);
        }
        return next;
    }

    @Override
    int listMemory(
            MemorySegment target,
            long to,
            long firstTarget,
            MemorySegment prediction,
            long po,
            long firstPrediction,
            int length,
            VectorRuns into) {
        MemorySegment targets = VectorMemory.offHeap(target);
        MemorySegment predictions = VectorMemory.offHeap(prediction);
        short[] ends = into.ends;
        byte[] targetBytes = into.targets;
        byte[] predictionBytes = into.predictions;
        int found = 0;
        for (int from = 0; from < length; from += PART) {
            int end = Math.min(from + PART, length);
            found = listEnds(targets, to, predictions, po, from, end, ends, found);
        }
        found = endAt(length - 1, ends, found);
        long apart = 0;
        for (int run = 0; run < found; run++) {
            long position = (long) ends[run] * Long.BYTES;
            long targetLabel = targets.get(ValueLayout.JAVA_LONG_UNALIGNED, to + position);
            long predictionLabel = predictions.get(ValueLayout.JAVA_LONG_UNALIGNED, po + position);
            apart |= (targetLabel - firstTarget) | (predictionLabel - firstPrediction);
            targetBytes[run] = (byte) targetLabel;
            predictionBytes[run] = (byte) predictionLabel;
        }
        return apart >>> Byte.SIZE == 0 ? found : NO_BYTES;
    }

    private static int listEnds(
            MemorySegment target,
            long to,
            MemorySegment prediction,
            long po,
            int from,
            int end,
            short[] ends,
            int listed) {
        MemorySegment targets = VectorMemory.offHeap(target);
        MemorySegment predictions = VectorMemory.offHeap(prediction);
        int next = listed;
        for (int i = from; i < end; i += WORD) {
            long isEnd = 0;
            for (int part = 0; part < PARTS; part++) {
                long at = (long) (i + part * LANES) * Long.BYTES;
                LongVector t = load(targets, to + at);
                LongVector p = load(predictions, po + at);
                LongVector afterT = load(targets, to + at + LONGS.vectorByteSize());
                LongVector afterP = load(predictions, po + at + LONGS.vectorByteSize());
                LongVector changes = changes(t, afterT).or(changes(p, afterP));
                isEnd |= changes.compare(VectorOperators.NE, 0L).toLong() << (part * LANES);
            }
            next = listWord(isEnd, i, ends, next);
        }
        return next;
    }

    private static LongVector load(MemorySegment offHeap, long index) {
        return LongVector.fromMemorySegment(LONGS, offHeap, index, ByteOrder.nativeOrder());
    }

    /// Returns a vector that is 0 where a label equals the next one, `after` being the next vector.
    private static LongVector changes(LongVector labels, LongVector after) {
        return labels.lanewise(VectorOperators.XOR, FURTHER.selectFrom(labels, after));
    }
}
