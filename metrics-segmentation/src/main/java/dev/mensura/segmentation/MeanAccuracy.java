package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.List;
import java.util.Set;

/// The mean over classes of the recall I / T, in `[0, 1]`; higher is better. I is the number of
/// elements of a class that are right, T that of its elements in the target.
///
/// ```java
/// MeanAccuracy meanAccuracy = MeanAccuracy.builder(19).ignoreLabels(255).build();
/// ```
///
/// The mean runs over the classes that occur in the target; all others are `NaN`, also those that
/// are predicted (which [Recall] counts as 0). `perClass` holds the recall of every class. By
/// default counts are summed up over all images and divided once; in the other orders of averaging
/// an image has a value for the classes in its own target.
///
/// Example: target 0 0 1 1 0 0 0 0, prediction 0 1 1 1 0 0 0 1, three classes: `[0.6667, 1, NaN]`,
/// mean 0.8333. Target 0 0 1 1, prediction 0 0 1 2, four classes: `[1, 0.5, NaN, NaN]`, mean 0.75.
///
/// - Ignored and excluded classes are `NaN` and enter no mean; see [dev.mensura.core.LabelRule].
/// - Nothing counted at all gives `NaN`.
/// - Samples are MULTICLASS pairs as listed at [dev.mensura.core.LabelRule]; mask stacks are
///   independent masks.
///
/// Called `mAcc` in mmsegmentation 1.2, `mean_accuracy` in Hugging Face evaluate,
/// `balanced_accuracy_score` in scikit-learn 1.9; see [BalancedAccuracy].
///
/// Source: Long, Shelhamer and Darrell, "Fully Convolutional Networks for Semantic Segmentation"
/// (2015), section 5, "mean accuracy".
public final class MeanAccuracy extends OverlapMetric {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder(
                            "mean_accuracy", SegmentationSample.class, SegmentationResult.class)
                    .summary("mean over the classes of the target of the share that is found")
                    .range(0, 1)
                    .build();

    private MeanAccuracy(Builder builder) {
        super(DESCRIPTOR, new Recall.Ratio(), builder);
    }

    /// Returns a builder for the classes `0` to `numClasses - 1`.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`
    public static Builder builder(int numClasses) {
        return new Builder(numClasses);
    }

    /// Collects the options of a [MeanAccuracy].
    public static final class Builder extends OverlapBuilder<Builder> {
        private Builder(int numClasses) {
            super(DESCRIPTOR, Task.MULTICLASS, numClasses, Average.MACRO, Double.NaN);
            untargetedInMean(false);
        }

        /// Sets in which order is divided and averaged; DATASET unless set.
        @Override
        public Builder aggregation(Aggregation order) {
            return super.aggregation(order);
        }

        @Override
        public MeanAccuracy build() {
            return new MeanAccuracy(this);
        }

        @Override
        protected Settings<Builder> settings() {
            return super.settings().with(SegmentationOptions.AGGREGATION, Builder::aggregation);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [MeanAccuracy] under the name `mean_accuracy` and the aliases `mAcc`,
    /// `class_accuracy` and `MeanAccuracy`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("mAcc", "class_accuracy", "MeanAccuracy");
        }

        @Override
        protected Set<Task> tasks() {
            return Set.of(Task.MULTICLASS);
        }

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(numClasses);
        }
    }
}
