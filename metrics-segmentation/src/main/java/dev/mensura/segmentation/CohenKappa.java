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
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

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
        long[] atDistance = new long[matrix.size()];
        matrix.forEachCell((plane, target, prediction, count) ->
                atDistance[Math.abs(target - prediction)] += count);
        BigInteger observed = BigInteger.ZERO;
        for (int distance = 1; distance < atDistance.length; distance++) {
            BigInteger count = BigInteger.valueOf(atDistance[distance]);
            observed = observed.add(count.multiply(BigInteger.valueOf(weight(distance))));
        }
        BigInteger expected = weights == Weights.LINEAR ? linear(margins) : quadratic(margins);
        return kappa(margins.elements(), observed, expected);
    }

    private long weight(long distance) {
        return weights == Weights.LINEAR ? distance : distance * distance;
    }

    /// Returns the sum of |t - p| T P over all pairs of classes. A pair is on two sides of as many
    /// borders between classes as it is apart, so what is on the sides of each border is added up.
    private static BigInteger linear(Margins margins) {
        long targetsAbove = sum(margins.size(), margins::target);
        long predictionsAbove = sum(margins.size(), margins::prediction);
        long targetsBelow = 0;
        long predictionsBelow = 0;
        BigInteger sum = BigInteger.ZERO;
        for (int below = 0; below + 1 < margins.size(); below++) {
            targetsBelow += margins.target(below);
            targetsAbove -= margins.target(below);
            predictionsBelow += margins.prediction(below);
            predictionsAbove -= margins.prediction(below);
            ProductSum pairs = new ProductSum();
            pairs.add(targetsBelow, predictionsAbove);
            pairs.add(targetsAbove, predictionsBelow);
            sum = sum.add(pairs.value());
        }
        return sum;
    }

    private static long sum(int size, IntToLongFunction counts) {
        return IntStream.range(0, size).mapToLong(counts).sum();
    }

    /// Returns the sum of (t - p)^2 T P over all pairs of classes, as that of t^2 T P - 2 t T p P +
    /// T p^2 P.
    private static BigInteger quadratic(Margins margins) {
        BigInteger[] targets = moments(margins.size(), margins::target);
        BigInteger[] predictions = moments(margins.size(), margins::prediction);
        return targets[2]
                .multiply(predictions[0])
                .add(targets[0].multiply(predictions[2]))
                .subtract(targets[1].multiply(predictions[1]).shiftLeft(1));
    }

    /// Returns the sums of the counts, of the counts times their class, and times its square.
    private static BigInteger[] moments(int size, IntToLongFunction counts) {
        BigInteger[] sums = {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
        for (int index = 0; index < size; index++) {
            BigInteger term = BigInteger.valueOf(counts.applyAsLong(index));
            for (int power = 0; power < sums.length; power++) {
                sums[power] = sums[power].add(term);
                term = term.multiply(BigInteger.valueOf(index));
            }
        }
        return sums;
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
        /// @throws IllegalArgumentException if labels outside the range, which have no distance to
        ///     others, are to be weighted
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
