package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptions;
import dev.mensura.core.ClassCounts;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The F-beta score (1 + b^2) I / (b^2 T + P), the harmonic mean of precision and recall in which
/// recall weighs b^2 times as much, in `[0, 1]`; higher is better. It is taken from counts, never
/// from precision and recall: where both are 0 or one is undefined it is still 0.
///
/// ```java
/// FBeta f1 = FBeta.multiclass(3).build();
/// FBeta f2 = FBeta.binary().beta(2).build();
/// ```
///
/// Symbols, per class: I = elements that have it in target and prediction, T = in the target, P =
/// in the prediction; b = beta, above 0 and finite, 1 unless set.
///
/// `perClass` holds the ratio of every class or label (of the foreground alone in BINARY), 0/0
/// being `zeroDivision`; `NaN` for ignored and excluded classes. `value` is that of the foreground
/// in BINARY; otherwise, for NONE and MACRO, the mean over the classes that occur in target or
/// prediction (in MULTILABEL over all labels), in which 0/0 is `zeroDivision` and `NaN` stays out;
/// for WEIGHTED the same weighted by target count; for MICRO (1 + b^2) sum I / sum (b^2 T + P).
///
/// Example: target 0 0 1 1 0 0 0 0, prediction 0 1 1 1 0 0 0 1, three classes, beta 1: `[0.8,
/// 0.6667, 0]`, of which class 2 occurs nowhere; MACRO 0.7333, MICRO 0.75, WEIGHTED 0.7667. Beta 2:
/// `[0.7143, 0.8333, 0]`, MACRO 0.7738. Target 0 0 1, prediction 0 0 0, beta 1: `[0.8, 0]`, MACRO
/// 0.4.
///
/// Counts are summed up over all samples and divided once unless `aggregation` says otherwise.
///
/// Nothing counted gives `zeroDivision` in BINARY, for MICRO, and for the mean over labels; `NaN`
/// for the mean over classes and for WEIGHTED.
///
/// Samples are pairs of the task as listed at [dev.mensura.core.LabelRule]; mask stacks in
/// MULTICLASS are independent masks.
///
/// Called `FBetaScore` and `F1Score` in TorchMetrics 1.9, `fbeta_score` and `f1_score` in
/// scikit-learn 1.9, `mFscore` in mmsegmentation 1.2 (from precision and recall: 0.8 in the last
/// example). Of beta 1 it is the [Dice] coefficient.
///
/// Source: van Rijsbergen, "Information Retrieval" (1979), chapter 7.
public final class FBeta extends OverlapMetric {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder("f_beta", SegmentationSample.class, SegmentationResult.class)
                    .summary("weighted harmonic mean of precision and recall")
                    .range(0, 1)
                    .build();

    private static final MetricOption<Double> BETA =
            MetricOption.of("beta", "a finite number above 0", FBeta::toBeta)
                    .orElse(1.0)
                    .summary("recall weighs beta^2 times as much as precision");

    private final double beta;

    private FBeta(Builder builder) {
        super(DESCRIPTOR, new Ratio(builder.beta), builder);
        this.beta = builder.beta;
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

    /// (1 + b^2) I / ((1 + b^2) I + b^2 (T - I) + (P - I)), so that no rounding exceeds 1; divided
    /// by b^2 where that is above 1, and with no weight of exactly 0, so that any beta is possible.
    private record Ratio(double beta) implements ClassRatio {

        @Override
        public double numerator(ClassCounts counts, int index) {
            return (falseNegativeWeight() + falsePositiveWeight()) * counts.intersection(index);
        }

        @Override
        public double denominator(ClassCounts counts, int index) {
            long right = counts.intersection(index);
            return numerator(counts, index)
                    + falseNegativeWeight() * (counts.target(index) - right)
                    + falsePositiveWeight() * (counts.prediction(index) - right);
        }

        private double falseNegativeWeight() {
            return Math.max(Math.min(beta * beta, 1), Double.MIN_NORMAL);
        }

        private double falsePositiveWeight() {
            return Math.max(Math.min(1 / (beta * beta), 1), Double.MIN_NORMAL);
        }

        @Override
        public String fingerprint() {
            return "f_beta of " + beta;
        }
    }

    private static @Nullable Double toBeta(Object given) {
        double beta = Double.parseDouble(given.toString());
        return isPossible(beta) ? beta : null;
    }

    private static boolean isPossible(double beta) {
        return beta > 0 && beta < Double.POSITIVE_INFINITY;
    }

    @Override
    protected MetricOptions options() {
        return super.options().with("beta", beta);
    }

    /// Collects the options of an [FBeta]: beta 1, MACRO and a value of 0 for 0/0 unless set.
    public static final class Builder extends AveragedBuilder<Builder> {
        private double beta = 1;

        private Builder(Task task, int numClasses) {
            super(DESCRIPTOR, task, numClasses, Average.MACRO, 0);
        }

        /// Sets beta: recall weighs beta squared times as much as precision. 1 unless set.
        ///
        /// @throws IllegalArgumentException if `value` is not above 0 or not finite
        public Builder beta(double value) {
            if (!isPossible(value)) {
                throw new IllegalArgumentException(
                        "beta is " + value + ", expected a finite number above 0");
            }
            this.beta = value;
            return this;
        }

        @Override
        public FBeta build() {
            return new FBeta(this);
        }

        @Override
        protected Settings<Builder> settings() {
            return super.settings().with(BETA, Builder::beta);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [FBeta] under the name `f_beta` and the aliases `f1`, `f1_score` and `FBeta`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("f1", "f1_score", "FBeta");
        }

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(task, numClasses);
        }
    }
}
