package dev.mensura.core;

import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;
import dev.mensura.api.Tally;
import dev.mensura.core.input.SegmentationSample;

import org.jspecify.annotations.Nullable;

/// Counts every pair of target and predicted class; in BINARY and MULTILABEL the pairs of 0 and 1,
/// label by label.
///
/// ```java
/// ConfusionTally tally = ConfusionTally.of(LabelRule.multiclass(3).ignoreLabels(255).build());
/// ConfusionMatrix matrix = tally.newState();
/// tally.accumulate(matrix, sample);
/// ```
///
/// Counting a sample of label maps of up to 255 classes allocates less than 512 bytes,
/// however large it is: views of its memory.
///
/// In MULTICLASS, mask stacks must be one-hot: an element in two masks or in none is rejected.
public final class ConfusionTally implements Tally<SegmentationSample, ConfusionMatrix> {
    private final LabelRule rule;

    private ConfusionTally(LabelRule rule) {
        this.rule = rule;
    }

    /// Returns a tally under this rule.
    public static ConfusionTally of(LabelRule rule) {
        return new ConfusionTally(rule);
    }

    /// Returns which labels count.
    public LabelRule rule() {
        return rule;
    }

    @Override
    public String fingerprint() {
        return "confusion" + rule.options();
    }

    @Override
    public ConfusionMatrix newState() {
        return new ConfusionMatrix(rule);
    }

    /// Returns a state that has counted one sample with these counts: for matrices that were counted
    /// elsewhere.
    ///
    /// ```java
    /// ConfusionMatrix matrix = tally.stateOf(new long[][] {{4, 2, 0}, {0, 2, 0}, {0, 0, 0}});
    /// ```
    ///
    /// @param cells counts `[target][prediction]`, copied; 2 x 2 for BINARY
    /// @throws IllegalArgumentException if they are not as many as the rule has, or one is negative,
    ///     or counts an ignored target, or the rule's task is MULTILABEL
    /// @throws ArithmeticException if their sum overflows
    public ConfusionMatrix stateOf(long[][] cells) {
        return ConfusionMatrix.of(rule, cells);
    }

    @Override
    public void accumulate(ConfusionMatrix state, SegmentationSample sample) {
        SamplePairs counting = state.scratch(rule);
        counting.count(sample);
        state.addSample(counting);
    }

    @Override
    public void encode(ConfusionMatrix state, StateWriter out) {
        state.encode(out);
    }

    @Override
    public ConfusionMatrix decode(StateReader reader) {
        return ConfusionMatrix.decode(reader, rule);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfusionTally that && rule.equals(that.rule);
    }

    @Override
    public int hashCode() {
        return rule.hashCode();
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
