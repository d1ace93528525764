package dev.mensura.core.kernel;

import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The 16-bit labels of a call, signed or unsigned.
final class VectorShortLabels extends VectorLabels {

    private static final VectorSpecies<Short> SPECIES = ShortVector.SPECIES_PREFERRED;
    private static final short[] NONE = {};

    private short[] prediction = NONE;
    private short[] target = NONE;
    private int predictionOffset;
    private int targetOffset;
    private final LabelCells labelCells;
    private int labelBits;

    VectorShortLabels(LabelCells labelCells) {
        this.labelCells = labelCells;
    }

    /// Takes the arrays of a call.
    void bind(
            short[] newPrediction,
            int newPredictionOffset,
            short[] newTarget,
            int newTargetOffset,
            boolean signed) {
        prediction = newPrediction;
        predictionOffset = newPredictionOffset;
        target = newTarget;
        targetOffset = newTargetOffset;
        labelBits = signed ? -1 : 0xFFFF;
    }

    @Override
    void release() {
        prediction = NONE;
        target = NONE;
    }

    @Override
    void markRunEnds(int from, int words, long[] marks) {
        short[] p = prediction;
        short[] t = target;
        int pi = predictionOffset + from;
        int ti = targetOffset + from;
        for (int w = 0; w < words; w++) {
            long ends = 0;
            for (int bit = 0; bit < WORD; bit += SPECIES.length()) {
                VectorMask<Short> predictionEnds =
                        ShortVector.fromArray(SPECIES, p, pi + bit)
                                .compare(
                                        VectorOperators.NE,
                                        ShortVector.fromArray(SPECIES, p, pi + bit + 1));
                VectorMask<Short> targetEnds =
                        ShortVector.fromArray(SPECIES, t, ti + bit)
                                .compare(
                                        VectorOperators.NE,
                                        ShortVector.fromArray(SPECIES, t, ti + bit + 1));
                ends |= predictionEnds.or(targetEnds).toLong() << bit;
            }
            marks[w] = ends;
            pi += WORD;
            ti += WORD;
        }
    }

    @Override
    int addRuns(int from, short[] ends, int runs, int lastEnd, long[] counts) {
        short[] p = prediction;
        short[] t = target;
        LabelCells c = labelCells;
        int bits = labelBits;
        int pi = predictionOffset + from;
        int ti = targetOffset + from;
        int previous = lastEnd;
        int highest = 0;
        for (int j = 0; j < runs; j++) {
            int end = ends[j];
            int cell = c.row(t[ti + end] & bits) + c.column(p[pi + end] & bits);
            counts[cell & (counts.length - 1)] += end - previous;
            highest = Math.max(highest, cell);
            previous = end;
        }
        return highest;
    }

    @Override
    int addEach(int from, int length, long[] counts) {
        short[] p = prediction;
        short[] t = target;
        LabelCells c = labelCells;
        int bits = labelBits;
        int pi = predictionOffset + from;
        int ti = targetOffset + from;
        int highest = 0;
        for (int i = 0; i < length; i++) {
            int cell = c.row(t[ti + i] & bits) + c.column(p[pi + i] & bits);
            counts[cell & (counts.length - 1)]++;
            highest = Math.max(highest, cell);
        }
        return highest;
    }
}
