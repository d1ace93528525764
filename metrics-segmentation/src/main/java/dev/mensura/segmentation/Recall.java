package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.core.ClassCounts;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.List;

/// The recall I / T = TP / (TP + FN), the share of the target that was found, in `[0, 1]`; higher
/// is better. Counts are summed up over all samples and divided once unless `aggregation` says
/// otherwise.
///
/// ```java
/// Recall recall = Recall.multiclass(3).build();
/// Recall sensitivity = Recall.binary().threshold(0.3).build();
/// ```
///
/// Symbols, per class: I = elements that have it in target and prediction, T = in the target, P =
/// in the prediction.
///
/// `perClass` holds the ratio of every class or label (of the foreground alone in BINARY), 0/0
/// being `zeroDivision`; `NaN` for ignored and excluded classes. `value` is that of the foreground
/// in BINARY; otherwise, for NONE and MACRO, the mean over the classes that occur in target or
/// prediction (in MULTILABEL over all labels), in which 0/0 is `zeroDivision` and `NaN` stays out;
/// for WEIGHTED the same weighted by target count; for MICRO sum I / sum T.
///
/// A class that is predicted but in no target is 0/0 and so counts as 0 by default; [MeanAccuracy]
/// leaves it out. Example: target 0 0 1 1 0 0 0 0, prediction 0 1 1 1 0 0 0 1, three classes:
/// `[0.6667, 1, 0]`, of which class 2 occurs nowhere; MACRO 0.8333, MICRO 0.75, WEIGHTED 0.75.
///
/// Nothing counted gives `zeroDivision` in BINARY, for MICRO, and for the mean over labels; `NaN`
/// for the mean over classes and for WEIGHTED.
///
/// Samples are pairs of the task as listed at [dev.mensura.core.LabelRule]; mask stacks in
/// MULTICLASS are independent masks.
///
/// Called `Recall` in TorchMetrics 1.9, `recall_score` in scikit-learn 1.9 (which lets absent
/// classes into the mean), "sensitivity" or "true positive rate" in medicine, "class accuracy" in
/// segmentation.
///
/// Source: Kent et al., "Machine literature searching VIII" (1955); Yerushalmy, "Statistical
/// problems in assessing methods of medical diagnosis" (1947).
public final class Recall extends OverlapMetric {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder("recall", SegmentationSample.class, SegmentationResult.class)
                    .summary("share of the elements of the target that are found")
                    .range(0, 1)
                    .build();

    private Recall(Builder builder) {
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

    /// I / T.
    record Ratio() implements ClassRatio {

        @Override
        public double numerator(ClassCounts counts, int index) {
            return counts.intersection(index);
        }

        @Override
        public double denominator(ClassCounts counts, int index) {
            return counts.target(index);
        }

        @Override
        public String fingerprint() {
            return "recall";
        }
    }

    /// Collects the options of a [Recall]: MACRO and a value of 0 for 0/0 unless set.
    public static final class Builder extends AveragedBuilder<Builder> {
        private Builder(Task task, int numClasses) {
            super(DESCRIPTOR, task, numClasses, Average.MACRO, 0);
        }

        @Override
        public Recall build() {
            return new Recall(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [Recall] under the name `recall` and the aliases `sensitivity`, `true_positive_rate`
    /// and `Recall`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("sensitivity", "true_positive_rate", "Recall");
        }

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(task, numClasses);
        }
    }
}
