package dev.mensura.core;

import dev.mensura.core.input.SegmentationSample;
import dev.mensura.core.kernel.RunSink;

import java.util.Arrays;

/// Counts one sample of many classes into the pairs that occur.
final class MatrixRuns extends SamplePairs implements RunSink {
    private final LabelRule rule;
    private final int size;
    private final boolean countsOutside;
    private final CompactCells cells;
    private final long[] outsidePredictions;
    private final long[] outsideTargets;
    private final RunCounting runs;
    private long outOfRange;

    MatrixRuns(LabelRule rule) {
        this.rule = rule;
        this.size = rule.numClasses();
        this.countsOutside = rule.labelPolicy() == LabelPolicy.COUNT_AS_ERROR;
        this.cells = new CompactCells(size);
        this.outsidePredictions = new long[countsOutside ? size : 0];
        this.outsideTargets = new long[countsOutside ? size : 0];
        this.runs = new RunCounting(rule, this);
    }

    @Override
    LabelRule rule() {
        return rule;
    }

    @Override
    void count(SegmentationSample sample) {
        cells.clear();
        Arrays.fill(outsidePredictions, 0);
        Arrays.fill(outsideTargets, 0);
        outOfRange = 0;
        runs.count(sample.prediction(), sample.target());
    }

    @Override
    public void add(int[] targets, int[] predictions, int[] lengths, int length) {
        for (int i = 0; i < length; i++) {
            if (targets[i] < size && predictions[i] < size) {
                cells.add(targets[i], predictions[i], lengths[i]);
            } else {
                addOutside(targets[i], predictions[i], lengths[i]);
            }
        }
    }

    private void addOutside(int target, int prediction, int length) {
        if (target == prediction) {
            outOfRange += 2L * length;
            return;
        }
        outOfRange += length;
        if (countsOutside && target == size) {
            outsideTargets[prediction] += length;
        } else if (countsOutside) {
            outsidePredictions[target] += length;
        }
    }

    @Override
    PairCells pairs() {
        return cells;
    }

    @Override
    long[] outsidePredictions() {
        return outsidePredictions;
    }

    @Override
    long[] outsideTargets() {
        return outsideTargets;
    }

    @Override
    long ignored() {
        return runs.ignored();
    }

    @Override
    long outOfRange() {
        return outOfRange;
    }
}
