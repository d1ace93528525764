package dev.mensura.core;

import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.core.input.Target;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/// Counts one sample into intersection, target, prediction and element counts per class; the
/// scratch memory of one [OverlapState].
final class OverlapCounting implements ClassCounts {
    private final LabelRule rule;
    private final @Nullable PairCounting pairs;

    /// Counts what [#pairs] is not made for.
    private final @Nullable OverlapRuns runs;

    /// Made when the first masks of classes come.
    private @Nullable MaskCounting masks;

    private final ScoreKernels scoreKernels = new ScoreKernels();
    final long[] intersection;
    final long[] target;
    final long[] prediction;
    final long[] elements;
    private long ignored;
    private long outOfRange;

    OverlapCounting(LabelRule rule) {
        this.rule = rule;
        int numClasses = rule.numClasses();
        this.intersection = new long[numClasses];
        this.target = new long[numClasses];
        this.prediction = new long[numClasses];
        this.elements = new long[numClasses];
        boolean many = RunCounting.serves(rule);
        this.pairs = many ? null : new PairCounting(rule);
        this.runs = many ? new OverlapRuns(rule, intersection, target, prediction) : null;
    }

    /// Returns the rule that is counted by.
    LabelRule rule() {
        return rule;
    }

    @Override
    public int numClasses() {
        return intersection.length;
    }

    @Override
    public long intersection(int index) {
        return intersection[index];
    }

    @Override
    public long target(int index) {
        return target[index];
    }

    @Override
    public long prediction(int index) {
        return prediction[index];
    }

    @Override
    public long elements(int index) {
        return elements[index];
    }

    /// Returns the number of elements left out because their target is ignored.
    long ignored() {
        return ignored;
    }

    /// Returns the number of labels outside the range that the policy let pass.
    long outOfRange() {
        return outOfRange;
    }

    /// Replaces the counts by those of one sample.
    ///
    /// @throws IllegalArgumentException if the sample is rejected; the counts mean nothing then
    void count(SegmentationSample sample) {
        Arrays.fill(intersection, 0);
        Arrays.fill(target, 0);
        Arrays.fill(prediction, 0);
        Arrays.fill(elements, 0);
        ignored = 0;
        outOfRange = 0;
        Prediction predicted = sample.prediction();
        Target truth = sample.target();
        boolean stacks = predicted instanceof MaskStack || truth instanceof MaskStack;
        if (rule.task() == Task.MULTICLASS && stacks) {
            ClassPairs.requireStoredIds(rule, predicted, truth);
            countMasks(predicted, truth);
        } else if (runs != null) {
            countRuns(runs, predicted, truth);
        } else {
            countPairs(Objects.requireNonNull(pairs), sample);
        }
    }

    private void countMasks(Prediction predicted, Target truth) {
        MaskCounting counting = masks();
        MaskReader predictions =
                predicted instanceof MaskStack stack
                        ? MaskReader.of(
                                "prediction", stack, numClasses(), counting.predictionMarks())
                        : MaskReader.of(
                                ClassPairs.predictionReader(rule, predicted, truth, scoreKernels),
                                numClasses());
        MaskReader targets =
                truth instanceof MaskStack stack
                        ? MaskReader.of("target", stack, numClasses(), counting.targetMarks())
                        : MaskReader.of(
                                ClassPairs.targetReader(rule, predicted, truth), numClasses());
        counting.count(predictions, targets, truth.spatialShape().size());
        ignored = counting.ignored();
        outOfRange = counting.outOfRange();
        Arrays.fill(elements, counting.counted());
    }

    private void countRuns(OverlapRuns counting, Prediction predicted, Target truth) {
        counting.count(predicted, truth);
        ignored = counting.ignored();
        outOfRange = counting.outOfRange();
        Arrays.fill(elements, counting.counted());
    }

    private MaskCounting masks() {
        MaskCounting made = masks;
        if (made == null) {
            made = new MaskCounting(rule, intersection, target, prediction);
            masks = made;
        }
        return made;
    }

    private void countPairs(PairCounting counted, SegmentationSample sample) {
        counted.count(sample);
        long[] cells = counted.cells();
        if (rule.task() == Task.MULTICLASS) {
            sumUpClasses(cells, counted.outsidePredictions(), counted.outsideTargets());
        } else {
            for (int label = 0; label < numClasses(); label++) {
                int plane = 4 * label;
                intersection[label] = cells[plane + 3];
                target[label] = cells[plane + 2] + cells[plane + 3];
                prediction[label] = cells[plane + 1] + cells[plane + 3];
                elements[label] = cells[plane] + cells[plane + 1] + target[label];
            }
        }
        ignored = counted.ignored();
        outOfRange = counted.outOfRange();
    }

    private void sumUpClasses(long[] cells, long[] outsidePredictions, long[] outsideTargets) {
        int size = numClasses();
        long total = 0;
        for (int t = 0; t < size; t++) {
            intersection[t] = cells[t * size + t];
            for (int p = 0; p < size; p++) {
                target[t] += cells[t * size + p];
                prediction[p] += cells[t * size + p];
            }
            target[t] += outsidePredictions[t];
            prediction[t] += outsideTargets[t];
            total += target[t] + outsideTargets[t];
        }
        Arrays.fill(elements, total);
    }
}
