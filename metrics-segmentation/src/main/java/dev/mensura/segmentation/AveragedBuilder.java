package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.core.Task;

/// The options of an overlap metric for all tasks whose classes can be averaged in any way.
///
/// @param <B> the builder itself
public abstract class AveragedBuilder<B extends AveragedBuilder<B>> extends MeanBuilder<B> {
    private final Average averageUnlessSet;
    private final double zeroDivisionUnlessSet;

    /// For a metric with these defaults.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`, or not 1 for BINARY
    protected AveragedBuilder(
            MetricDescriptor descriptor,
            Task task,
            int numClasses,
            Average average,
            double zeroDivision) {
        super(descriptor, task, numClasses, average, zeroDivision);
        this.averageUnlessSet = average;
        this.zeroDivisionUnlessSet = zeroDivision;
    }

    /// Sets how the classes become one number. Without effect in BINARY, which has one class.
    @Override
    public B average(Average kind) {
        return super.average(kind);
    }

    /// Sets the value of 0/0.
    ///
    /// @throws IllegalArgumentException if `value` is neither in `[0, 1]` nor `NaN`
    public B zeroDivision(double value) {
        return zeroDivision("zeroDivision", value);
    }

    @Override
    protected Settings<B> settings() {
        return withThreshold(super.settings())
                .with(
                        SegmentationOptions.AVERAGE.orElse(averageUnlessSet),
                        AveragedBuilder::average)
                .with(
                        SegmentationOptions.ZERO_DIVISION.orElse(zeroDivisionUnlessSet),
                        AveragedBuilder::zeroDivision);
    }
}
