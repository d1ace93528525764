package dev.mensura.core;

import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.Target;
import dev.mensura.core.kernel.RunSink;

/// Counts samples of many classes into intersection, target and prediction per class, without a table
/// of their pairs.
final class OverlapRuns implements RunSink {
    private final int size;
    private final boolean errors;
    private final long[] intersection;
    private final long[] target;
    private final long[] prediction;
    private final RunCounting runs;
    private long counted;
    private long outOfRange;

    /// @param intersection added to, as are the others
    OverlapRuns(LabelRule rule, long[] intersection, long[] target, long[] prediction) {
        this.size = rule.numClasses();
        this.errors = rule.labelPolicy() == LabelPolicy.COUNT_AS_ERROR;
        this.intersection = intersection;
        this.target = target;
        this.prediction = prediction;
        this.runs = new RunCounting(rule, this);
    }

    /// Adds the counts of one sample.
    ///
    /// @throws IllegalArgumentException if the sample is rejected; the counts mean nothing then
    void count(Prediction predicted, Target truth) {
        counted = 0;
        outOfRange = 0;
        runs.count(predicted, truth);
    }

    @Override
    public void add(int[] targets, int[] predictions, int[] lengths, int length) {
        for (int i = 0; i < length; i++) {
            int t = targets[i];
            int p = predictions[i];
            if (t < size && p < size) {
                target[t] += lengths[i];
                prediction[p] += lengths[i];
                intersection[p] += t == p ? lengths[i] : 0;
                counted += lengths[i];
            } else {
                addOutside(t, p, lengths[i]);
            }
        }
    }

    /// Elements with two labels outside the range vanish, and under IGNORE_PIXEL those with one.
    private void addOutside(int t, int p, int length) {
        if (t == p) {
            outOfRange += 2L * length;
            return;
        }
        outOfRange += length;
        if (errors) {
            (t == size ? prediction : target)[Math.min(t, p)] += length;
            counted += length;
        }
    }

    /// Returns the number of elements of the last sample that were counted.
    long counted() {
        return counted;
    }

    /// Returns the number of elements left out because their target is ignored.
    long ignored() {
        return runs.ignored();
    }

    /// Returns the number of labels outside the range that the policy let pass.
    long outOfRange() {
        return outOfRange;
    }
}
