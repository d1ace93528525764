package dev.mensura.segmentation;

import static dev.mensura.core.SegmentationFormulas.iou;
import static dev.mensura.core.SegmentationFormulas.mean;
import static dev.mensura.core.SegmentationFormulas.perClass;
import static dev.mensura.core.SegmentationFormulas.ratio;
import static dev.mensura.core.SegmentationFormulas.weightedMean;

import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.api.OptionSchema;
import dev.mensura.api.PerClass;
import dev.mensura.core.LabelRule;
import dev.mensura.core.OverlapState;
import dev.mensura.core.OverlapTally;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.function.IntToLongFunction;

/// The Jaccard index, intersection over union I / U = TP / (TP + FP + FN), in `[0, 1]`; higher is
/// better. Counts are summed up over all samples and divided once.
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
/// Samples are pairs of the task as listed at [LabelRule]; mask stacks in MULTICLASS are
/// independent masks.
///
/// Source: Jaccard (1912); defaults as TorchMetrics 1.9 `JaccardIndex`, with the difference that an
/// ignored class inside the range is `NaN` in `perClass`, where TorchMetrics writes 0.
public final class JaccardIndex
        implements MetricDefinition<SegmentationSample, OverlapState, OverlapResult> {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder("jaccard_index", SegmentationSample.class, OverlapResult.class)
                    .summary("intersection over union: binary, multiclass or multilabel")
                    .range(0, 1)
                    .build();

    private final ClassSelection classes;
    private final Average average;
    private final double zeroDivision;

    private JaccardIndex(Builder builder) {
        this.classes = builder.classes();
        this.average = builder.average;
        this.zeroDivision = builder.zeroDivision;
    }

    /// Returns a builder for background 0 and foreground 1, of which the foreground is scored.
    public static Builder binary() {
        return new Builder(LabelRule.binary());
    }

    /// Returns a builder for the classes `0` to `numClasses - 1`.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`
    public static Builder multiclass(int numClasses) {
        return new Builder(LabelRule.multiclass(numClasses));
    }

    /// Returns a builder for `numLabels` labels, each 0 or 1.
    ///
    /// @throws IllegalArgumentException if `numLabels` is not in `[1, 65536]`
    public static Builder multilabel(int numLabels) {
        return new Builder(LabelRule.multilabel(numLabels));
    }

    @Override
    public OverlapTally tally() {
        return OverlapTally.of(classes.rule());
    }

    @Override
    public OverlapResult evaluate(OverlapState state) {
        PerClass defined =
                perClass(
                        state.numClasses(),
                        index -> classes.contains(index) ? iou(state, index) : Double.NaN);
        PerClass reported =
                perClass(
                        state.numClasses(),
                        index ->
                                classes.contains(index)
                                        ? orZeroDivision(defined.get(index))
                                        : Double.NaN);
        double value =
                classes.rule().task() == Task.BINARY
                        ? reported.get(0)
                        : switch (average) {
                            case NONE, MACRO -> mean(absentEnters() ? reported : defined);
                            case MICRO ->
                                    orZeroDivision(
                                            ratio(sum(state::intersection), sum(state::union)));
                            case WEIGHTED -> weightedMean(defined, state::target);
                        };
        return new OverlapResult(value, reported, state, state.evidence(classes::contains));
    }

    private boolean absentEnters() {
        return classes.rule().task() == Task.MULTILABEL;
    }

    private double orZeroDivision(double value) {
        return Double.isNaN(value) ? zeroDivision : value;
    }

    private double sum(IntToLongFunction count) {
        double sum = 0;
        for (int index = 0; index < classes.rule().numClasses(); index++) {
            sum += classes.contains(index) ? count.applyAsLong(index) : 0;
        }
        return sum;
    }

    @Override
    public MetricDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public String fingerprint() {
        return DESCRIPTOR.name()
                + classes.rule()
                        .options()
                        .with("excludedClasses", classes.excluded())
                        .with("average", average)
                        .with("zeroDivision", zeroDivision);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JaccardIndex that
                && classes.equals(that.classes)
                && average == that.average
                && Double.compare(zeroDivision, that.zeroDivision) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(classes, average, zeroDivision);
    }

    @Override
    public String toString() {
        return fingerprint();
    }

    /// Collects the options of a [JaccardIndex].
    public static final class Builder extends OverlapBuilder<Builder> {
        private Average average = Average.MACRO;
        private double zeroDivision;

        private Builder(LabelRule.Builder rule) {
            super(rule);
        }

        /// Counts a score as 1 if it is strictly greater than `value`; 0.5 unless set.
        ///
        /// @throws IllegalArgumentException if `value` is not in `[0, 1]`
        @Override
        public Builder threshold(double value) {
            return super.threshold(value);
        }

        /// Sets how the classes become one number; MACRO unless set.
        public Builder average(Average kind) {
            this.average = kind;
            return this;
        }

        /// Sets the value of 0/0; 0 unless set.
        ///
        /// @throws IllegalArgumentException if `value` is neither in `[0, 1]` nor `NaN`
        public Builder zeroDivision(double value) {
            if (value < 0 || value > 1) {
                throw new IllegalArgumentException(
                        "zeroDivision is " + value + ", expected a number from 0 to 1, or NaN");
            }
            this.zeroDivision = value + 0.0; // -0.0 is 0
            return this;
        }

        /// Returns the metric.
        ///
        /// @throws IllegalArgumentException if an excluded class is outside the range
        public JaccardIndex build() {
            return new JaccardIndex(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }

    /// Offers [JaccardIndex] under the name `jaccard_index` and the aliases `jaccard`, `iou` and
    /// `JaccardIndex`. Where `task` is left out, it is MULTICLASS if `numClasses` is given, else
    /// BINARY; MULTICLASS and MULTILABEL need `numClasses`.
    public static final class Provider implements MetricProvider {
        private static final MetricOption<Average> AVERAGE =
                MetricOption.choice("average", Average.class)
                        .orElse(Average.MACRO)
                        .summary("how the classes become one number");
        private static final MetricOption<Double> ZERO_DIVISION =
                MetricOption.numberOrNaN("zeroDivision", 0, 1)
                        .orElse(0.0)
                        .summary("the value of 0/0");
        private static final OptionSchema OPTIONS =
                OptionSchema.of(
                        SegmentationOptions.TASK,
                        SegmentationOptions.NUM_CLASSES,
                        SegmentationOptions.IGNORE_LABELS,
                        SegmentationOptions.LABEL_MAPPING,
                        SegmentationOptions.THRESHOLD,
                        SegmentationOptions.EXCLUDED_CLASSES,
                        SegmentationOptions.INCLUDE_BACKGROUND,
                        AVERAGE,
                        ZERO_DIVISION);

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public MetricDescriptor descriptor() {
            return DESCRIPTOR;
        }

        @Override
        public List<String> aliases() {
            return List.of("jaccard", "iou", "JaccardIndex");
        }

        @Override
        public OptionSchema options() {
            return OPTIONS;
        }

        @Override
        public JaccardIndex create(MetricOptions options) {
            Task task = SegmentationOptions.task(options);
            int numClasses = task == Task.BINARY ? 1 : options.get(SegmentationOptions.NUM_CLASSES);
            Builder builder =
                    switch (task) {
                        case BINARY -> binary();
                        case MULTICLASS -> multiclass(numClasses);
                        case MULTILABEL -> multilabel(numClasses);
                    };
            return SegmentationOptions.configure(builder, options, numClasses)
                    .threshold(options.get(SegmentationOptions.THRESHOLD))
                    .average(options.get(AVERAGE))
                    .zeroDivision(options.get(ZERO_DIVISION))
                    .build();
        }
    }
}
