package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricResult;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.ConfusionTally;

/// A metric that needs every pair of target and predicted class: a function of a [ConfusionMatrix].
///
/// ## For implementers
///
/// A subclass adds a descriptor, a builder, and `evaluate`. Labels outside the range that count as
/// errors are in no cell: see [ConfusionMatrix#outsidePredictions].
///
/// @param <R> the result
public abstract class MatrixMetric<R extends MetricResult>
        extends SegmentationMetric<ConfusionMatrix, R> {

    private final ConfusionTally tally;

    /// For a metric with the options of `builder`.
    ///
    /// @throws IllegalArgumentException if an option does not fit the task or another option
    protected MatrixMetric(MetricDescriptor descriptor, SegmentationBuilder<?> builder) {
        this(descriptor, ConfusionTally.of(builder.rule()));
    }

    private MatrixMetric(MetricDescriptor descriptor, ConfusionTally tally) {
        super(descriptor, tally.rule());
        this.tally = tally;
    }

    @Override
    public final ConfusionTally tally() {
        return tally;
    }
}
