package dev.mensura.core.kernel;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Lists the runs of 32-bit labels.
final class VectorIntRuns extends VectorWideRuns {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = INTS.length();
    private static final int PARTS = WORD / LANES;

    /// The lanes of the elements one further, in two vectors.
    private static final IntVector FURTHER = IntVector.zero(INTS).addIndex(1).add(1);

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
        int[] targets = (int[]) target;
        int[] predictions = (int[]) prediction;
        short[] ends = into.ends;
        byte[] targetBytes = into.targets;
        byte[] predictionBytes = into.predictions;
        int found = 0;
        for (int from = 0; from < length; from += PART) {
            int end = Math.min(from + PART, length);
            found = listEnds(targets, to, predictions, po, from, end, ends, found);
        }
        found = endAt(length - 1, ends, found);
        int apart = 0;
        for (int run = 0; run < found; run++) {
            int position = ends[run];
            int targetLabel = targets[to + position];
            int predictionLabel = predictions[po + position];
            apart |= (targetLabel - (int) firstTarget) | (predictionLabel - (int) firstPrediction);
            targetBytes[run] = (byte) targetLabel;
            predictionBytes[run] = (byte) predictionLabel;
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
            short[] ends,
            int listed) {
        int next = listed;
        for (int i = from; i < end; i += WORD) {
            long isEnd = 0;
            for (int part = 0; part < PARTS; part++) {
                int at = i + part * LANES;
                IntVector t = IntVector.fromArray(INTS, target, to + at);
                IntVector p = IntVector.fromArray(INTS, prediction, po + at);
                IntVector afterT = IntVector.fromArray(INTS, target, to + at + LANES);
                IntVector afterP = IntVector.fromArray(INTS, prediction, po + at + LANES);
                IntVector changes = changes(t, afterT).or(changes(p, afterP));
                isEnd |= changes.compare(VectorOperators.NE, 0).toLong() << (part * LANES);
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
        int apart = 0;
        for (int run = 0; run < found; run++) {
            long position = (long) ends[run] * Integer.BYTES;
            int targetLabel = targets.get(ValueLayout.JAVA_INT_UNALIGNED, to + position);
            int predictionLabel = predictions.get(ValueLayout.JAVA_INT_UNALIGNED, po + position);
            apart |= (targetLabel - (int) firstTarget) | (predictionLabel - (int) firstPrediction);
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
                long at = (long) (i + part * LANES) * Integer.BYTES;
                IntVector t = load(targets, to + at);
                IntVector p = load(predictions, po + at);
                IntVector afterT = load(targets, to + at + INTS.vectorByteSize());
                IntVector afterP = load(predictions, po + at + INTS.vectorByteSize());
                IntVector changes = changes(t, afterT).or(changes(p, afterP));
                isEnd |= changes.compare(VectorOperators.NE, 0).toLong() << (part * LANES);
            }
            next = listWord(isEnd, i, ends, next);
        }
        return next;
    }

    private static IntVector load(MemorySegment offHeap, long index) {
        return IntVector.fromMemorySegment(INTS, offHeap, index, ByteOrder.nativeOrder());
    }

    /// Returns a vector that is 0 where a label equals the next one, `after` being the next vector.
    private static IntVector changes(IntVector labels, IntVector after) {
        return labels.lanewise(VectorOperators.XOR, FURTHER.selectFrom(labels, after));
    }
}
