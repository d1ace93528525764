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
/// In MULTICLASS, mask stacks must be one-hot: an element in two masks or in none is rejected.
public final class ConfusionTally implements Tally<SegmentationSample, ConfusionMatrix> {
    /// The largest number of classes, one for labels outside the range included where the policy
    /// lets them pass: the matrix then takes 2 GiB, the most that a saved state holds.
    public static final int MAX_CLASSES = 16_383;

    private final LabelRule rule;

    private ConfusionTally(LabelRule rule) {
        this.rule = rule;
    }

    /// Returns a tally under this rule.
    ///
    /// @throws IllegalArgumentException if it is a MULTICLASS rule of more than [#MAX_CLASSES]
    ///     classes
    public static ConfusionTally of(LabelRule rule) {
        boolean rejects = rule.labelPolicy() == LabelPolicy.REJECT;
        int most = rejects ? MAX_CLASSES : MAX_CLASSES - 1;
        if (rule.task() == Task.MULTICLASS && rule.numClasses() > most) {
            throw new IllegalArgumentException(
                    "rule has "
                            + rule.numClasses()
                            + " classes, expected at most "
                            + most
                            + " under label policy "
                            + rule.labelPolicy());
        }
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
        PairCounting counting = state.scratch(rule);
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
