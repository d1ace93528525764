package dev.mensura.segmentation;

import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOptionException;
import dev.mensura.core.OverlapState;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// The options that every overlap metric shares: which classes have a value. What else there is to
/// choose in an average is protected here, for metrics that fix it; [MeanBuilder] and
/// [AveragedBuilder] open it.
///
/// @param <B> the builder itself
public abstract class OverlapBuilder<B extends OverlapBuilder<B>> extends SegmentationBuilder<B> {
    /// Within these, no sum of weights or of weighted values overflows or loses its digits.
    private static final double SMALLEST_WEIGHT = 1e-100;

    private static final double LARGEST_WEIGHT = 1e100;

    private final Set<Integer> excludedClasses = new TreeSet<>();
    private boolean includeBackground = true;
    private Average average;
    private double zeroDivision;
    private Aggregation aggregation = Aggregation.DATASET;
    private boolean absentInMean;
    private boolean untargetedInMean = true;
    private List<Double> classWeights = List.of();

    /// For a metric with these defaults.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`, or not 1 for BINARY
    protected OverlapBuilder(
            MetricDescriptor descriptor,
            Task task,
            int numClasses,
            Average average,
            double zeroDivision) {
        super(descriptor, task, numClasses);
        this.average = average;
        this.zeroDivision = zeroDivision;
        this.absentInMean = task != Task.MULTICLASS;
    }

    /// Takes these classes out of the averages; their elements still count for the others.
    public B excludedClasses(int... ids) {
        for (int id : ids) {
            excludedClasses.add(id);
        }
        return self();
    }

    /// Takes these classes out of the averages; their elements still count for the others.
    public B excludedClasses(Set<Integer> ids) {
        excludedClasses.addAll(ids);
        return self();
    }

    /// Says whether class 0 enters the averages, as it does unless this is `false`. MULTICLASS only:
    /// in the other tasks index 0 is no background.
    public B includeBackground(boolean include) {
        this.includeBackground = include;
        return self();
    }

    /// See [MeanBuilder#absentInMean].
    protected B absentInMean(boolean enter) {
        this.absentInMean = enter;
        return self();
    }

    /// See [MeanBuilder#untargetedInMean].
    protected B untargetedInMean(boolean enter) {
        this.untargetedInMean = enter;
        return self();
    }

    /// See [MeanBuilder#aggregation].
    protected B aggregation(Aggregation order) {
        this.aggregation = order;
        return self();
    }

    /// See [MeanBuilder#classWeights].
    protected B classWeights(double... weights) {
        this.classWeights =
                Arrays.stream(weights).map(each -> each + 0.0).boxed().toList(); // -0.0 is 0
        return self();
    }

    /// See [AveragedBuilder#average].
    protected B average(Average kind) {
        this.average = kind;
        return self();
    }

    /// Sets the value of 0/0.
    ///
    /// @param name what the metric calls it
    /// @throws IllegalArgumentException if `value` is neither in `[0, 1]` nor `NaN`
    protected B zeroDivision(String name, double value) {
        if (value < 0 || value > 1) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", expected a number from 0 to 1, or NaN");
        }
        this.zeroDivision = value + 0.0; // -0.0 is 0
        return self();
    }

    @Override
    public abstract MetricDefinition<SegmentationSample, OverlapState, SegmentationResult> build();

    @Override
    protected Settings<B> settings() {
        return super.settings()
                .with(
                        SegmentationOptions.EXCLUDED_CLASSES,
                        (b, ids) -> b.excludedClasses(SegmentationOptions.toClasses(ids)))
                .with(SegmentationOptions.INCLUDE_BACKGROUND, OverlapBuilder::includeBackground);
    }

    final Aggregation aggregation() {
        return aggregation;
    }

    /// Returns the classes that were taken out.
    ///
    /// @throws MetricOptionException if one is outside the range, if the only one of BINARY is taken
    ///     out, or if a task without background leaves it out
    final Set<Integer> excluded() {
        for (int index : excludedClasses) {
            if (index < 0 || index >= numClasses()) {
                throw new MetricOptionException(
                        "excludedClasses",
                        "classes from 0 to " + (numClasses() - 1),
                        excludedClasses.toString());
            }
        }
        if (task() == Task.BINARY && !excludedClasses.isEmpty()) {
            throw new MetricOptionException(
                    "excludedClasses",
                    "none for task BINARY, which scores the foreground alone",
                    excludedClasses.toString());
        }
        Set<Integer> excluded = new TreeSet<>(excludedClasses);
        if (!includeBackground) {
            if (task() != Task.MULTICLASS) {
                throw new MetricOptionException(
                        "includeBackground", "true for task " + task(), "false");
            }
            excluded.add(0);
        }
        return Collections.unmodifiableSet(excluded);
    }

    /// Returns how counts are read out.
    ///
    /// @throws MetricOptionException if an option does not fit another
    final Readout readout(ClassRatio ratio) {
        boolean means = average == Average.NONE || average == Average.MACRO;
        boolean perClass =
                aggregation == Aggregation.POOLED || aggregation == Aggregation.PER_CLASS_THEN_MEAN;
        if (perClass && !means) {
            throw new MetricOptionException(
                    "average", "NONE or MACRO for aggregation " + aggregation, average.name());
        }
        requireWeights(means);
        return new Readout(
                rule(),
                excluded(),
                Objects.requireNonNull(ratio),
                average,
                zeroDivision,
                absentInMean,
                untargetedInMean,
                classWeights);
    }

    private void requireWeights(boolean means) {
        if (classWeights.isEmpty()) {
            return;
        }
        if (!means || aggregation == Aggregation.POOLED) {
            throw new MetricOptionException(
                    "classWeights",
                    "none for average " + average + " and aggregation " + aggregation,
                    classWeights.toString());
        }
        boolean possible =
                classWeights.stream().allMatch(OverlapBuilder::isWeight)
                        && classWeights.stream().anyMatch(each -> each > 0);
        if (classWeights.size() != numClasses() || !possible) {
            throw new MetricOptionException(
                    "classWeights",
                    numClasses()
                            + " numbers, each 0 or from "
                            + SMALLEST_WEIGHT
                            + " to "
                            + LARGEST_WEIGHT
                            + ", not all 0",
                    classWeights.toString());
        }
    }

    private static boolean isWeight(double number) {
        return number == 0 || (number >= SMALLEST_WEIGHT && number <= LARGEST_WEIGHT);
    }
}
