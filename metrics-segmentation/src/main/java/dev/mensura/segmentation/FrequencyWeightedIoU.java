package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.List;
import java.util.Set;

/// The frequency-weighted IoU: the mean over classes of I / U, weighted by how often each class is
/// the target, sum (T I / U) / sum T, in `[0, 1]`; higher is better.
///
/// ```java
/// FrequencyWeightedIoU iou = FrequencyWeightedIoU.builder(19).ignoreLabels(255).build();
/// ```
///
/// I is the number of elements that have a class in target and prediction, U in either, T in the
/// target. Counts are summed up over all samples and divided once. `perClass` holds I / U, `NaN`
/// for a class that occurs nowhere; one that is predicted but in no target shows 0 and weighs
/// nothing.
///
/// Example: target 0 0 1 1 0 0 0 0, prediction 0 1 1 1 0 0 0 1, three classes: `[0.6667, 0.5,
/// NaN]`, weighted by 6, 2 and 0: 0.6250.
///
/// - Ignored and excluded classes are `NaN` and weigh nothing; see [dev.mensura.core.LabelRule].
/// - Nothing in the target at all gives `NaN`.
/// - Samples are MULTICLASS pairs as listed at [dev.mensura.core.LabelRule]; mask stacks are
///   independent masks.
///
/// Called "frequency weighted IU" or `FWIoU` elsewhere; equals `JaccardIndex(average="weighted")`
/// of TorchMetrics 1.9 and `jaccard_score(average="weighted")` of scikit-learn 1.9.
///
/// Source: Long, Shelhamer and Darrell, "Fully Convolutional Networks for Semantic Segmentation"
/// (2015), section 5.
public final class FrequencyWeightedIoU extends OverlapMetric {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder(
                            "frequency_weighted_iou",
                            SegmentationSample.class,
                            SegmentationResult.class)
                    .summary("intersection over union, weighted by how often a class is the target")
                    .range(0, 1)
                    .build();

    private FrequencyWeightedIoU(Builder builder) {
        super(DESCRIPTOR, new MeanIoU.Ratio(), builder);
    }

    /// Returns a builder for the classes `0` to `numClasses - 1`.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`
    public static Builder builder(int numClasses) {
        return new Builder(numClasses);
    }

    /// Collects the options of a [FrequencyWeightedIoU].
    public static final class Builder extends OverlapBuilder<Builder> {
        private Builder(int numClasses) {
            super(DESCRIPTOR, Task.MULTICLASS, numClasses, Average.WEIGHTED, Double.NaN);
        }

        @Override
        public FrequencyWeightedIoU build() {
            return new FrequencyWeightedIoU(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [FrequencyWeightedIoU] under the name `frequency_weighted_iou` and the aliases
    /// `fwiou`, `FWIoU` and `FrequencyWeightedIoU`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("fwiou", "FWIoU", "FrequencyWeightedIoU");
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
