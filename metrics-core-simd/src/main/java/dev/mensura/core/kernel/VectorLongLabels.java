package dev.mensura.core.kernel;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The 64-bit labels of a call.
final class VectorLongLabels extends VectorLabels {

    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final long[] NONE = {};

    private long[] prediction = NONE;
    private long[] target = NONE;
    private int predictionOffset;
    private int targetOffset;
    private final LabelCells labelCells;

    VectorLongLabels(LabelCells labelCells) {
        this.labelCells = labelCells;
    }

    /// Takes the arrays of a call.
    void bind(
            long[] newPrediction, int newPredictionOffset, long[] newTarget, int newTargetOffset) {
        prediction = newPrediction;
        predictionOffset = newPredictionOffset;
        target = newTarget;
        targetOffset = newTargetOffset;
    }

    @Override
    void release() {
        prediction = NONE;
        target = NONE;
    }

    @Override
    void markRunEnds(int from, int words, long[] marks) {
        long[] p = prediction;
        long[] t = target;
        int pi = predictionOffset + from;
        int ti = targetOffset + from;
        for (int w = 0; w < words; w++) {
            long ends = 0;
            for (int bit = 0; bit < WORD; bit += SPECIES.length()) {
                VectorMask<Long> predictionEnds =
                        LongVector.fromArray(SPECIES, p, pi + bit)
                                .compare(
                                        VectorOperators.NE,
                                        LongVector.fromArray(SPECIES, p, pi + bit + 1));
                VectorMask<Long> targetEnds =
                        LongVector.fromArray(SPECIES, t, ti + bit)
                                .compare(
                                        VectorOperators.NE,
                                        LongVector.fromArray(SPECIES, t, ti + bit + 1));
                ends |= predictionEnds.or(targetEnds).toLong() << bit;
            }
            marks[w] = ends;
            pi += WORD;
            ti += WORD;
        }
    }

    @Override
    int addRuns(int from, short[] ends, int runs, int lastEnd, long[] counts) {
        long[] p = prediction;
        long[] t = target;
        LabelCells c = labelCells;
        int pi = predictionOffset + from;
        int ti = targetOffset + from;
        int previous = lastEnd;
        int highest = 0;
        for (int j = 0; j < runs; j++) {
            int end = ends[j];
            int cell = c.row(t[ti + end]) + c.column(p[pi + end]);
            counts[cell & (counts.length - 1)] += end - previous;
            highest = Math.max(highest, cell);
            previous = end;
        }
        return highest;
    }

    @Override
    int addEach(int from, int length, long[] counts) {
        long[] p = prediction;
        long[] t = target;
        LabelCells c = labelCells;
        int pi = predictionOffset + from;
        int ti = targetOffset + from;
        int highest = 0;
        for (int i = 0; i < length; i++) {
            int cell = c.row(t[ti + i]) + c.column(p[pi + i]);
            counts[cell & (counts.length - 1)]++;
            highest = Math.max(highest, cell);
        }
        return highest;
    }
}
