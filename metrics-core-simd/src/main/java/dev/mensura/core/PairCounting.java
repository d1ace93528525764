package dev.mensura.core;

import dev.mensura.core.input.BitMask;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.core.input.Target;
import dev.mensura.core.kernel.Kernels;
import dev.mensura.core.kernel.PairCounter;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Counts one sample into a table of all pairs.
final class PairCounting extends SamplePairs {
    private final LabelRule rule;
    private final PairCounter table;
    private final PairFeed feed;
    private final int size;

    /// `[plane][target][prediction]`, unless the table itself can be shown.
    private final long[] inside;

    private final long[] outsidePredictions;
    private final long[] outsideTargets;

    /// Made when the first pair of bit masks comes.
    private @Nullable BitPairs bits;

    private long[] cells;
    private long ignored;
    private long outOfRange;

    PairCounting(LabelRule rule) {
        this.rule = rule;
        this.table = Kernels.pairCounter(rule.codes());
        this.feed = new PairFeed(rule, table);
        this.size = size(rule);
        boolean outsidePasses = rule.labelPolicy() != LabelPolicy.REJECT;
        boolean copies = outsidePasses || rule.task() == Task.MULTILABEL;
        this.inside = new long[copies ? planes(rule) * size * size : 0];
        this.outsidePredictions = new long[size];
        this.outsideTargets = new long[size];
        this.cells = inside;
    }

    @Override
    LabelRule rule() {
        return rule;
    }

    @Override
    PairCells pairs() {
        return new DenseCells(size, cells);
    }

    /// Returns the counts `[plane][target][prediction]`; the next sample overwrites them.
    long[] cells() {
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
        return ignored;
    }

    @Override
    long outOfRange() {
        return outOfRange;
    }

    @Override
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
        ClassPairs.count(rule, feed, predicted, truth);
        ignored = table.ignored();
        cells = table.table();
        if (rule.codes().numClasses() > size) {
            takeOutside(cells);
        }
    }

    /// Moves the row and the column of labels outside the range from the table to where the policy
    /// wants them.
    private void takeOutside(long[] counted) {
        int stride = size + 1;
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
        if (predicted instanceof BitMask prediction && truth instanceof BitMask target) {
            BitPairs counted = bits();
            counted.count(prediction, target);
            ignored = counted.ignored();
            cells = counted.cells();
        } else if (truth instanceof MaskStack) {
            throw ClassPairs.wrongPair(rule, predicted, truth);
        } else {
            countLabel(0, predicted, truth, "");
            cells = table.table();
        }
    }

    private BitPairs bits() {
        BitPairs made = bits;
        if (made == null) {
            made = new BitPairs(rule);
            bits = made;
        }
        return made;
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
            System.arraycopy(table.table(), 0, inside, label * size * size, size * size);
        }
        cells = inside;
    }

    /// Fills the table with the pairs of 0 and 1 of one label.
    private void countLabel(int label, Prediction predicted, Target truth, String of) {
        table.clear();
        if (predicted instanceof LabelMap labels && truth instanceof LabelMap target) {
            feed.count(labels, target, of);
        } else {
            feed.count(
                    valueReader(label, predicted, truth, of),
                    valueReader(truth, of),
                    truth.spatialShape().size());
        }
        ignored += table.ignored();
    }

    private CodeReader valueReader(int label, Prediction predicted, Target truth, String of) {
        return switch (predicted) {
            case LabelMap labels -> LabelReader.ofPrediction("prediction" + of, labels, rule);
            case BitMask mask -> BitReader.ofPrediction("prediction" + of, mask, rule);
            case ScoreMap scores when scores.form() == scoreForm() -> {
                if (scores.form() == ScoreMap.Form.PER_LABEL) {
                    MaskReader.requireLabels("prediction", scores.channels(), rule.numClasses());
                }
                yield new ThresholdReader(scores, label, rule, feed.scoreKernels());
            }
            case ScoreMap scores -> throw ClassPairs.wrongPair(rule, scores, truth);
            case MaskStack masks -> throw ClassPairs.wrongPair(rule, masks, truth);
        };
    }

    private CodeReader valueReader(Target truth, String of) {
        return truth instanceof BitMask mask
                ? BitReader.ofTarget("target" + of, mask, rule)
                : LabelReader.ofTarget("target" + of, (LabelMap) truth, rule);
    }

    private ScoreMap.Form scoreForm() {
        return rule.task() == Task.BINARY ? ScoreMap.Form.BINARY : ScoreMap.Form.PER_LABEL;
    }
}
