package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.core.ClassCounts;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.List;

/// The volumetric similarity 1 - |T - P| / (T + P) = 2 min(T, P) / (T + P), in `[0, 1]`; higher is
/// better. It compares sizes alone: where the elements lie does not matter. Counts are summed up
/// over all samples and divided once unless `aggregation` says otherwise, which for sizes per case
/// should be [Aggregation#PER_IMAGE_THEN_MEAN].
///
/// ```java
/// VolumetricSimilarity similarity =
///         VolumetricSimilarity.binary().aggregation(Aggregation.PER_IMAGE_THEN_MEAN).build();
/// ```
///
/// Symbols, per class: T = elements that have it in the target, P = in the prediction.
///
/// `perClass` holds the ratio of every class or label (of the foreground alone in BINARY), 0/0
/// being `zeroDivision`; `NaN` for ignored and excluded classes. `value` is that of the foreground
/// in BINARY; otherwise, for NONE and MACRO, the mean over the classes that occur in target or
/// prediction (in MULTILABEL over all labels), in which 0/0 is `zeroDivision` and `NaN` stays out;
/// for WEIGHTED the same weighted by target count; for MICRO 2 sum min(T, P) / sum (T + P).
///
/// A class in target or prediction alone is 0, one in neither 0/0. Example: target 0 0 1 1,
/// prediction 1 1 0 0 gives `[1, 1]`, where Dice gives `[0, 0]`; target 0 0 0 1, prediction 0 1 1 1
/// gives `[0.5, 0.5]`.
///
/// Nothing counted gives `zeroDivision` in BINARY, for MICRO, and for the mean over labels; `NaN`
/// for the mean over classes and for WEIGHTED.
///
/// Samples are pairs of the task as listed at [dev.mensura.core.LabelRule]; mask stacks in
/// MULTICLASS are independent masks.
///
/// Called "volumetric similarity" in EvaluateSegmentation; SimpleITK's `VolumeSimilarity` is the
/// signed 2 (T - P) / (T + P), of which this is 1 less half the absolute value.
///
/// Source: Taha and Hanbury, "Metrics for evaluating 3D medical image segmentation" (2015), section
/// "Volumetric distance metrics".
public final class VolumetricSimilarity extends OverlapMetric {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder(
                            "volumetric_similarity",
                            SegmentationSample.class,
                            SegmentationResult.class)
                    .summary("likeness of the sizes of target and prediction, wherever they lie")
                    .range(0, 1)
                    .build();

    private VolumetricSimilarity(Builder builder) {
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

    /// 2 min(T, P) / (T + P).
    private record Ratio() implements ClassRatio {

        @Override
        public double numerator(ClassCounts counts, int index) {
            return 2.0 * Math.min(counts.target(index), counts.prediction(index));
        }

        @Override
        public double denominator(ClassCounts counts, int index) {
            return (double) counts.target(index) + counts.prediction(index);
        }

        @Override
        public String fingerprint() {
            return "volumetric_similarity";
        }
    }

    /// Collects the options of a [VolumetricSimilarity]: MACRO and `NaN` for 0/0 unless set.
    public static final class Builder extends AveragedBuilder<Builder> {
        private Builder(Task task, int numClasses) {
            super(DESCRIPTOR, task, numClasses, Average.MACRO, Double.NaN);
        }

        @Override
        public VolumetricSimilarity build() {
            return new VolumetricSimilarity(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [VolumetricSimilarity] under the name `volumetric_similarity` and the alias
    /// `VolumetricSimilarity`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("VolumetricSimilarity");
        }

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(task, numClasses);
        }
    }
}
