package dev.mensura.segmentation;

import static dev.mensura.core.SegmentationFormulas.perClass;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.PerClass;
import dev.mensura.core.OverlapState;
import dev.mensura.core.OverlapTally;

import java.util.stream.IntStream;

/// A metric that is a [ClassRatio] of intersection, target and prediction counts per class, averaged
/// over classes and images in one of the usual orders.
///
/// ## For implementers
///
/// A subclass adds a descriptor, a ratio, and a builder with its defaults: [MeanIoU] and
/// [JaccardIndex] are examples.
public abstract class OverlapMetric extends SegmentationMetric<OverlapState, SegmentationResult> {
    private final Readout readout;
    private final Aggregation aggregation;

    /// For a metric with the options of `builder`.
    ///
    /// @throws IllegalArgumentException if an option does not fit the task or another option
    protected OverlapMetric(
            MetricDescriptor descriptor, ClassRatio ratio, OverlapBuilder<?> builder) {
        this(descriptor, builder.readout(ratio), builder.aggregation());
    }

    private OverlapMetric(MetricDescriptor descriptor, Readout readout, Aggregation aggregation) {
        super(descriptor, readout.rule());
        this.readout = readout;
        this.aggregation = aggregation;
    }

    @Override
    public final OverlapTally tally() {
        return switch (aggregation) {
            case DATASET -> OverlapTally.of(rule());
            case POOLED, PER_CLASS_THEN_MEAN ->
                    OverlapTally.withImageScores(
                            rule(), new ReadoutPerImage(readout.perClassOnly(), false));
            case PER_IMAGE_THEN_MEAN ->
                    OverlapTally.withImageScores(rule(), new ReadoutPerImage(readout, true));
        };
    }

    @Override
    public SegmentationResult evaluate(OverlapState state) {
        if (aggregation == Aggregation.DATASET || isEmpty(state)) {
            return result(
                    readout.value(state), readout.entering(state), readout.reported(state), state);
        }
        PerClass means =
                perClass(
                        state.numClasses(),
                        index ->
                                readout.isScored(index) ? state.meanImageScore(index) : Double.NaN);
        double value =
                switch (aggregation) {
                    case POOLED -> state.pooledImageScore(readout::isScored);
                    case PER_CLASS_THEN_MEAN -> readout.mean(means);
                    default -> state.meanImageScore(state.numClasses());
                };
        return result(value, means, readout.reported(state, means::get), state);
    }

    /// Nothing counted has one value, be it no sample or samples without a counted element.
    private static boolean isEmpty(OverlapState state) {
        return IntStream.range(0, state.numClasses()).allMatch(index -> state.elements(index) == 0);
    }

    private SegmentationResult result(
            double value, PerClass entering, PerClass reported, OverlapState state) {
        return new SegmentationResult(
                value,
                reported,
                state.evidence(readout::isScored, index -> !Double.isNaN(entering.get(index))));
    }

    @Override
    protected MetricOptions options() {
        return super.options()
                .with("excludedClasses", readout.excluded())
                .with("average", readout.average())
                .with("aggregation", aggregation)
                .with("zeroDivision", readout.zeroDivision())
                .with("absentInMean", readout.absentInMean())
                .with("untargetedInMean", readout.untargetedInMean())
                .with("classWeights", readout.classWeights());
    }
}
