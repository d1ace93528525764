package dev.mensura.core;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.core.input.Target;

import java.util.Arrays;

/// Counts one sample into pairs of target and prediction: the scratch memory of a state.
///
/// MULTICLASS has one plane of `numClasses^2` pairs; BINARY one, and MULTILABEL one per label, of
/// the pairs of 0 and 1.
final class PairCounting {
    private final LabelRule rule;
    private final PairTable table;
    private final int size;

    /// `[plane][target][prediction]`, unless the table itself can be shown.
    private final long[] inside;

    private final long[] outsidePredictions;
    private final long[] outsideTargets;
    private long[] cells;
    private long ignored;
    private long outOfRange;

    PairCounting(LabelRule rule) {
        this.rule = rule;
        this.table = new PairTable(rule);
        this.size = size(rule);
        boolean outsidePasses = rule.labelPolicy() != LabelPolicy.REJECT;
        boolean copies = outsidePasses || rule.task() == Task.MULTILABEL;
        this.inside = new long[copies ? planes(rule) * size * size : 0];
        this.outsidePredictions = new long[size];
        this.outsideTargets = new long[size];
        this.cells = inside;
    }

    /// Returns how many planes of pairs a rule has.
    static int planes(LabelRule rule) {
        return rule.task() == Task.MULTILABEL ? rule.numClasses() : 1;
    }

    /// Returns how many classes there are along each axis of a plane.
    static int size(LabelRule rule) {
        return rule.task() == Task.MULTICLASS ? rule.numClasses() : 2;
    }

    /// Returns the rule that is counted by.
    LabelRule rule() {
        return rule;
    }

    /// Returns the counts `[plane][target][prediction]`; the next sample overwrites them.
    long[] cells() {
        return cells;
    }

    /// Returns how many elements of each target class have a prediction outside the range that
    /// counts as an error.
    long[] outsidePredictions() {
        return outsidePredictions;
    }

    /// Returns how many elements of each predicted class have a target outside the range that counts
    /// as an error.
    long[] outsideTargets() {
        return outsideTargets;
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
        Prediction predicted = sample.prediction();
        Target truth = sample.target();
        ignored = 0;
        switch (rule.task()) {
            case BINARY -> countBinary(predicted, truth);
            case MULTICLASS -> countMulticlass(predicted, truth);
            case MULTILABEL -> countMultilabel(predicted, truth);
        }
    }

    private void countMulticlass(Prediction predicted, Target truth) {
        table.clear();
        ClassPairs.requireStoredIds(rule, predicted, truth);
        ClassPairs.count(rule, table, predicted, truth);
        ignored = table.ignored();
        cells = table.cells();
        if (table.size() > size) {
            takeOutside(table.cells());
        }
    }

    /// Moves the row and the column of labels outside the range from the table to where the policy
    /// wants them.
    private void takeOutside(long[] counted) {
        int stride = table.size();
        outOfRange = 2 * counted[size * stride + size];
        for (int index = 0; index < size; index++) {
            System.arraycopy(counted, index * stride, inside, index * size, size);
            outsidePredictions[index] = counted[index * stride + size];
            outsideTargets[index] = counted[size * stride + index];
            outOfRange += outsidePredictions[index] + outsideTargets[index];
        }
        if (rule.labelPolicy() == LabelPolicy.IGNORE_PIXEL) {
            Arrays.fill(outsidePredictions, 0);
            Arrays.fill(outsideTargets, 0);
        }
        cells = inside;
    }

    private void countBinary(Prediction predicted, Target truth) {
        if (!(truth instanceof LabelMap labels)) {
            throw ClassPairs.wrongPair(rule, predicted, truth);
        }
        countLabel(0, predicted, labels, "");
        cells = table.cells();
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
            System.arraycopy(table.cells(), 0, inside, label * size * size, size * size);
        }
        cells = inside;
    }

    /// Fills the table with the pairs of 0 and 1 of one label.
    private void countLabel(int label, Prediction predicted, LabelMap truth, String of) {
        table.clear();
        if (predicted instanceof LabelMap labels) {
            table.count(labels, truth, of);
        } else if (predicted instanceof ScoreMap scores && scores.form() == scoreForm()) {
            if (scores.form() == ScoreMap.Form.PER_LABEL) {
                MaskReader.requireLabels("prediction", scores.channels(), rule.numClasses());
            }
            table.count(
                    new ThresholdReader(scores, label, rule),
                    LabelReader.ofTarget("target" + of, truth, rule),
                    truth.shape().size());
        } else {
            throw ClassPairs.wrongPair(rule, predicted, truth);
        }
        ignored += table.ignored();
    }

    private ScoreMap.Form scoreForm() {
        return rule.task() == Task.BINARY ? ScoreMap.Form.BINARY : ScoreMap.Form.PER_LABEL;
    }
}
