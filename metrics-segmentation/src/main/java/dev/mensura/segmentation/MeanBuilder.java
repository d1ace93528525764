package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.core.Task;

/// The options of an overlap metric that is a mean over classes: which of them enter it, with which
/// weights, and in which order is divided and averaged.
///
/// @param <B> the builder itself
public abstract class MeanBuilder<B extends MeanBuilder<B>> extends OverlapBuilder<B> {

    /// For a metric with these defaults.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`, or not 1 for BINARY
    protected MeanBuilder(
            MetricDescriptor descriptor,
            Task task,
            int numClasses,
            Average average,
            double zeroDivision) {
        super(descriptor, task, numClasses, average, zeroDivision);
    }

    /// Says whether classes that occur in no target and no prediction enter the mean, with the
    /// value of 0/0; a value of `NaN` stays out all the same. Unless set, they do in BINARY and
    /// MULTILABEL, and do not in MULTICLASS.
    @Override
    public B absentInMean(boolean enter) {
        return super.absentInMean(enter);
    }

    /// Says whether classes that are predicted but occur in no target have a value, as they do
    /// unless this is `false`.
    @Override
    public B untargetedInMean(boolean enter) {
        return super.untargetedInMean(enter);
    }

    /// Sets in which order is divided and averaged; DATASET unless set. POOLED and
    /// PER_CLASS_THEN_MEAN go with the averages NONE and MACRO alone.
    @Override
    public B aggregation(Aggregation order) {
        return super.aggregation(order);
    }

    /// Weights the classes in the mean; equal unless set. Goes with the averages NONE and MACRO
    /// alone, and not with POOLED.
    ///
    /// @param weights one number per class, each 0 or from 1e-100 to 1e100, not all 0
    @Override
    public B classWeights(double... weights) {
        return super.classWeights(weights);
    }

    @Override
    protected Settings<B> settings() {
        return super.settings()
                .with(SegmentationOptions.ABSENT_IN_MEAN, MeanBuilder::absentInMean)
                .with(SegmentationOptions.UNTARGETED_IN_MEAN, MeanBuilder::untargetedInMean)
                .with(SegmentationOptions.AGGREGATION, MeanBuilder::aggregation)
                .with(
                        SegmentationOptions.CLASS_WEIGHTS,
                        (b, weights) -> b.classWeights(SegmentationOptions.toArray(weights)));
    }
}
