package dev.mensura.core;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.ScoreMap;
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
    private final @Nullable PairTable table;
    final long[] intersection;
    final long[] target;
    final long[] prediction;
    final long[] elements;
    private long ignored;

    OverlapCounting(LabelRule rule) {
        this.rule = rule;
        int numClasses = rule.numClasses();
        this.table = rule.codes().numClasses() <= MOST_TABLE_CLASSES ? new PairTable(rule) : null;
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

    /// Returns the number of elements left out because their target is ignored.
    long ignored() {
        return ignored;
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
        switch (rule.task()) {
            case BINARY -> countBinary(sample.prediction(), sample.target());
            case MULTICLASS -> countMulticlass(sample.prediction(), sample.target());
            case MULTILABEL -> countMultilabel(sample.prediction(), sample.target());
        }
    }

    private void countBinary(Prediction predicted, Target truth) {
        if (!(truth instanceof LabelMap labels)) {
            throw ClassPairs.wrongPair(rule, predicted, truth);
        }
        countLabel(0, predicted, labels, "");
    }

    private void countMultilabel(Prediction predicted, Target truth) {
        boolean perLabel =
                predicted instanceof MaskStack
                        || (predicted instanceof ScoreMap scores
                                && scores.form() == ScoreMap.Form.PER_LABEL);
        if (!(truth instanceof MaskStack masks) || !perLabel) {
            throw ClassPairs.wrongPair(rule, predicted, truth);
        }
        MaskReader.requireLabels("target", masks.numLabels(), rule.numClasses());
        if (predicted instanceof MaskStack stack) {
            MaskReader.requireLabels("prediction", stack.numLabels(), rule.numClasses());
        }
        for (int label = 0; label < rule.numClasses(); label++) {
            Prediction one = predicted instanceof MaskStack stack ? stack.mask(label) : predicted;
            countLabel(label, one, masks.mask(label), " of label " + label);
        }
    }

    /// Counts one label of 0 and 1 by a table of two classes.
    private void countLabel(int label, Prediction predicted, LabelMap truth, String of) {
        PairTable pairs = requireTable();
        pairs.clear();
        if (predicted instanceof LabelMap labels) {
            pairs.count(labels, truth, of);
        } else if (predicted instanceof ScoreMap scores && scores.form() == scoreForm()) {
            if (scores.form() == ScoreMap.Form.PER_LABEL) {
                MaskReader.requireLabels("prediction", scores.channels(), rule.numClasses());
            }
            pairs.count(
                    new ThresholdReader(scores, label, rule.cut(scores)),
                    LabelReader.ofTarget("target" + of, truth, rule),
                    truth.shape().size());
        } else {
            throw ClassPairs.wrongPair(rule, predicted, truth);
        }
        long[] cells = pairs.cells();
        intersection[label] = cells[3];
        target[label] = cells[2] + cells[3];
        prediction[label] = cells[1] + cells[3];
        elements[label] = cells[0] + cells[1] + cells[2] + cells[3];
        ignored += pairs.ignored();
    }

    private ScoreMap.Form scoreForm() {
        return rule.task() == Task.BINARY ? ScoreMap.Form.BINARY : ScoreMap.Form.PER_LABEL;
    }

    private void countMulticlass(Prediction predicted, Target truth) {
        if (predicted instanceof MaskStack || truth instanceof MaskStack) {
            countMasks(maskReader(predicted, truth), maskReader(truth), truth);
        } else if (table == null) {
            countDirectly(
                    ClassPairs.reader(rule, predicted, truth),
                    ClassPairs.reader(rule, truth),
                    truth.spatialShape().size());
        } else {
            table.clear();
            ClassPairs.count(rule, table, predicted, truth);
            sumUp(table);
        }
    }

    private MaskReader maskReader(Prediction predicted, Target truth) {
        return predicted instanceof MaskStack masks
                ? MaskReader.of("prediction", masks, rule.numClasses())
                : MaskReader.of(ClassPairs.reader(rule, predicted, truth));
    }

    private MaskReader maskReader(Target truth) {
        return truth instanceof MaskStack masks
                ? MaskReader.of("target", masks, rule.numClasses())
                : MaskReader.of(ClassPairs.reader(rule, truth));
    }

    private void sumUp(PairTable pairs) {
        long[] cells = pairs.cells();
        int size = pairs.size();
        long total = 0;
        for (int t = 0; t < size; t++) {
            intersection[t] = cells[t * size + t];
            for (int p = 0; p < size; p++) {
                target[t] += cells[t * size + p];
                prediction[p] += cells[t * size + p];
            }
            total += target[t];
        }
        Arrays.fill(elements, total);
        ignored = pairs.ignored();
    }

    private void countDirectly(CodeReader predictions, CodeReader targets, long size) {
        int[] p = new int[CodeReader.BLOCK];
        int[] t = new int[CodeReader.BLOCK];
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
                    target[t[i]]++;
                    prediction[p[i]]++;
                    intersection[t[i]] += t[i] == p[i] ? 1 : 0;
                }
            }
        }
        Arrays.fill(elements, size - ignored);
    }

    /// Counts each class as a mask of its own: masks may overlap or leave elements uncovered.
    private void countMasks(MaskReader predictions, MaskReader targets, Target truth) {
        long size = truth.spatialShape().size();
        int[] p = new int[CodeReader.BLOCK];
        int[] t = new int[CodeReader.BLOCK];
        boolean[] left = new boolean[CodeReader.BLOCK];
        for (long start = 0; start < size; start += CodeReader.BLOCK) {
            int count = (int) Math.min(CodeReader.BLOCK, size - start);
            targets.load(start, count);
            predictions.load(start, count);
            markIgnored(targets, t, left, count);
            int rejected = count;
            for (int c = 0; c < rule.numClasses(); c++) {
                targets.read(c, t);
                predictions.read(c, p);
                rejected = Math.min(rejected, countMask(c, p, t, left, rejected));
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
            }
        }
        Arrays.fill(elements, size - ignored);
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

    /// Returns the index of the first rejected element, `count` if there is none.
    private int countMask(int c, int[] p, int[] t, boolean[] left, int count) {
        for (int i = 0; i < count; i++) {
            if (!left[i]) {
                if (t[i] < 0 || p[i] < 0) {
                    return i;
                }
                target[c] += t[i];
                prediction[c] += p[i];
                intersection[c] += t[i] & p[i];
            }
        }
        return count;
    }

    private PairTable requireTable() {
        if (table == null) {
            throw new AssertionError("a rule of two labels has a table");
        }
        return table;
    }
}
