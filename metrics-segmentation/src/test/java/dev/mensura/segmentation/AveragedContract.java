package dev.mensura.segmentation;

import dev.mensura.api.MetricDefinition;
import dev.mensura.core.OverlapState;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

/// The hooks of the contract tests of metrics for all tasks whose classes can be averaged in any way.
abstract class AveragedContract extends OverlapContract {
    private final Task task;
    private final Average average;
    private final Aggregation aggregation;
    private final double zeroDivision;

    AveragedContract(Task task, Average average, Aggregation aggregation, double zeroDivision) {
        this.task = task;
        this.average = average;
        this.aggregation = aggregation;
        this.zeroDivision = zeroDivision;
    }

    /// Returns a new builder of the metric under test, for [#task].
    abstract AveragedBuilder<?> builder();

    abstract Formula formula();

    @Override
    final Task task() {
        return task;
    }

    @Override
    protected final MetricDefinition<SegmentationSample, OverlapState, SegmentationResult>
            definition() {
        return options().ignoreLabels(VOID).build();
    }

    @Override
    protected final MetricDefinition<SegmentationSample, OverlapState, SegmentationResult>
            otherOptions() {
        return options().ignoreLabels(VOID, CLASSES).build();
    }

    AveragedBuilder<?> options() {
        return builder().average(average).aggregation(aggregation).zeroDivision(zeroDivision);
    }

    @Override
    Reading reading() {
        return Reading.of(
                formula(), task, numClasses(), average, aggregation, zeroDivision, leftOut());
    }
}
