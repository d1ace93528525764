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

    /// How much further than a vector the one is loaded that [#further] takes.
    private static final int AHEAD = OF_TWO ? LANES : 1;

    private static final long BYTES_AHEAD = (long) AHEAD * Integer.BYTES;

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /// The lanes of the elements one further, in two vectors.
    private static final IntVector FURTHER = IntVector.zero(INTS).addIndex(1).add(1);

    /// Whether the compiler makes one row of loads of a word. Of 64-bit labels in arrays the row is so long that
    /// those that no cache holds took 1.4 times as long, though those in a second-level cache a seventh less.
    private static final boolean IN_ONE_ROW = INTS.elementSize() < Long.SIZE;

    /// The same as [#PARTS], unknown to the compiler.
    private final int turns = PARTS;

    /// Returns the elements one further than those of `v`.
    ///
    /// @param ahead those [#AHEAD] of them
    private static IntVector further(IntVector v, IntVector ahead) {
        return OF_TWO ? FURTHER.selectFrom(v, ahead) : ahead;
    }

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
        int parts = IN_ONE_ROW ? PARTS : turns;
        for (int from = 0; from < length; from += PART) {
            int end = Math.min(from + PART, length);
            for (int i = from; i < end; i += WORD) {
                long isEnd = 0;
                for (int part = 0; part < parts; part++) {
                    int at = i + part * LANES;
                    IntVector t = IntVector.fromArray(INTS, targets, to + at);
                    IntVector p = IntVector.fromArray(INTS, predictions, po + at);
                    IntVector aheadT = IntVector.fromArray(INTS, targets, to + at + AHEAD);
                    IntVector aheadP = IntVector.fromArray(INTS, predictions, po + at + AHEAD);
                    IntVector changes =
                            t.lanewise(VectorOperators.XOR, further(t, aheadT))
                                    .or(p.lanewise(VectorOperators.XOR, further(p, aheadP)));
                    isEnd |= changes.compare(VectorOperators.NE, 0).toLong() << (part * LANES);
                }
                found = listWord(isEnd, i, ends, found);
            }
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
            for (int i = from; i < end; i += WORD) {
                long isEnd = 0;
                for (int part = 0; part < PARTS; part++) {
                    long at = (long) (i + part * LANES) * Integer.BYTES;
                    IntVector t = IntVector.fromMemorySegment(INTS, targets, to + at, ORDER);
                    IntVector p = IntVector.fromMemorySegment(INTS, predictions, po + at, ORDER);
                    IntVector aheadT =
                            IntVector.fromMemorySegment(
                                    INTS, targets, to + at + BYTES_AHEAD, ORDER);
                    IntVector aheadP =
                            IntVector.fromMemorySegment(
                                    INTS, predictions, po + at + BYTES_AHEAD, ORDER);
                    IntVector changes =
                            t.lanewise(VectorOperators.XOR, further(t, aheadT))
                                    .or(p.lanewise(VectorOperators.XOR, further(p, aheadP)));
                    isEnd |= changes.compare(VectorOperators.NE, 0).toLong() << (part * LANES);
                }
                found = listWord(isEnd, i, ends, found);
            }
        }
        found = endAt(length - 1, ends, found);
        long apart = 0;
        for (int run = 0; run < found; run++) {
            long position = (long) ends[run] * Integer.BYTES;
            long targetLabel = targets.get(ValueLayout.JAVA_INT_UNALIGNED, to + position);
            long predictionLabel = predictions.get(ValueLayout.JAVA_INT_UNALIGNED, po + position);
            apart |= (targetLabel - firstTarget) | (predictionLabel - firstPrediction);
            targetBytes[run] = (byte) targetLabel;
            predictionBytes[run] = (byte) predictionLabel;
        }
        return apart >>> Byte.SIZE == 0 ? found : NO_BYTES;
    }
}
