package dev.mensura.segmentation;

import dev.mensura.api.MetricResult;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.Reference.Image;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The hooks of the contract tests of matrix metrics, which take one class per element.
///
/// @param <R> the result of the metric under test
abstract class MatrixContract<R extends MetricResult>
        extends SegmentationContract<ConfusionMatrix, R> {
    private final Task task;
    private final Set<Integer> ignoredClasses;

    /// @param ignoredClasses the classes that are ignored, besides [#VOID]
    MatrixContract(Task task, Integer... ignoredClasses) {
        this.task = task;
        this.ignoredClasses = Set.of(ignoredClasses);
    }

    @Override
    final Task task() {
        return task;
    }

    @Override
    final Set<Integer> ignoredClasses() {
        return ignoredClasses;
    }

    /// Has the metric under test ignore what it must, and `more`.
    <B extends SegmentationBuilder<B>> B ignoring(B builder, long... more) {
        ignoredClasses.forEach(builder::ignoreLabels);
        return builder.ignoreLabels(VOID).ignoreLabels(more);
    }

    @Override
    final SegmentationSample maskStacks() {
        return oneHotMasks();
    }

    @Override
    protected final List<SegmentationSample> rejectedSamples() {
        List<SegmentationSample> rejected = new ArrayList<>(super.rejectedSamples());
        if (task == Task.MULTICLASS) {
            rejected.add(overlappingMasks());
        }
        return rejected;
    }

    /// Returns the classes that occur, in every task.
    @Override
    int[] valid(List<Image> images) {
        Reference counts = Reference.count(numClasses(), images);
        return IntStream.range(0, numClasses())
                .filter(c -> counts.union[c] > 0 && !leftOut().contains(c))
                .toArray();
    }
}
