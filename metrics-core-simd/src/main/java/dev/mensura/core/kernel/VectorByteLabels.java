package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The 8-bit labels of a call; cells come from two look-up tables of 256 entries, or, where many
/// are needed and [VectorByteCells] knows how, from vector arithmetic for a whole block.
///
/// A label masked with the table's own length minus one is an index that needs no bounds check.
final class VectorByteLabels extends VectorLabels {

    private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;
    private static final byte[] NONE = {};

    /// Cells of a whole block are computed if one position in this many, or more, ends a run.
    private static final int SPARSE = 20;

    private static final int REJECTED = LabelCells.LAST_CELL + 1;

    private byte[] prediction = NONE;
    private byte[] target = NONE;
    private int predictionOffset;
    private int targetOffset;
    private int[] rows = {};
    private int[] columns = {};
    private VectorByteCells blockCells = VectorByteCells.NONE;

    /// Takes the arrays of a call.
    void bind(
            byte[] newPrediction,
            int newPredictionOffset,
            byte[] newTarget,
            int newTargetOffset,
            int[] newRows,
            int[] newColumns,
            VectorByteCells newBlockCells) {
        prediction = newPrediction;
        predictionOffset = newPredictionOffset;
        target = newTarget;
        targetOffset = newTargetOffset;
        rows = newRows;
        columns = newColumns;
        blockCells = newBlockCells;
    }

    @Override
    void release() {
        prediction = NONE;
        target = NONE;
    }

    @Override
    void markRunEnds(int from, int words, long[] marks) {
        byte[] p = prediction;
        byte[] t = target;
        int pi = predictionOffset + from;
        int ti = targetOffset + from;
        for (int w = 0; w < words; w++) {
            long ends = 0;
            for (int bit = 0; bit < WORD; bit += SPECIES.length()) {
                VectorMask<Byte> predictionEnds =
                        ByteVector.fromArray(SPECIES, p, pi + bit)
                                .compare(
                                        VectorOperators.NE,
                                        ByteVector.fromArray(SPECIES, p, pi + bit + 1));
                VectorMask<Byte> targetEnds =
                        ByteVector.fromArray(SPECIES, t, ti + bit)
                                .compare(
                                        VectorOperators.NE,
                                        ByteVector.fromArray(SPECIES, t, ti + bit + 1));
                ends |= predictionEnds.or(targetEnds).toLong() << bit;
            }
            marks[w] = ends;
            pi += WORD;
            ti += WORD;
        }
    }

    @Override
    int addRuns(int from, short[] ends, int runs, int lastEnd, long[] counts) {
        int length = ends[runs - 1] + 1;
        if (runs * SPARSE > length && blockCells.canFill(length)) {
            return blockCells.fill(
                            prediction,
                            predictionOffset + from,
                            target,
                            targetOffset + from,
                            length)
                    ? blockCells.addRuns(ends, runs, lastEnd, counts)
                    : REJECTED;
        }
        return lookUpRuns(from, ends, runs, lastEnd, counts);
    }

    private int lookUpRuns(int from, short[] ends, int runs, int lastEnd, long[] counts) {
        byte[] p = prediction;
        byte[] t = target;
        int[] r = rows;
        int[] c = columns;
        int pi = predictionOffset + from;
        int ti = targetOffset + from;
        int previous = lastEnd;
        int highest = 0;
        for (int j = 0; j < runs; j++) {
            int end = ends[j];
            int cell = r[t[ti + end] & (r.length - 1)] + c[p[pi + end] & (c.length - 1)];
            counts[cell & (counts.length - 1)] += end - previous;
            highest = Math.max(highest, cell);
            previous = end;
        }
        return highest;
    }

    @Override
    int addEach(int from, int length, long[] counts) {
        if (blockCells.canFill(length)) {
            return blockCells.fill(
                            prediction,
                            predictionOffset + from,
                            target,
                            targetOffset + from,
                            length)
                    ? blockCells.addEach(length, counts)
                    : REJECTED;
        }
        return lookUpEach(from, length, counts);
    }

    private int lookUpEach(int from, int length, long[] counts) {
        byte[] p = prediction;
        byte[] t = target;
        int[] r = rows;
        int[] c = columns;
        int pi = predictionOffset + from;
        int ti = targetOffset + from;
        int highest = 0;
        for (int i = 0; i < length; i++) {
            int cell = r[t[ti + i] & (r.length - 1)] + c[p[pi + i] & (c.length - 1)];
            counts[cell & (counts.length - 1)]++;
            highest = Math.max(highest, cell);
        }
        return highest;
    }
}
