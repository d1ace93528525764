package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.PerClass;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.SegmentationFormulas;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The Rand index: the share of pairs of elements on which target and prediction agree, in
/// `[0, 1]`; higher is better. Two elements with the same label are together; which label it is
/// does not matter.
///
/// ```java
/// RandIndex rand = RandIndex.multiclass(3).ignoreLabels(255).build();
/// ```
///
/// Of the n (n - 1) / 2 pairs of all elements of all samples, the index counts those that are
/// together in both or apart in both. With the confusion matrix O `[target][prediction]`, its row
/// and column sums T and P, and C(x) = x (x - 1) / 2, that is
/// (C(n) + 2 sum C(O) - sum C(T) - sum C(P)) / C(n), in exact integers.
///
/// Example: target 0 0 1 1 2 2, prediction 0 0 1 2 2 2: 0.8; any other names for the predicted
/// labels, such as 1 1 2 0 0 0, give 0.8 too.
///
/// - Labels mean the same cluster in every sample: the index is that of all samples put together,
///   not a mean over samples.
/// - Fewer than two elements are no pair: `NaN`.
/// - Elements with an ignored target are left out. An ignored class may still be predicted
///   elsewhere, and is a cluster of the prediction then.
/// - An element whose label is outside the range and counts as an error is a cluster of its own.
/// - Samples are BINARY or MULTICLASS pairs as listed at [dev.mensura.core.LabelRule]; mask stacks
///   must be one-hot. There are no values per class.
///
/// Peers: `rand_score` of scikit-learn 1.9, which gives 1 for fewer than two elements; `RandScore`
/// of TorchMetrics 1.9.
///
/// Source: Rand, "Objective Criteria for the Evaluation of Clustering Methods" (1971).
public final class RandIndex extends MatrixMetric<SegmentationResult> {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder(
                            "rand_index", SegmentationSample.class, SegmentationResult.class)
                    .summary("share of pairs of elements that are rightly together or apart")
                    .range(0, 1)
                    .build();

    private RandIndex(Builder builder) {
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
        Pairs pairs = Pairs.of(state);
        double value =
                SegmentationFormulas.ratio(
                        pairs.agreements().doubleValue(), pairs.all().doubleValue());
        return new SegmentationResult(value, PerClass.empty(), state.evidence(rule()::isScored));
    }

    /// Collects the options of a [RandIndex].
    public static final class Builder extends SegmentationBuilder<Builder> {
        private Builder(Task task, int numClasses) {
            super(DESCRIPTOR, task, numClasses);
        }

        /// Returns the metric.
        ///
        /// @throws IllegalArgumentException if an option does not fit the task
        @Override
        public RandIndex build() {
            return new RandIndex(this);
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

    /// Offers [RandIndex] under the name `rand_index` and the aliases `rand` and `RandIndex`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("rand", "RandIndex");
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
