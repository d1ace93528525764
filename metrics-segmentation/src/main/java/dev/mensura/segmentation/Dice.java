package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.core.ClassCounts;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.List;

/// The Dice coefficient 2 I / (T + P) = 2 TP / (2 TP + FP + FN), in `[0, 1]`; higher is better. It
/// is taken from counts, never from precision and recall, so that 0 right of some gives 0.
///
/// ```java
/// Dice dice = Dice.multiclass(4).includeBackground(false).build();
/// Dice perImage = Dice.multiclass(4).aggregation(Aggregation.PER_IMAGE_THEN_MEAN).build();
/// ```
///
/// Symbols, per class: I = elements that have it in target and prediction, T = in the target, P =
/// in the prediction.
///
/// `perClass` holds the ratio of every class or label (of the foreground alone in BINARY), 0/0
/// being `zeroDivision`; `NaN` for ignored and excluded classes. `value` is that of the foreground
/// in BINARY; otherwise, for NONE and MACRO, the mean over the classes that occur in target or
/// prediction (in MULTILABEL over all labels), in which 0/0 is `zeroDivision` and `NaN` stays out;
/// for WEIGHTED the same weighted by target count; for MICRO 2 sum I / sum (T + P).
///
/// By default counts are summed up over all images and divided once ([Aggregation#DATASET],
/// "global" elsewhere). [Aggregation#PER_IMAGE_THEN_MEAN] ("samplewise" elsewhere) averages within
/// each image and then over the images that have a value; `perClass` is then the mean over the
/// images where the class has one. Example: image 1 with target 0 0 1 1 and prediction 0 1 1 1,
/// image 2 with target 0 0 0 0 and prediction 0 0 0 1, three classes:
///
/// | | per class | MACRO | MICRO | WEIGHTED |
/// |---|---|---|---|---|
/// | DATASET | `[0.8, 0.6667, NaN]` | 0.7333 | 0.75 | 0.7667 |
/// | PER_IMAGE_THEN_MEAN | `[0.7619, 0.4, NaN]` | 0.5810 | 0.75 | 0.7952 |
///
/// Nothing counted gives `zeroDivision` in BINARY, for MICRO, and for the mean over labels; `NaN`
/// for the mean over classes and for WEIGHTED.
///
/// Samples are pairs of the task as listed at [dev.mensura.core.LabelRule]; mask stacks in
/// MULTICLASS are independent masks.
///
/// Called `DiceScore` in TorchMetrics 1.9, `DiceMetric` in MONAI 1.5 (PER_IMAGE_THEN_MEAN), `mDice`
/// in mmsegmentation 1.2 (DATASET), `f1_score` in scikit-learn 1.9; equals [FBeta] of beta 1 but
/// for its defaults.
///
/// Source: Dice, "Measures of the Amount of Ecologic Association Between Species" (1945).
public final class Dice extends OverlapMetric {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder("dice", SegmentationSample.class, SegmentationResult.class)
                    .summary(
                            "twice the intersection over the sum of both sizes: binary, multiclass"
                                    + " or multilabel")
                    .range(0, 1)
                    .build();

    private Dice(Builder builder) {
        super(DESCRIPTOR, new Ratio(), builder);
    }

    /// Returns a builder for background 0 and foreground 1, of which the foreground is scored.
    public static Builder binary() {
        return new Builder(Task.BINARY, 1);
    }

    /// Returns a builder for the classes `0` to `numClasses - 1`.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`
    public static Builder multiclass(int numClasses) {
        return new Builder(Task.MULTICLASS, numClasses);
    }

    /// Returns a builder for `numLabels` labels, each 0 or 1.
    ///
    /// @throws IllegalArgumentException if `numLabels` is not in `[1, 65536]`
    public static Builder multilabel(int numLabels) {
        return new Builder(Task.MULTILABEL, numLabels);
    }

    /// 2 I / (T + P).
    private record Ratio() implements ClassRatio {

        @Override
        public double numerator(ClassCounts counts, int index) {
            return 2.0 * counts.intersection(index);
        }

        @Override
        public double denominator(ClassCounts counts, int index) {
            return (double) counts.target(index) + counts.prediction(index);
        }

        @Override
        public String fingerprint() {
            return "dice";
        }
    }

    /// Collects the options of a [Dice]: MACRO and `NaN` for 0/0 unless set.
    public static final class Builder extends AveragedBuilder<Builder> {
        private Builder(Task task, int numClasses) {
            super(DESCRIPTOR, task, numClasses, Average.MACRO, Double.NaN);
        }

        @Override
        public Dice build() {
            return new Dice(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [Dice] under the name `dice` and the aliases `dice_score`, `DiceScore` and `Dice`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("dice_score", "DiceScore", "Dice");
        }

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(task, numClasses);
        }
    }
}
