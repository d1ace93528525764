package dev.mensura.testkit;

import dev.mensura.api.CountState;
import dev.mensura.api.Evidence;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricResult;
import dev.mensura.api.PerClass;

/// The share of items that are 0 and of those that are 1, by the counts of [HitRate].
record ItemShares(HitRate.Hits tally)
        implements MetricDefinition<int[], CountState, ItemShares.Result> {

    record Result(double value, PerClass perClass, Evidence evidence) implements MetricResult {}

    @Override
    public Result evaluate(CountState state) {
        double hits = state.get(HitRate.Hits.HITS);
        double counted = state.get(HitRate.Hits.COUNTED);
        return new Result(
                hits / counted,
                PerClass.of((counted - hits) / counted, hits / counted),
                Evidence.builder().samples(state.samples()).build());
    }

    @Override
    public MetricDescriptor descriptor() {
        return MetricDescriptor.builder("item_shares", int[].class, Result.class)
                .range(0, 1)
                .build();
    }

    @Override
    public String fingerprint() {
        return "item_shares{" + tally.fingerprint() + "}";
    }
}
