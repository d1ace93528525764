package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.core.ClassCounts;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.List;
import java.util.Set;

/// The mean over classes of intersection over union, I / U, in `[0, 1]`; higher is better.
///
/// ```java
/// MeanIoU meanIoU = MeanIoU.builder(3).ignoreLabels(255).build();
/// Metric<SegmentationSample, SegmentationResult> metric = meanIoU.newMetric();
/// metric.update(sample);
/// metric.compute().value();
/// ```
///
/// Symbols, per class: I = elements that have it in target and prediction, U = in either. By
/// default both are summed up over all images and divided once ([Aggregation#DATASET]). Example:
/// image 1 with target 0 0 1 1 and prediction 0 1 1 1, image 2 with target 0 0 0 0 and prediction 0
/// 0 0 1, three classes: IoU per class `[0.6667, 0.5, NaN]`, mean 0.5833. The other orders of
/// averaging: POOLED 0.4792, PER_CLASS_THEN_MEAN 0.4792, PER_IMAGE_THEN_MEAN 0.4792.
///
/// - A class that occurs in no target and no prediction has the absent value (default `NaN`) and
///   enters the mean only with `absentInMean`. A class that is predicted but in no target counts as
///   0, unless `untargetedInMean` is `false`.
/// - Ignored and excluded classes are `NaN` and enter no mean; see [dev.mensura.core.LabelRule].
/// - Nothing counted at all gives `NaN`.
/// - Samples are MULTICLASS pairs as listed at [dev.mensura.core.LabelRule]; mask stacks are
///   independent masks.
///
/// Called `mIoU` in mmsegmentation 1.2 and `mean_iou` in Hugging Face evaluate, which DATASET
/// equals; `MeanIoU` in Keras 3 (DATASET) and in TorchMetrics 1.9 (its scalar is POOLED, and it
/// counts no absent class); `compute_iou` in MONAI 1.5 (PER_IMAGE_THEN_MEAN over the classes of
/// each target). A [Profile] sets all of that.
///
/// Source: Everingham et al., "The PASCAL Visual Object Classes Challenge" (2015), section 4.3 (the
/// segmentation accuracy); Long, Shelhamer and Darrell (2015), "mean IU".
public final class MeanIoU extends OverlapMetric {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder("mean_iou", SegmentationSample.class, SegmentationResult.class)
                    .summary("mean over classes of intersection over union")
                    .range(0, 1)
                    .build();

    private MeanIoU(Builder builder) {
        super(DESCRIPTOR, new Ratio(), builder);
    }

    /// Returns a builder for the classes `0` to `numClasses - 1`.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`
    public static Builder builder(int numClasses) {
        return new Builder(numClasses);
    }

    /// I / U.
    record Ratio() implements ClassRatio {

        @Override
        public double numerator(ClassCounts counts, int index) {
            return counts.intersection(index);
        }

        @Override
        public double denominator(ClassCounts counts, int index) {
            return counts.union(index);
        }

        @Override
        public String fingerprint() {
            return "iou";
        }
    }

    /// Collects the options of a [MeanIoU].
    public static final class Builder extends MeanBuilder<Builder> {
        private Builder(int numClasses) {
            super(DESCRIPTOR, Task.MULTICLASS, numClasses, Average.MACRO, Double.NaN);
        }

        /// Sets the value of a class that occurs nowhere; `NaN` unless set. It enters the mean only
        /// with [#absentInMean].
        ///
        /// @throws IllegalArgumentException if `value` is neither in `[0, 1]` nor `NaN`
        public Builder absentValue(double value) {
            return zeroDivision("absentValue", value);
        }

        @Override
        public MeanIoU build() {
            return new MeanIoU(this);
        }

        @Override
        protected Settings<Builder> settings() {
            return super.settings().with(SegmentationOptions.ABSENT_VALUE, Builder::absentValue);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [MeanIoU] under the name `mean_iou` and the aliases `miou` and `MeanIoU`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("miou", "MeanIoU");
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
