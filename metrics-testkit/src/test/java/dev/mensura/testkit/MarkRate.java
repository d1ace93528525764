package dev.mensura.testkit;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricResult;

/// Reads out as `HitRate` does, open to be broken.
class MarkRate implements MetricDefinition<int[], Marks, MetricResult> {
    private final MarkTally tally;

    MarkRate(MarkTally tally) {
        this.tally = tally;
    }

    @Override
    public MarkTally tally() {
        return tally;
    }

    @Override
    public MetricResult evaluate(Marks state) {
        return new HitRate.Result(value(state), evidence(state));
    }

    double value(Marks state) {
        return (double) state.counts[Marks.HITS] / state.counts[Marks.COUNTED];
    }

    static Evidence evidence(Marks state) {
        return Evidence.builder()
                .samples(state.samples())
                .elements(state.counts[Marks.COUNTED])
                .ignored(state.counts[Marks.IGNORED])
                .emptySamples(state.counts[Marks.EMPTY])
                .build();
    }

    @Override
    public MetricDescriptor descriptor() {
        return MetricDescriptor.builder("mark_rate", int[].class, MetricResult.class)
                .range(0, 1)
                .build();
    }

    @Override
    public String fingerprint() {
        return "mark_rate{ignoreLabel=" + tally.ignoreLabel + "}";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MarkRate that && tally.equals(that.tally);
    }

    @Override
    public int hashCode() {
        return tally.hashCode();
    }
}
