package dev.mensura.segmentation.outside;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.core.ClassCounts;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.Average;
import dev.mensura.segmentation.AveragedBuilder;
import dev.mensura.segmentation.ClassRatio;
import dev.mensura.segmentation.OverlapMetric;
import dev.mensura.segmentation.SegmentationProvider;
import dev.mensura.segmentation.SegmentationResult;

/// The F score in which precision weighs four times as much as recall, 5 I / (T + 4 P): a metric as
/// others add it, in one file and with the public API alone.
public final class FHalf extends OverlapMetric {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder("f_half", SegmentationSample.class, SegmentationResult.class)
                    .summary("F score that prefers precision")
                    .range(0, 1)
                    .build();

    private FHalf(Builder builder) {
        super(DESCRIPTOR, new Ratio(), builder);
    }

    private record Ratio() implements ClassRatio {

        @Override
        public double numerator(ClassCounts counts, int index) {
            return 5.0 * counts.intersection(index);
        }

        @Override
        public double denominator(ClassCounts counts, int index) {
            return counts.target(index) + 4.0 * counts.prediction(index);
        }

        @Override
        public String fingerprint() {
            return "f_half";
        }
    }

    /// Collects the options of an [FHalf].
    public static final class Builder extends AveragedBuilder<Builder> {
        private Builder(Task task, int numClasses) {
            super(DESCRIPTOR, task, numClasses, Average.MACRO, 0);
        }

        @Override
        public FHalf build() {
            return new FHalf(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [FHalf] under the name `f_half`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(task, numClasses);
        }
    }
}
