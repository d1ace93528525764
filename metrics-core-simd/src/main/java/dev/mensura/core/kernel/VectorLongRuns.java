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

    /// How much further than a vector the one is loaded that [#further] takes.
    private static final int AHEAD = OF_TWO ? LANES : 1;

    private static final long BYTES_AHEAD = (long) AHEAD * Long.BYTES;

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /// The lanes of the elements one further, in two vectors.
    private static final LongVector FURTHER = LongVector.zero(LONGS).addIndex(1).add(1);

    /// Vectors per word, as a number that the compiler does not know: else it makes one long row of loads of
    /// the loop over arrays, with which labels that no cache holds took 1.4 times as long, though those in a
    /// second-level cache a seventh less.
    private final int vectors = PARTS;

    /// Returns the elements one further than those of `v`.
    ///
    /// @param ahead those [#AHEAD] of them
    private static LongVector further(LongVector v, LongVector ahead) {
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
        long[] targets = (long[]) target;
        long[] predictions = (long[]) prediction;
        short[] ends = into.ends;
        byte[] targetBytes = into.targets;
        byte[] predictionBytes = into.predictions;
        int found = 0;
        int parts = vectors;
        for (int from = 0; from < length; from += PART) {
            int end = Math.min(from + PART, length);
            for (int i = from; i < end; i += WORD) {
                long isEnd = 0;
                for (int part = 0; part < parts; part++) {
                    int at = i + part * LANES;
                    LongVector t = LongVector.fromArray(LONGS, targets, to + at);
                    LongVector p = LongVector.fromArray(LONGS, predictions, po + at);
                    LongVector aheadT = LongVector.fromArray(LONGS, targets, to + at + AHEAD);
                    LongVector aheadP = LongVector.fromArray(LONGS, predictions, po + at + AHEAD);
                    LongVector changes =
                            t.lanewise(VectorOperators.XOR, further(t, aheadT))
                                    .or(p.lanewise(VectorOperators.XOR, further(p, aheadP)));
                    isEnd |= changes.compare(VectorOperators.NE, 0L).toLong() << (part * LANES);
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
                    long at = (long) (i + part * LANES) * Long.BYTES;
                    LongVector t = LongVector.fromMemorySegment(LONGS, targets, to + at, ORDER);
                    LongVector p = LongVector.fromMemorySegment(LONGS, predictions, po + at, ORDER);
                    LongVector aheadT =
                            LongVector.fromMemorySegment(
                                    LONGS, targets, to + at + BYTES_AHEAD, ORDER);
                    LongVector aheadP =
                            LongVector.fromMemorySegment(
                                    LONGS, predictions, po + at + BYTES_AHEAD, ORDER);
                    LongVector changes =
                            t.lanewise(VectorOperators.XOR, further(t, aheadT))
                                    .or(p.lanewise(VectorOperators.XOR, further(p, aheadP)));
                    isEnd |= changes.compare(VectorOperators.NE, 0L).toLong() << (part * LANES);
                }
                found = listWord(isEnd, i, ends, found);
            }
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
}
