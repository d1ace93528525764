package dev.mensura.core;

import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;
import dev.mensura.api.Tally;
import dev.mensura.core.input.SegmentationSample;

import org.jspecify.annotations.Nullable;

/// Counts every pair of target and predicted class of a MULTICLASS rule.
///
/// ```java
/// ConfusionTally tally = ConfusionTally.of(LabelRule.multiclass(3).ignoreLabels(255).build());
/// ConfusionMatrix matrix = tally.newState();
/// tally.accumulate(matrix, sample);
/// ```
///
/// Mask stacks must be one-hot: an element in two masks or in none is rejected.
public final class ConfusionTally implements Tally<SegmentationSample, ConfusionMatrix> {
    /// The largest number of classes: the matrix then takes 2 GiB, the most that a saved state holds.
    public static final int MAX_CLASSES = 16_383;

    private final LabelRule rule;

    private ConfusionTally(LabelRule rule) {
        this.rule = rule;
    }

    /// Returns a tally under this rule.
    ///
    /// @throws IllegalArgumentException if the rule's task is not MULTICLASS, or if it has more
    ///     than [#MAX_CLASSES] classes
    public static ConfusionTally of(LabelRule rule) {
        if (rule.task() != Task.MULTICLASS) {
            throw new IllegalArgumentException(
                    "rule has task " + rule.task() + ", expected " + Task.MULTICLASS);
        }
        if (rule.numClasses() > MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "rule has " + rule.numClasses() + " classes, expected at most " + MAX_CLASSES);
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
        return new ConfusionMatrix(rule.numClasses());
    }

    @Override
    public void accumulate(ConfusionMatrix state, SegmentationSample sample) {
        PairTable table = state.scratch(rule);
        table.clear();
        ClassPairs.count(rule, table, sample.prediction(), sample.target());
        state.addSample(table);
    }

    @Override
    public void encode(ConfusionMatrix state, StateWriter out) {
        state.encode(out);
    }

    @Override
    public ConfusionMatrix decode(StateReader reader) {
        return ConfusionMatrix.decode(reader, rule.numClasses());
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
