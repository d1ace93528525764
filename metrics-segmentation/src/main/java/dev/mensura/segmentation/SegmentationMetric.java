package dev.mensura.segmentation;

import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.core.LabelRule;
import dev.mensura.core.input.SegmentationSample;

import org.jspecify.annotations.Nullable;

/// What the metrics of this module have in common: a descriptor, a rule that says which labels
/// count, and options by which they are equal.
///
/// ## For implementers
///
/// A subclass is final. Every option that its builder has, besides those of the rule, must be part
/// of [#options].
///
/// @param <A> the accumulated state
/// @param <R> the result
public abstract class SegmentationMetric<A extends MetricState<A>, R extends MetricResult>
        implements MetricDefinition<SegmentationSample, A, R> {
    private final MetricDescriptor descriptor;
    private final LabelRule rule;

    /// For a metric that counts under this rule.
    protected SegmentationMetric(MetricDescriptor descriptor, LabelRule rule) {
        this.descriptor = descriptor;
        this.rule = rule;
    }

    @Override
    public final MetricDescriptor descriptor() {
        return descriptor;
    }

    /// Returns which labels count.
    public final LabelRule rule() {
        return rule;
    }

    /// Returns every option with its value, those of the rule first.
    protected MetricOptions options() {
        return rule.options();
    }

    @Override
    public final String fingerprint() {
        return descriptor.name() + options();
    }

    /// Returns whether `other` is the same metric with the same options.
    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof SegmentationMetric<?, ?> that
                        && getClass() == that.getClass()
                        && fingerprint().equals(that.fingerprint()));
    }

    @Override
    public final int hashCode() {
        return fingerprint().hashCode();
    }

    @Override
    public final String toString() {
        return fingerprint();
    }
}
