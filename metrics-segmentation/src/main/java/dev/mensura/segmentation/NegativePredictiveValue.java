package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.core.ClassCounts;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.List;

/// The negative predictive value TN / (N - P) = TN / (TN + FN), the share of what was left out of
/// the prediction that is rightly so, in `[0, 1]`; higher is better. Counts are summed up over all
/// samples and divided once unless `aggregation` says otherwise.
///
/// ```java
/// NegativePredictiveValue npv = NegativePredictiveValue.binary().build();
/// ```
///
/// Symbols, per class: I = elements that have it in target and prediction, T = in the target, P =
/// in the prediction, N = all that were counted, TN = N - (T + P - I) = in neither.
///
/// `perClass` holds the ratio of every class or label (of the foreground alone in BINARY), 0/0
/// being `zeroDivision`; `NaN` for ignored and excluded classes. `value` is that of the foreground
/// in BINARY; otherwise, for NONE and MACRO, the mean over the classes that occur in target or
/// prediction (in MULTILABEL over all labels), in which 0/0 is `zeroDivision` and `NaN` stays out;
/// for WEIGHTED the same weighted by target count; for MICRO sum TN / sum (N - P).
///
/// A class that fills the whole prediction is 0/0; one that occurs nowhere shows 1. Example: target
/// 0 0 1 1 0 0 0 0, prediction 0 1 1 1 0 0 0 1, three classes: `[0.5, 1, 1]`, of which class 2
/// occurs nowhere; MACRO 0.75, MICRO 0.875, WEIGHTED 0.625.
///
/// Nothing counted gives `zeroDivision` in BINARY, for MICRO, and for the mean over labels; `NaN`
/// for the mean over classes and for WEIGHTED.
///
/// Samples are pairs of the task as listed at [dev.mensura.core.LabelRule]; mask stacks in
/// MULTICLASS are independent masks.
///
/// Called `NegativePredictiveValue` in TorchMetrics 1.9, "NPV" in medicine.
///
/// Source: Vecchio, "Predictive value of a single diagnostic test in unselected populations"
/// (1966).
public final class NegativePredictiveValue extends OverlapMetric {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder(
                            "negative_predictive_value",
                            SegmentationSample.class,
                            SegmentationResult.class)
                    .summary("share of the elements left out of the prediction that are right")
                    .range(0, 1)
                    .build();

    private NegativePredictiveValue(Builder builder) {
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

    /// TN / (N - P).
    private record Ratio() implements ClassRatio {

        @Override
        public double numerator(ClassCounts counts, int index) {
            return counts.trueNegatives(index);
        }

        @Override
        public double denominator(ClassCounts counts, int index) {
            return counts.elements(index) - counts.prediction(index);
        }

        @Override
        public String fingerprint() {
            return "negative_predictive_value";
        }
    }

    /// Collects the options of a [NegativePredictiveValue]: MACRO and a value of 0 for 0/0 unless
    /// set.
    public static final class Builder extends AveragedBuilder<Builder> {
        private Builder(Task task, int numClasses) {
            super(DESCRIPTOR, task, numClasses, Average.MACRO, 0);
        }

        @Override
        public NegativePredictiveValue build() {
            return new NegativePredictiveValue(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [NegativePredictiveValue] under the name `negative_predictive_value` and the aliases
    /// `npv` and `NegativePredictiveValue`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("npv", "NegativePredictiveValue");
        }

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(task, numClasses);
        }
    }
}
