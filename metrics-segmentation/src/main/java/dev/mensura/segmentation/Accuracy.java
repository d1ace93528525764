package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.core.ClassCounts;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.List;

/// The accuracy, the share of elements that are right, in `[0, 1]`; higher is better. Counts are
/// summed up over all samples and divided once unless `aggregation` says otherwise.
///
/// ```java
/// Accuracy pixelAccuracy = Accuracy.multiclass(19).ignoreLabels(255).build();
/// Accuracy balanced = Accuracy.multiclass(19).ignoreLabels(255).average(Average.MACRO).build();
/// ```
///
/// Symbols, per class: I = elements that have it in target and prediction, T = in the target, P =
/// in the prediction, N = all that were counted, TN = N - (T + P - I) = in neither.
///
/// | | per class | MICRO, the default | NONE, MACRO | WEIGHTED |
/// |---|---|---|---|---|
/// | MULTICLASS | I / T, the recall | sum I / sum T, the pixel accuracy | mean over classes with T or P > 0 | mean weighted by T |
/// | MULTILABEL | (I + TN) / N | sum (I + TN) / sum N | mean over all labels | mean weighted by T |
/// | BINARY | (I + TN) / N | the same | the same | the same |
///
/// 0/0 is `zeroDivision`, also where it enters a mean; `NaN` stays out. Ignored and excluded
/// classes are `NaN` and in no average; in MICRO their elements leave both sums. Example: target 0
/// 0 1 1 0 0 0 0, prediction 0 1 1 1 0 0 0 1, three classes: `[0.6667, 1, 0]`, of which class 2
/// occurs nowhere; MICRO 0.75, MACRO 0.8333, WEIGHTED 0.75. As BINARY: 0.75.
///
/// Nothing counted gives `zeroDivision` in BINARY, for MICRO, and for the mean over labels; `NaN`
/// for the mean over classes and for WEIGHTED.
///
/// Samples are pairs of the task as listed at [dev.mensura.core.LabelRule]; mask stacks in
/// MULTICLASS are independent masks.
///
/// Called `Accuracy` in TorchMetrics 1.9, `accuracy_score` in scikit-learn 1.9, `aAcc` in
/// mmsegmentation 1.2, `overall_accuracy` in Hugging Face evaluate. For many classes that are
/// seldom right see [MeanAccuracy].
///
/// Source: Long, Shelhamer and Darrell, "Fully Convolutional Networks for Semantic Segmentation"
/// (2015), section 5, "pixel accuracy".
public final class Accuracy extends OverlapMetric {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder("accuracy", SegmentationSample.class, SegmentationResult.class)
                    .summary("share of the elements that are right")
                    .range(0, 1)
                    .build();

    private Accuracy(Builder builder) {
        super(DESCRIPTOR, new Ratio(builder.task()), builder);
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

    /// I / T of a class; (I + TN) / N of the foreground or a label.
    private record Ratio(Task task) implements ClassRatio {

        @Override
        public double numerator(ClassCounts counts, int index) {
            long right = counts.intersection(index);
            return task == Task.MULTICLASS ? right : right + counts.trueNegatives(index);
        }

        @Override
        public double denominator(ClassCounts counts, int index) {
            return task == Task.MULTICLASS ? counts.target(index) : counts.elements(index);
        }

        @Override
        public String fingerprint() {
            return "accuracy of " + task;
        }
    }

    /// Collects the options of an [Accuracy]: MICRO and a value of 0 for 0/0 unless set.
    public static final class Builder extends AveragedBuilder<Builder> {
        private Builder(Task task, int numClasses) {
            super(DESCRIPTOR, task, numClasses, Average.MICRO, 0);
        }

        @Override
        public Accuracy build() {
            return new Accuracy(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [Accuracy] under the name `accuracy` and the aliases `pixel_accuracy`,
    /// `overall_accuracy`, `aAcc` and `Accuracy`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("pixel_accuracy", "overall_accuracy", "aAcc", "Accuracy");
        }

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(task, numClasses);
        }
    }
}
