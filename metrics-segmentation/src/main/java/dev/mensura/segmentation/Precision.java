package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.core.ClassCounts;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.List;

/// The precision I / P = TP / (TP + FP), the share of what was predicted that is right, in `[0,
/// 1]`; higher is better. Counts are summed up over all samples and divided once unless
/// `aggregation` says otherwise.
///
/// ```java
/// Precision precision = Precision.multiclass(3).average(Average.WEIGHTED).build();
/// ```
///
/// Symbols, per class: I = elements that have it in target and prediction, T = in the target, P =
/// in the prediction.
///
/// `perClass` holds the ratio of every class or label (of the foreground alone in BINARY), 0/0
/// being `zeroDivision`; `NaN` for ignored and excluded classes. `value` is that of the foreground
/// in BINARY; otherwise, for NONE and MACRO, the mean over the classes that occur in target or
/// prediction (in MULTILABEL over all labels), in which 0/0 is `zeroDivision` and `NaN` stays out;
/// for WEIGHTED the same weighted by target count; for MICRO sum I / sum P.
///
/// Example: target 0 0 1 1 0 0 0 0, prediction 0 1 1 1 0 0 0 1, three classes: `[1, 0.5, 0]`, of
/// which class 2 occurs nowhere; MACRO 0.75, MICRO 0.75, WEIGHTED 0.875.
///
/// Nothing counted gives `zeroDivision` in BINARY, for MICRO, and for the mean over labels; `NaN`
/// for the mean over classes and for WEIGHTED.
///
/// Samples are pairs of the task as listed at [dev.mensura.core.LabelRule]; mask stacks in
/// MULTICLASS are independent masks.
///
/// Called `Precision` in TorchMetrics 1.9, `precision_score` in scikit-learn 1.9 (which lets absent
/// classes into the mean), "positive predictive value" in medicine.
///
/// Source: Kent et al., "Machine literature searching VIII" (1955); van Rijsbergen, "Information
/// Retrieval" (1979).
public final class Precision extends OverlapMetric {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder(
                            "precision", SegmentationSample.class, SegmentationResult.class)
                    .summary("share of the predicted elements that are right")
                    .range(0, 1)
                    .build();

    private Precision(Builder builder) {
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

    /// I / P.
    private record Ratio() implements ClassRatio {

        @Override
        public double numerator(ClassCounts counts, int index) {
            return counts.intersection(index);
        }

        @Override
        public double denominator(ClassCounts counts, int index) {
            return counts.prediction(index);
        }

        @Override
        public String fingerprint() {
            return "precision";
        }
    }

    /// Collects the options of a [Precision]: MACRO and a value of 0 for 0/0 unless set.
    public static final class Builder extends AveragedBuilder<Builder> {
        private Builder(Task task, int numClasses) {
            super(DESCRIPTOR, task, numClasses, Average.MACRO, 0);
        }

        @Override
        public Precision build() {
            return new Precision(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [Precision] under the name `precision` and the aliases `positive_predictive_value`,
    /// `ppv` and `Precision`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("positive_predictive_value", "ppv", "Precision");
        }

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(task, numClasses);
        }
    }
}
