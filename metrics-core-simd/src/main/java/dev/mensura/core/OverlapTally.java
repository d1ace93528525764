package dev.mensura.core;

import dev.mensura.api.MetricState;
import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;
import dev.mensura.api.Tally;
import dev.mensura.core.input.SegmentationSample;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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
    private static final double[] NO_SCORES = {};

    private final LabelRule rule;
    private final @Nullable ImageScores imageScores;

    private OverlapTally(LabelRule rule, @Nullable ImageScores imageScores) {
        this.rule = rule;
        this.imageScores = imageScores;
    }

    /// Returns a tally of the counts alone.
    public static OverlapTally of(LabelRule rule) {
        return new OverlapTally(rule, null);
    }

    /// Returns a tally that also sums up what `scores` reads out of the counts of each sample.
    public static OverlapTally withImageScores(LabelRule rule, ImageScores scores) {
        return new OverlapTally(rule, scores);
    }

    /// Returns which labels count.
    public LabelRule rule() {
        return rule;
    }

    @Override
    public String fingerprint() {
        return "overlap"
                + (imageScores == null
                        ? rule.options()
                        : rule.options().with("imageScores", imageScores.fingerprint()));
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
                imageScores == null ? NO_SCORES : checked(imageScores.of(counting)));
    }

    private double[] checked(double[] scores) {
        boolean possible = scores.length == ratioSums();
        for (double score : scores) {
            possible &= !(score < 0 || score > 1);
        }
        if (!possible) {
            throw new IllegalStateException(
                    "image scores are "
                            + Arrays.toString(scores)
                            + ", expected "
                            + ratioSums()
                            + " numbers from 0 to 1, or NaN");
        }
        return scores;
    }

    /// A confusion matrix under the same rule says all that is counted here; it accepts fewer
    /// samples, as it rejects masks that overlap.
    @Override
    @SuppressWarnings("unchecked") // the state of a ConfusionTally is a ConfusionMatrix
    public <B extends MetricState<B>> Optional<Function<B, OverlapState>> derivedFrom(
            Tally<SegmentationSample, B> finer) {
        if (imageScores == null
                && finer instanceof ConfusionTally matrices
                && matrices.rule().equals(rule)) {
            Function<ConfusionMatrix, OverlapState> sums = OverlapState::of;
            return Optional.of((Function<B, OverlapState>) (Function<?, ?>) sums);
        }
        return Optional.empty();
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
        return imageScores == null ? 0 : imageScores.size();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OverlapTally that
                && rule.equals(that.rule)
                && Objects.equals(imageScores, that.imageScores);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rule, imageScores);
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
