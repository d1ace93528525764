package dev.mensura.segmentation;

import static dev.mensura.core.SegmentationFormulas.iou;
import static dev.mensura.core.SegmentationFormulas.mean;
import static dev.mensura.core.SegmentationFormulas.perClass;

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
import dev.mensura.core.input.SegmentationSample;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The mean over classes of intersection over union, I / U, in `[0, 1]`; higher is better.
///
/// ```java
/// MeanIoU meanIoU = MeanIoU.builder(3).ignoreLabels(255).build();
/// Metric<SegmentationSample, OverlapResult> metric = meanIoU.newMetric();
/// metric.update(sample);
/// metric.compute().value();
/// ```
///
/// By default intersections and unions are summed up over all images and divided once
/// ([Aggregation#DATASET]). Example: image 1 with target 0 0 1 1 and prediction 0 1 1 1, image 2
/// with target 0 0 0 0 and prediction 0 0 0 1, three classes: IoU per class `[0.6667, 0.5, NaN]`,
/// mean 0.5833. The other orders of averaging: POOLED 0.4792, PER_CLASS_THEN_MEAN 0.4792,
/// PER_IMAGE_THEN_MEAN 0.4792.
///
/// - A class that occurs in no target and no prediction has the absent value (default `NaN`) and
///   never enters the mean. A class that is predicted but in no target counts as 0.
/// - Ignored and excluded classes are `NaN` and enter no mean; see [LabelRule].
/// - Nothing counted at all gives `NaN`.
/// - Samples are MULTICLASS pairs as listed at [LabelRule]; mask stacks are independent masks.
///
/// Source: Everingham et al., "The PASCAL Visual Object Classes Challenge" (2015), section 4.3 (the
/// segmentation accuracy); Long, Shelhamer and Darrell (2015), "mean IU". DATASET equals
/// mmsegmentation 1.2 and Keras 3, POOLED the scalar of TorchMetrics 1.9.
public final class MeanIoU
        implements MetricDefinition<SegmentationSample, OverlapState, OverlapResult> {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder("mean_iou", SegmentationSample.class, OverlapResult.class)
                    .summary("mean over classes of intersection over union")
                    .range(0, 1)
                    .build();

    private final ClassSelection classes;
    private final Aggregation aggregation;
    private final double absentValue;

    private MeanIoU(Builder builder) {
        this.classes = builder.classes();
        this.aggregation = builder.aggregation;
        this.absentValue = builder.absentValue;
    }

    /// Returns a builder for the classes `0` to `numClasses - 1`.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`
    public static Builder builder(int numClasses) {
        return new Builder(numClasses);
    }

    @Override
    public OverlapTally tally() {
        return switch (aggregation) {
            case DATASET -> OverlapTally.of(classes.rule());
            case POOLED, PER_CLASS_THEN_MEAN -> OverlapTally.withImageIoU(classes.rule(), Set.of());
            case PER_IMAGE_THEN_MEAN ->
                    OverlapTally.withImageIoU(classes.rule(), classes.excluded());
        };
    }

    @Override
    public OverlapResult evaluate(OverlapState state) {
        PerClass defined =
                perClass(
                        state.numClasses(),
                        index -> classes.contains(index) ? classIoU(state, index) : Double.NaN);
        double value =
                switch (aggregation) {
                    case DATASET, PER_CLASS_THEN_MEAN -> mean(defined);
                    case POOLED -> state.pooledImageIoU(classes::contains);
                    case PER_IMAGE_THEN_MEAN -> state.meanOfImageMeans();
                };
        PerClass reported =
                perClass(
                        state.numClasses(),
                        index ->
                                classes.contains(index) && Double.isNaN(defined.get(index))
                                        ? absentValue
                                        : defined.get(index));
        return new OverlapResult(value, reported, state, state.evidence(classes::contains));
    }

    private double classIoU(OverlapState state, int index) {
        return aggregation == Aggregation.DATASET ? iou(state, index) : state.meanImageIoU(index);
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
                        .with("aggregation", aggregation)
                        .with("absentValue", absentValue);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MeanIoU that
                && classes.equals(that.classes)
                && aggregation == that.aggregation
                && Double.compare(absentValue, that.absentValue) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(classes, aggregation, absentValue);
    }

    @Override
    public String toString() {
        return fingerprint();
    }

    /// Collects the options of a [MeanIoU].
    public static final class Builder extends OverlapBuilder<Builder> {
        private Aggregation aggregation = Aggregation.DATASET;
        private double absentValue = Double.NaN;

        private Builder(int numClasses) {
            super(LabelRule.multiclass(numClasses));
        }

        /// Sets in which order is divided and averaged; DATASET unless set.
        public Builder aggregation(Aggregation order) {
            this.aggregation = order;
            return this;
        }

        /// Sets what an absent class shows in `perClass`; `NaN` unless set. It never enters a mean.
        ///
        /// @throws IllegalArgumentException if `value` is neither in `[0, 1]` nor `NaN`
        public Builder absentValue(double value) {
            if (value < 0 || value > 1) {
                throw new IllegalArgumentException(
                        "absentValue is " + value + ", expected a number from 0 to 1, or NaN");
            }
            this.absentValue = value + 0.0; // -0.0 is 0
            return this;
        }

        /// Returns the metric.
        ///
        /// @throws IllegalArgumentException if an excluded class is outside the range
        public MeanIoU build() {
            return new MeanIoU(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }

    /// Offers [MeanIoU] under the name `mean_iou` and the aliases `miou` and `MeanIoU`.
    public static final class Provider implements MetricProvider {
        private static final MetricOption<Integer> NUM_CLASSES =
                SegmentationOptions.NUM_CLASSES.required().summary("number of classes");
        private static final MetricOption<Aggregation> AGGREGATION =
                MetricOption.choice("aggregation", Aggregation.class)
                        .orElse(Aggregation.DATASET)
                        .summary("in which order is divided and averaged");
        private static final MetricOption<Double> ABSENT_VALUE =
                MetricOption.numberOrNaN("absentValue", 0, 1)
                        .orElse(Double.NaN)
                        .summary("what a class that occurs nowhere shows per class");
        private static final OptionSchema OPTIONS =
                OptionSchema.of(
                        NUM_CLASSES,
                        SegmentationOptions.IGNORE_LABELS,
                        SegmentationOptions.LABEL_MAPPING,
                        SegmentationOptions.EXCLUDED_CLASSES,
                        SegmentationOptions.INCLUDE_BACKGROUND,
                        AGGREGATION,
                        ABSENT_VALUE);

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public MetricDescriptor descriptor() {
            return DESCRIPTOR;
        }

        @Override
        public List<String> aliases() {
            return List.of("miou", "MeanIoU");
        }

        @Override
        public OptionSchema options() {
            return OPTIONS;
        }

        @Override
        public MeanIoU create(MetricOptions options) {
            int numClasses = options.get(NUM_CLASSES);
            return SegmentationOptions.configure(builder(numClasses), options, numClasses)
                    .aggregation(options.get(AGGREGATION))
                    .absentValue(options.get(ABSENT_VALUE))
                    .build();
        }
    }
}
