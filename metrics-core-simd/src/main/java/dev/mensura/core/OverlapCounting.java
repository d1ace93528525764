package dev.mensura.core;

import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.core.input.Target;
import dev.mensura.core.kernel.LabelCodes;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/// Counts one sample into intersection, target, prediction and element counts per class; the
/// scratch memory of one [OverlapState].
final class OverlapCounting implements ClassCounts {
    /// Up to this many classes a table of all pairs (512 KiB) is filled and summed up; above, the
    /// counts per class are taken directly.
    private static final int MOST_TABLE_CLASSES = 256;

    private final LabelRule rule;
    private final @Nullable PairCounting pairs;
    final long[] intersection;
    final long[] target;
    final long[] prediction;
    final long[] elements;
    private long ignored;
    private long outOfRange;

    OverlapCounting(LabelRule rule) {
        this.rule = rule;
        int numClasses = rule.numClasses();
        this.pairs = PairCounting.size(rule) <= MOST_TABLE_CLASSES ? new PairCounting(rule) : null;
        this.intersection = new long[numClasses];
        this.target = new long[numClasses];
        this.prediction = new long[numClasses];
        this.elements = new long[numClasses];
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
        boolean masks = predicted instanceof MaskStack || truth instanceof MaskStack;
        if (rule.task() == Task.MULTICLASS && masks) {
            ClassPairs.requireStoredIds(rule, predicted, truth);
            countMasks(maskReader(predicted, truth), maskReader(truth), truth);
        } else if (pairs == null) {
            ClassPairs.requireStoredIds(rule, predicted, truth);
            countDirectly(
                    ClassPairs.reader(rule, predicted, truth),
                    ClassPairs.reader(rule, truth),
                    truth.spatialShape().size());
        } else {
            pairs.count(sample);
            sumUp(pairs);
        }
    }

    private MaskReader maskReader(Prediction predicted, Target truth) {
        return predicted instanceof MaskStack masks
                ? MaskReader.of("prediction", masks, rule.numClasses())
                : MaskReader.of(ClassPairs.reader(rule, predicted, truth), rule.numClasses());
    }

    private MaskReader maskReader(Target truth) {
        return truth instanceof MaskStack masks
                ? MaskReader.of("target", masks, rule.numClasses())
                : MaskReader.of(ClassPairs.reader(rule, truth), rule.numClasses());
    }

    private void sumUp(PairCounting counted) {
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

    private void countDirectly(CodeReader predictions, CodeReader targets, long size) {
        int[] p = new int[CodeReader.BLOCK];
        int[] t = new int[CodeReader.BLOCK];
        long counted = 0;
        for (long start = 0; start < size; start += CodeReader.BLOCK) {
            int count = (int) Math.min(CodeReader.BLOCK, size - start);
            targets.read(start, count, t);
            predictions.read(start, count, p);
            for (int i = 0; i < count; i++) {
                if (t[i] == LabelCodes.IGNORED) {
                    ignored++;
                } else if (t[i] == LabelCodes.REJECTED) {
                    throw targets.rejection(start + i);
                } else if (p[i] == LabelCodes.REJECTED) {
                    throw predictions.rejection(start + i);
                } else {
                    counted += countPair(t[i], p[i]);
                }
            }
        }
        Arrays.fill(elements, counted);
    }

    /// Returns 1 if the element counts, 0 if it vanishes.
    private int countPair(int t, int p) {
        boolean targetOutside = t == numClasses();
        boolean predictionOutside = p == numClasses();
        outOfRange += (targetOutside ? 1 : 0) + (predictionOutside ? 1 : 0);
        if (vanishes(targetOutside, predictionOutside)) {
            return 0;
        }
        if (!targetOutside) {
            target[t]++;
        }
        if (!predictionOutside) {
            prediction[p]++;
            intersection[p] += t == p ? 1 : 0;
        }
        return 1;
    }

    private boolean vanishes(boolean targetOutside, boolean predictionOutside) {
        return rule.labelPolicy() == LabelPolicy.IGNORE_PIXEL
                ? targetOutside || predictionOutside
                : targetOutside && predictionOutside;
    }

    /// Counts each class as a mask of its own: masks may overlap or leave elements uncovered.
    private void countMasks(MaskReader predictions, MaskReader targets, Target truth) {
        long size = truth.spatialShape().size();
        int[] p = new int[CodeReader.BLOCK];
        int[] t = new int[CodeReader.BLOCK];
        boolean[] left = new boolean[CodeReader.BLOCK];
        boolean[] vanished = new boolean[CodeReader.BLOCK];
        long counted = 0;
        for (long start = 0; start < size; start += CodeReader.BLOCK) {
            int count = (int) Math.min(CodeReader.BLOCK, size - start);
            targets.load(start, count);
            predictions.load(start, count);
            markIgnored(targets, t, left, count);
            markVanished(predictions, targets, left, vanished, count);
            int rejected = count;
            for (int c = 0; c < rule.numClasses(); c++) {
                targets.read(c, t);
                predictions.read(c, p);
                rejected = Math.min(rejected, countMask(c, p, t, left, vanished, rejected));
            }
            if (rejected < count) {
                LabelRejectedException wrongTarget = targets.rejection(start + rejected);
                LabelRejectedException wrongPrediction = predictions.rejection(start + rejected);
                throw wrongTarget != null || wrongPrediction == null
                        ? Objects.requireNonNull(wrongTarget)
                        : wrongPrediction;
            }
            for (int i = 0; i < count; i++) {
                ignored += left[i] ? 1 : 0;
                counted += left[i] || vanished[i] ? 0 : 1;
            }
        }
        Arrays.fill(elements, counted);
    }

    private void markIgnored(MaskReader targets, int[] bits, boolean[] left, int count) {
        Arrays.fill(left, 0, count, false);
        for (int c = 0; c < rule.numClasses(); c++) {
            boolean ignoredClass = !rule.isScored(c);
            if (ignoredClass || c == 0) {
                targets.read(c, bits);
                for (int i = 0; i < count; i++) {
                    left[i] |= bits[i] == LabelCodes.IGNORED || (ignoredClass && bits[i] == 1);
                }
            }
        }
    }

    private void markVanished(
            MaskReader predictions,
            MaskReader targets,
            boolean[] left,
            boolean[] vanished,
            int count) {
        for (int i = 0; i < count; i++) {
            boolean targetOutside = !left[i] && targets.isOutside(i);
            boolean predictionOutside = !left[i] && predictions.isOutside(i);
            outOfRange += (targetOutside ? 1 : 0) + (predictionOutside ? 1 : 0);
            vanished[i] = vanishes(targetOutside, predictionOutside);
        }
    }

    /// Returns the index of the first rejected element, `count` if there is none.
    private int countMask(int c, int[] p, int[] t, boolean[] left, boolean[] vanished, int count) {
        for (int i = 0; i < count; i++) {
            if (!left[i]) {
                if (t[i] < 0 || p[i] < 0) {
                    return i;
                }
                if (!vanished[i]) {
                    target[c] += t[i];
                    prediction[c] += p[i];
                    intersection[c] += t[i] & p[i];
                }
            }
        }
        return count;
    }
}
