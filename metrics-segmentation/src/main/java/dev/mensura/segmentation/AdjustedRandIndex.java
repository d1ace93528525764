package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.PerClass;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The adjusted Rand index: how far target and prediction agree on pairs of elements beyond chance,
/// in `[-0.5, 1]`; higher is better, 0 is chance. Two elements with the same label are together;
/// which label it is does not matter.
///
/// ```java
/// AdjustedRandIndex ari = AdjustedRandIndex.multiclass(3).ignoreLabels(255).build();
/// ```
///
/// With the confusion matrix O `[target][prediction]` over all samples, its sum n, its row and
/// column sums T and P, and C(x) = x (x - 1) / 2, it is
/// (sum C(O) - e) / ((sum C(T) + sum C(P)) / 2 - e), where e = sum C(T) sum C(P) / C(n) is what
/// chance would give. It is computed as one quotient of exact integers.
///
/// Example: target 0 0 1 1 2 2, prediction 0 0 1 2 2 2: 0.4444; any other names for the predicted
/// labels, such as 1 1 2 0 0 0, give 0.4444 too.
///
/// - Labels mean the same cluster in every sample: the index is that of all samples put together,
///   not a mean over samples.
/// - Fewer than two elements are no pair: `NaN`.
/// - 0/0 is left only where target and prediction are the same single cluster, or both have every
///   element apart: they agree on every pair, which is 1.
/// - Elements with an ignored target are left out. An ignored class may still be predicted
///   elsewhere, and is a cluster of the prediction then.
/// - An element whose label is outside the range and counts as an error is a cluster of its own.
/// - Samples are BINARY or MULTICLASS pairs as listed at [dev.mensura.core.LabelRule]; mask stacks
///   must be one-hot. There are no values per class.
///
/// Peers: `adjusted_rand_score` of scikit-learn 1.9, which gives 1 for fewer than two elements too;
/// `AdjustedRandScore` of TorchMetrics 1.9.
///
/// Source: Hubert and Arabie, "Comparing Partitions" (1985); the lower bound is that of Chacon and
/// Rastrojo, "Minimum adjusted Rand index for two clusterings of a given size" (2023).
public final class AdjustedRandIndex extends MatrixMetric<SegmentationResult> {
    private static final double SMALLEST = -0.5;

    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder(
                            "adjusted_rand_index",
                            SegmentationSample.class,
                            SegmentationResult.class)
                    .summary("agreement on pairs of elements beyond chance")
                    .range(SMALLEST, 1)
                    .build();

    private AdjustedRandIndex(Builder builder) {
        super(DESCRIPTOR, builder);
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
        return new SegmentationResult(
                index(Pairs.of(state)), PerClass.empty(), state.evidence(rule()::isScored));
    }

    private static double index(Pairs pairs) {
        if (pairs.all().signum() == 0) {
            return Double.NaN;
        }
        if (pairs.agreements().equals(pairs.all())) {
            return 1;
        }
        BigInteger chance = pairs.inTarget().multiply(pairs.inPrediction());
        BigInteger gained = pairs.inBoth().multiply(pairs.all()).subtract(chance).shiftLeft(1);
        BigInteger gainable =
                pairs.inTarget()
                        .add(pairs.inPrediction())
                        .multiply(pairs.all())
                        .subtract(chance.shiftLeft(1));
        return gained.doubleValue() / gainable.doubleValue();
    }

    /// Collects the options of an [AdjustedRandIndex].
    public static final class Builder extends SegmentationBuilder<Builder> {
        private Builder(Task task, int numClasses) {
            super(DESCRIPTOR, task, numClasses);
        }

        /// Returns the metric.
        ///
        /// @throws IllegalArgumentException if an option does not fit the task
        @Override
        public AdjustedRandIndex build() {
            return new AdjustedRandIndex(this);
        }

        @Override
        protected Settings<Builder> settings() {
            return withThreshold(super.settings());
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [AdjustedRandIndex] under the name `adjusted_rand_index` and the aliases `ari` and
    /// `AdjustedRandIndex`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("ari", "AdjustedRandIndex");
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
