package dev.mensura.core;

import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;
import dev.mensura.api.Tally;
import dev.mensura.core.input.SegmentationSample;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// Counts intersection, target and prediction per class.
///
/// ```java
/// OverlapTally tally = OverlapTally.of(LabelRule.multiclass(3).build());
/// OverlapState state = tally.newState();
/// tally.accumulate(state, sample);
/// state.intersection(1);
/// ```
///
/// In MULTICLASS, mask stacks are independent masks: they may overlap or leave elements uncovered.
public final class OverlapTally implements Tally<SegmentationSample, OverlapState> {
    private final LabelRule rule;
    private final boolean imageIoU;
    private final Set<Integer> excludedFromImageMean;

    private OverlapTally(LabelRule rule, boolean imageIoU, Set<Integer> excludedFromImageMean) {
        this.rule = rule;
        this.imageIoU = imageIoU;
        this.excludedFromImageMean =
                Collections.unmodifiableSet(new TreeSet<>(excludedFromImageMean));
    }

    /// Returns a tally of the counts alone.
    public static OverlapTally of(LabelRule rule) {
        return new OverlapTally(rule, false, Set.of());
    }

    /// Returns a tally that also sums up the IoU of every class in every image, and the mean IoU
    /// within every image.
    ///
    /// @param excludedClasses classes that stay out of the mean within an image, besides those that
    ///     the rule does not score
    /// @throws IllegalArgumentException if an excluded class is not in `[0, numClasses)`
    public static OverlapTally withImageIoU(LabelRule rule, Set<Integer> excludedClasses) {
        for (int index : excludedClasses) {
            if (index < 0 || index >= rule.numClasses()) {
                throw new IllegalArgumentException(
                        "excludedClasses has "
                                + index
                                + ", expected 0.."
                                + (rule.numClasses() - 1));
            }
        }
        return new OverlapTally(rule, true, excludedClasses);
    }

    /// Returns which labels count.
    public LabelRule rule() {
        return rule;
    }

    @Override
    public String fingerprint() {
        return "overlap"
                + rule.options()
                        .with("imageIoU", imageIoU)
                        .with("excludedFromImageMean", excludedFromImageMean);
    }

    @Override
    public OverlapState newState() {
        return new OverlapState(rule.numClasses(), ratioSums());
    }

    @Override
    public void accumulate(OverlapState state, SegmentationSample sample) {
        OverlapCounting counting = state.scratch(rule, ratioSums());
        counting.count(sample);
        long elements =
                rule.task() == Task.MULTILABEL
                        ? LongStream.of(counting.elements).sum()
                        : counting.elements[0];
        state.addSample(
                counting,
                elements,
                index -> rule.isScored(index) && !excludedFromImageMean.contains(index));
    }

    @Override
    public void encode(OverlapState state, StateWriter out) {
        state.encode(out);
    }

    @Override
    public OverlapState decode(StateReader reader) {
        return OverlapState.decode(reader, rule, ratioSums());
    }

    private int ratioSums() {
        return imageIoU ? rule.numClasses() + 1 : 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OverlapTally that
                && rule.equals(that.rule)
                && imageIoU == that.imageIoU
                && excludedFromImageMean.equals(that.excludedFromImageMean);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rule, imageIoU, excludedFromImageMean);
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
