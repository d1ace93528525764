package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.List;

/// The Jaccard index, intersection over union I / U = TP / (TP + FP + FN), in `[0, 1]`; higher is
/// better. Counts are summed up over all samples and divided once unless `aggregation` says
/// otherwise.
///
/// ```java
/// JaccardIndex jaccard = JaccardIndex.multiclass(3).average(Average.MICRO).build();
/// JaccardIndex binary = JaccardIndex.binary().threshold(0.3).build();
/// ```
///
/// `perClass` always holds I / U of every class or label (of the foreground alone in BINARY), 0/0
/// being `zeroDivision`; `NaN` for ignored and excluded classes. `value` is
///
/// | average | BINARY | MULTICLASS | MULTILABEL |
/// |---|---|---|---|
/// | NONE, MACRO | I / U | mean over classes with U > 0 | mean over all labels, 0/0 entering as `zeroDivision` (`NaN` stays out) |
/// | MICRO | I / U | sum I / sum U | sum I / sum U |
/// | WEIGHTED | I / U | mean weighted by target count | mean weighted by target count |
///
/// BINARY and MICRO without a counted element give `zeroDivision` (default 0); MACRO and WEIGHTED
/// over nothing give `NaN`. Example: target 0 0 0 1 1 2 2 2, prediction 0 1 1 1 1 2 0 2 gives
/// `[0.25, 0.5, 0.6667]`, macro 0.4722; with class 0 excluded macro 0.5833, micro 0.5714; with
/// label 0 ignored `[NaN, 1.0, 0.6667]`, macro 0.8333, micro 0.8.
///
/// Samples are pairs of the task as listed at [dev.mensura.core.LabelRule]; mask stacks in
/// MULTICLASS are independent masks.
///
/// Called `JaccardIndex` in TorchMetrics 1.9, whose defaults these are, with the difference that an
/// ignored class inside the range is `NaN` in `perClass`, where TorchMetrics writes 0;
/// `jaccard_score` in scikit-learn 1.9; "IoU" in detection. Its mean over classes is [MeanIoU].
///
/// Source: Jaccard, "The distribution of the flora in the alpine zone" (1912).
public final class JaccardIndex extends OverlapMetric {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder(
                            "jaccard_index", SegmentationSample.class, SegmentationResult.class)
                    .summary("intersection over union: binary, multiclass or multilabel")
                    .range(0, 1)
                    .build();

    private JaccardIndex(Builder builder) {
        super(DESCRIPTOR, new MeanIoU.Ratio(), builder);
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

    /// Collects the options of a [JaccardIndex]: MACRO and a value of 0 for 0/0 unless set.
    public static final class Builder extends AveragedBuilder<Builder> {
        private Builder(Task task, int numClasses) {
            super(DESCRIPTOR, task, numClasses, Average.MACRO, 0);
        }

        @Override
        public JaccardIndex build() {
            return new JaccardIndex(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [JaccardIndex] under the name `jaccard_index` and the aliases `jaccard`, `iou` and
    /// `JaccardIndex`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("jaccard", "iou", "JaccardIndex");
        }

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(task, numClasses);
        }
    }
}
