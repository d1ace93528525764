package dev.mensura.core.kernel;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The 32-bit labels of a call.
final class VectorIntLabels extends VectorLabels {

    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
    private static final int[] NONE = {};

    private int[] prediction = NONE;
    private int[] target = NONE;
    private int predictionOffset;
    private int targetOffset;
    private final LabelCells labelCells;

    VectorIntLabels(LabelCells labelCells) {
        this.labelCells = labelCells;
    }

    /// Takes the arrays of a call.
    void bind(int[] newPrediction, int newPredictionOffset, int[] newTarget, int newTargetOffset) {
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
        int[] p = prediction;
        int[] t = target;
        int pi = predictionOffset + from;
        int ti = targetOffset + from;
        for (int w = 0; w < words; w++) {
            long ends = 0;
            for (int bit = 0; bit < WORD; bit += SPECIES.length()) {
                VectorMask<Integer> predictionEnds =
                        IntVector.fromArray(SPECIES, p, pi + bit)
                                .compare(
                                        VectorOperators.NE,
                                        IntVector.fromArray(SPECIES, p, pi + bit + 1));
                VectorMask<Integer> targetEnds =
                        IntVector.fromArray(SPECIES, t, ti + bit)
                                .compare(
                                        VectorOperators.NE,
                                        IntVector.fromArray(SPECIES, t, ti + bit + 1));
                ends |= predictionEnds.or(targetEnds).toLong() << bit;
            }
            marks[w] = ends;
            pi += WORD;
            ti += WORD;
        }
    }

    @Override
    int addRuns(int from, short[] ends, int runs, int lastEnd, long[] counts) {
        int[] p = prediction;
        int[] t = target;
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
        int[] p = prediction;
        int[] t = target;
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
