package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.PerClass;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.SegmentationFormulas;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Cohen's kappa: how far prediction and target agree beyond chance, in `[-1, 1]`; higher is
/// better, 0 is chance.
///
/// ```java
/// CohenKappa kappa = CohenKappa.multiclass(3).ignoreLabels(255).build();
/// CohenKappa ordinal = CohenKappa.multiclass(5).weights(CohenKappa.Weights.QUADRATIC).build();
/// ```
///
/// With O the confusion matrix `[target][prediction]` over all samples, n its sum, T and P its row
/// and column sums, and E = T P / n what chance would give, kappa is 1 - sum(w O) / sum(w E) with
/// weights w of disagreement: 1 off the diagonal ([Weights#NONE]), |i - j| ([Weights#LINEAR]) or
/// (i - j)^2 ([Weights#QUADRATIC]). Sums are exact integers and divided once.
///
/// Example: target 0 0 1 1 0 0 0 0, prediction 0 1 1 1 0 0 0 1, three classes: 0.5. With target
/// 0 0 1 1 2 2, prediction 0 1 1 2 2 1: NONE 0.25, LINEAR 0.4, QUADRATIC 0.5714.
///
/// - Nothing counted, or one class alone in target and prediction, is 0/0: `NaN`.
/// - The whole matrix is used: an ignored class has no row, but keeps its column.
/// - Labels outside the range that count as errors are one more class, whose row and column meet in
///   an empty cell; they have no distance to the classes, so weights other than NONE refuse them.
/// - Samples are BINARY or MULTICLASS pairs as listed at [dev.mensura.core.LabelRule]; mask stacks
///   must be one-hot. There are no values per class.
///
/// Peers: `cohen_kappa_score` of scikit-learn 1.9 and `CohenKappa` of TorchMetrics 1.9, `weights`
/// `None`, `"linear"` and `"quadratic"`; where both give `NaN`, so does this.
///
/// Source: Cohen, "A Coefficient of Agreement for Nominal Scales" (1960), and "Weighted Kappa"
/// (1968).
public final class CohenKappa extends MatrixMetric<SegmentationResult> {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder(
                            "cohen_kappa", SegmentationSample.class, SegmentationResult.class)
                    .summary("agreement of prediction and target beyond chance")
                    .range(-1, 1)
                    .build();

    private final Weights weights;

    /// How much a disagreement between classes i and j weighs.
    public enum Weights {
        /// 1, however far they are apart.
        NONE,
        /// |i - j|, for ordered classes.
        LINEAR,
        /// (i - j)^2, for ordered classes.
        QUADRATIC
    }

    private CohenKappa(Builder builder) {
        super(DESCRIPTOR, builder);
        this.weights = builder.weights;
    }

    /// Returns a builder for background 0 and foreground 1.
    public static Builder binary() {
        return new Builder(Task.BINARY, 1);
    }

    /// Returns a builder for the classes `0` to `numClasses - 1`.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`
    public static Builder multiclass(int numClasses) {
        return new Builder(Task.MULTICLASS, numClasses);
    }

    @Override
    public SegmentationResult evaluate(ConfusionMatrix state) {
        Margins margins = Margins.of(state);
        double value = weights == Weights.NONE ? unweighted(margins) : weighted(state, margins);
        return new SegmentationResult(value, PerClass.empty(), state.evidence(rule()::isScored));
    }

    private static double unweighted(Margins margins) {
        return kappa(
                margins.elements(),
                BigInteger.valueOf(margins.disagreements()),
                margins.squareOfElements().subtract(margins.products()));
    }

    private double weighted(ConfusionMatrix matrix, Margins margins) {
        BigInteger observed = BigInteger.ZERO;
        BigInteger expected = BigInteger.ZERO;
        for (int distance = 1; distance < matrix.size(); distance++) {
            long count = 0;
            ProductSum pairs = new ProductSum();
            for (int low = 0; low + distance < matrix.size(); low++) {
                int high = low + distance;
                count += matrix.get(low, high) + matrix.get(high, low);
                pairs.add(margins.target(low), margins.prediction(high));
                pairs.add(margins.target(high), margins.prediction(low));
            }
            BigInteger weight = BigInteger.valueOf(weight(distance));
            observed = observed.add(weight.multiply(BigInteger.valueOf(count)));
            expected = expected.add(weight.multiply(pairs.value()));
        }
        return kappa(margins.elements(), observed, expected);
    }

    private long weight(long distance) {
        return weights == Weights.LINEAR ? distance : distance * distance;
    }

    /// Returns 1 - sum(w O) / sum(w E), in one division, so that nothing cancels.
    ///
    /// @param observed sum(w O)
    /// @param expected n sum(w E)
    private static double kappa(long n, BigInteger observed, BigInteger expected) {
        BigInteger better = expected.subtract(observed.multiply(BigInteger.valueOf(n)));
        return SegmentationFormulas.ratio(better.doubleValue(), expected.doubleValue());
    }

    @Override
    protected MetricOptions options() {
        return super.options().with("weights", weights);
    }

    /// Collects the options of a [CohenKappa].
    public static final class Builder extends SegmentationBuilder<Builder> {
        private Weights weights = Weights.NONE;

        private Builder(Task task, int numClasses) {
            super(DESCRIPTOR, task, numClasses);
        }

        /// Sets how much a disagreement weighs; NONE unless set.
        public Builder weights(Weights kind) {
            this.weights = kind;
            return this;
        }

        /// Returns the metric.
        ///
        /// @throws IllegalArgumentException if there are more classes than a confusion matrix
        ///     holds, or if labels outside the range, which have no distance to others, are to be
        ///     weighted
        @Override
        public CohenKappa build() {
            LabelPolicy policy = rule().labelPolicy();
            if (weights != Weights.NONE && policy == LabelPolicy.COUNT_AS_ERROR) {
                throw new MetricOptionException(
                        "labelPolicy",
                        "REJECT or IGNORE_PIXEL for weights " + weights,
                        policy.name());
            }
            return new CohenKappa(this);
        }

        @Override
        protected Settings<Builder> settings() {
            return withThreshold(super.settings())
                    .with(
                            MetricOption.choice("weights", Weights.class)
                                    .orElse(Weights.NONE)
                                    .summary("how much a disagreement weighs"),
                            Builder::weights);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [CohenKappa] under the name `cohen_kappa` and the aliases `kappa` and `CohenKappa`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("kappa", "CohenKappa");
        }

        @Override
        protected Set<Task> tasks() {
            return EnumSet.of(Task.BINARY, Task.MULTICLASS);
        }

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(task, numClasses);
        }
    }
}
