package dev.mensura.core;

import dev.mensura.core.input.BitMask;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.Target;

import java.util.Locale;

/// Pairs a prediction with a target where both have exactly one class per element.
final class ClassPairs {
    private ClassPairs() {}

    /// Feeds one sample to `pairs`.
    static void count(LabelRule rule, PairFeed pairs, Prediction predicted, Target truth) {
        if (predicted instanceof LabelMap predictions && truth instanceof LabelMap targets) {
            pairs.count(predictions, targets, "");
        } else {
            pairs.count(
                    predictionReader(rule, predicted, truth, pairs.scoreKernels()),
                    targetReader(rule, predicted, truth),
                    truth.spatialShape().size());
        }
    }

    /// Returns a reader of the predicted class of each element.
    static CodeReader predictionReader(
            LabelRule rule, Prediction predicted, Target truth, ScoreKernels kernels) {
        return switch (predicted) {
            case LabelMap labels -> LabelReader.ofPrediction("prediction", labels, rule);
            case ScoreMap scores
                    when scores.form() == ScoreMap.Form.CLASS_FIRST
                            || scores.form() == ScoreMap.Form.CLASS_LAST ->
                    new ArgmaxReader(scores, rule.numClasses(), kernels);
            case ScoreMap scores -> throw wrongPair(rule, scores, truth);
            case MaskStack masks -> new OneHotReader("prediction", masks, rule, false);
            case BitMask bits -> throw wrongPair(rule, bits, truth);
        };
    }

    /// Returns a reader of the target class of each element.
    static CodeReader targetReader(LabelRule rule, Prediction predicted, Target truth) {
        return switch (truth) {
            case LabelMap labels -> LabelReader.ofTarget("target", labels, rule);
            case MaskStack masks -> new OneHotReader("target", masks, rule, true);
            case BitMask bits -> throw wrongPair(rule, predicted, bits);
        };
    }

    /// Checks that a mapping of class ids finds some: masks and scores store none.
    static void requireStoredIds(LabelRule rule, Prediction predicted, Target truth) {
        boolean targetHasIds = truth instanceof LabelMap;
        if (!rule.targetMapping().isEmpty() && !targetHasIds) {
            throw new IllegalArgumentException(
                    "target is "
                            + truth
                            + ", expected stored class ids for the mapping of targets "
                            + rule.targetMapping());
        }
        if (!rule.labelMapping().isEmpty() && !targetHasIds && !(predicted instanceof LabelMap)) {
            throw new IllegalArgumentException(
                    "sample pairs "
                            + predicted
                            + " with "
                            + truth
                            + ", expected stored class ids in one of them for the mapping "
                            + rule.labelMapping());
        }
    }

    /// Says that the task gives no meaning to this pair.
    static IllegalArgumentException wrongPair(LabelRule rule, Prediction predicted, Target truth) {
        return new IllegalArgumentException(
                "sample pairs "
                        + predicted
                        + " with "
                        + truth
                        + ", expected a pair for task "
                        + rule.task().name().toLowerCase(Locale.ROOT)
                        + " (see LabelRule)");
    }
}
