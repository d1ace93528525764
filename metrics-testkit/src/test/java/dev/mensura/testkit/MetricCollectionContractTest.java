package dev.mensura.testkit;

import dev.mensura.api.JointState;
import dev.mensura.api.MetricCollection;
import dev.mensura.api.MetricResults;

/// Members with equal tallies, one that counts otherwise and follows from nothing, and a collection
/// in the collection.
class MetricCollectionContractTest extends HitRateContract<JointState, MetricResults> {
    private static final HitRate LENIENT = HitRate.ignoring(7);

    @Override
    protected MetricCollection<int[]> definition() {
        MetricCollection<int[]> nested =
                MetricCollection.<int[]>builder()
                        .add("zero", RATE.orElse(0))
                        .add("length", new StateView.Definition<>(new Length()))
                        .build();
        return MetricCollection.<int[]>builder()
                .add(RATE)
                .add("nested", nested)
                .addAll("flat_", nested)
                .build();
    }

    @Override
    protected MetricCollection<int[]> otherOptions() {
        return MetricCollection.<int[]>builder()
                .add(LENIENT)
                .add("length", new StateView.Definition<>(new Length()))
                .build();
    }
}
