package dev.mensura.core.kernel;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Adds the runs of 32-bit labels.
final class VectorIntRuns extends VectorWideRuns {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = INTS.length();
    private static final int PARTS = WORD / LANES;

    /// The vectors over arrays.
    private static final VectorSpecies<Integer> IN_ARRAY =
            INTS.elementSize() < Long.SIZE ? INTS : VectorSpecies.of(Integer.TYPE, LEAST);

    private static final int ARRAY_LANES = IN_ARRAY.length();
    private static final int ARRAY_PARTS = WORD / ARRAY_LANES;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    @Override
    int addArrays(
            Object target,
            int to,
            ByteCodes targetCodes,
            Object prediction,
            int po,
            ByteCodes predictionCodes,
            int length,
            CellCounts counts,
            int sign) {
        int[] targets = (int[]) target;
        int[] predictions = (int[]) prediction;
        var rows = targetCodes.parts();
        var columns = predictionCodes.parts();
        long firstTarget = targetCodes.first();
        long firstPrediction = predictionCodes.first();
        var cells = counts.table();
        int last = -1;
        int runs = 0;
        long apart = 0;
        int spare = 0;
        for (int from = 0; from < length; from += PART) {
            int end = Math.min(from + PART, length);
            int found = list(targets, to, predictions, po, from, end);
            if (end == length) {
                found = endAt(length - 1, ends, found);
            }
            for (int run = 0; run < found; run++) {
                int position = ends[run];
                long t = targets[to + position];
                long p = predictions[po + position];
                int cell = rows[(int) t & 0xFF] + columns[(int) p & 0xFF];
                apart |= (t - firstTarget) | (p - firstPrediction);
                spare |= ByteCodes.LAST_CELL - cell;
                cells[cell & (cells.length - 1)] += (position - last) * sign;
                last = position;
            }
            runs += found;
        }
        return apart >>> Byte.SIZE == 0 && spare >= 0 ? runs : NOT_ALL;
    }

    @Override
    int addMemory(
            MemorySegment target,
            long to,
            ByteCodes targetCodes,
            MemorySegment prediction,
            long po,
            ByteCodes predictionCodes,
            int length,
            CellCounts counts,
            int sign) {
        MemorySegment targets = VectorMemory.offHeap(target);
        MemorySegment predictions = VectorMemory.offHeap(prediction);
        var rows = targetCodes.parts();
        var columns = predictionCodes.parts();
        long firstTarget = targetCodes.first();
        long firstPrediction = predictionCodes.first();
        var cells = counts.table();
        int last = -1;
        int runs = 0;
        long apart = 0;
        int spare = 0;
        for (int from = 0; from < length; from += PART) {
            int end = Math.min(from + PART, length);
            int found = list(targets, to, predictions, po, from, end);
            if (end == length) {
                found = endAt(length - 1, ends, found);
            }
            for (int run = 0; run < found; run++) {
                int position = ends[run];
                long at = (long) position * Integer.BYTES;
                long t = targets.get(ValueLayout.JAVA_INT_UNALIGNED, to + at);
                long p = predictions.get(ValueLayout.JAVA_INT_UNALIGNED, po + at);
                int cell = rows[(int) t & 0xFF] + columns[(int) p & 0xFF];
                apart |= (t - firstTarget) | (p - firstPrediction);
                spare |= ByteCodes.LAST_CELL - cell;
                cells[cell & (cells.length - 1)] += (position - last) * sign;
                last = position;
            }
            runs += found;
        }
        return apart >>> Byte.SIZE == 0 && spare >= 0 ? runs : NOT_ALL;
    }

    /// Lists the ends of the runs of a part, elements `from` to `end - 1` of a block, and those of what follows in its
    /// last word, and returns how many there are.
    private int list(int[] targets, int to, int[] predictions, int po, int from, int end) {
        int found = 0;
        for (int i = from; i < end; i += WORD) {
            long isEnd = 0;
            for (int part = 0; part < ARRAY_PARTS; part++) {
                int at = i + part * ARRAY_LANES;
                IntVector t = IntVector.fromArray(IN_ARRAY, targets, to + at);
                IntVector p = IntVector.fromArray(IN_ARRAY, predictions, po + at);
                IntVector nextT = IntVector.fromArray(IN_ARRAY, targets, to + at + 1);
                IntVector nextP = IntVector.fromArray(IN_ARRAY, predictions, po + at + 1);
                IntVector changes =
                        t.lanewise(VectorOperators.XOR, nextT)
                                .or(p.lanewise(VectorOperators.XOR, nextP));
                isEnd |= changes.compare(VectorOperators.NE, 0).toLong() << (part * ARRAY_LANES);
            }
            found = listWord(isEnd, i, ends, found);
        }
        return found;
    }

    private int list(
            MemorySegment targets, long to, MemorySegment predictions, long po, int from, int end) {
        int found = 0;
        for (int i = from; i < end; i += WORD) {
            long isEnd = 0;
            for (int part = 0; part < PARTS; part++) {
                long at = (long) (i + part * LANES) * Integer.BYTES;
                long next = at + Integer.BYTES;
                IntVector t = IntVector.fromMemorySegment(INTS, targets, to + at, ORDER);
                IntVector p = IntVector.fromMemorySegment(INTS, predictions, po + at, ORDER);
                IntVector nextT = IntVector.fromMemorySegment(INTS, targets, to + next, ORDER);
                IntVector nextP = IntVector.fromMemorySegment(INTS, predictions, po + next, ORDER);
                IntVector changes =
                        t.lanewise(VectorOperators.XOR, nextT)
                                .or(p.lanewise(VectorOperators.XOR, nextP));
                isEnd |= changes.compare(VectorOperators.NE, 0).toLong() << (part * LANES);
            }
            found = listWord(isEnd, i, ends, found);
        }
        return found;
    }
}
