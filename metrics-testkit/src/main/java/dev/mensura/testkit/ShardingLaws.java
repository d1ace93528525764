package dev.mensura.testkit;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.testkit.Subject.History;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// M4: the cut, the order and the tool do not matter; of an ordered tally, the cut and the tool.
final class ShardingLaws<S, A extends MetricState<A>, R extends MetricResult> {
    private static final int SHUFFLES = 2;
    private static final int PARALLEL_SAMPLES = 64;

    private final Subject<S, A, R> subject;

    ShardingLaws(Subject<S, A, R> subject) {
        this.subject = subject;
    }

    void everySharding(Cases cases) {
        List<S> good = subject.hooks.goodSamples();
        History<S> all = new History<>("good samples", good);
        History<S> drawn = Subject.draw(good, 3 * good.size() + 2, cases.random());
        for (History<S> history : List.of(all, drawn)) {
            reordered(history, cases.random())
                    .forEach(order -> addCutsAndMerges(cases, history, order));
            addBatches(cases, history);
        }
        History<S> many = Subject.draw(good, PARALLEL_SAMPLES, cases.random());
        cases.add(
                "collector on sequential and parallel streams of " + PARALLEL_SAMPLES + " draws",
                check -> {
                    R expected = subject.evaluate(many.samples());
                    R sequential = many.samples().stream().collect(subject.definition.collector());
                    check.sameResult("stream().collect", expected, sequential);
                    R parallel =
                            many.samples().parallelStream().collect(subject.definition.collector());
                    check.sameResult("parallelStream().collect", expected, parallel);
                });
    }

    private List<History<S>> reordered(History<S> history, Random random) {
        List<History<S>> orders = new ArrayList<>();
        orders.add(history);
        if (subject.tally.isOrdered()) {
            return orders;
        }
        orders.add(new History<>(history + " reversed", history.samples().reversed()));
        for (int i = 0; i < SHUFFLES; i++) {
            List<S> shuffled = new ArrayList<>(history.samples());
            Collections.shuffle(shuffled, random);
            orders.add(new History<>(history + " shuffled " + i, shuffled));
        }
        return orders;
    }

    private void addCutsAndMerges(Cases cases, History<S> history, History<S> order) {
        for (Sharding sharding : Sharding.values()) {
            List<List<S>> shards = sharding.cut(order.samples(), cases.random());
            long seed = cases.random().nextLong();
            cases.add(
                    order + ", shards " + name(sharding, shards),
                    check -> {
                        A expected = subject.count(history);
                        for (MergeOrder merging : MergeOrder.values()) {
                            List<A> states = new ArrayList<>();
                            shards.forEach(shard -> states.add(subject.count(shard)));
                            A merged = merging.merge(subject, states, new Random(seed));
                            subject.sameState(check, "shards merged " + merging, expected, merged);
                        }
                    });
        }
    }

    private void addBatches(Cases cases, History<S> history) {
        for (Sharding sharding : Sharding.values()) {
            List<List<S>> batches = sharding.cut(history.samples(), cases.random());
            cases.add(
                    history + ", batches " + name(sharding, batches),
                    check -> {
                        List<S> all = history.samples();
                        Metric<S, R> updated = subject.definition.newMetric();
                        Metric<S, R> forwarded = subject.definition.newMetric();
                        Metric<S, R> merged = subject.definition.newMetric();
                        for (List<S> batch : batches) {
                            updated.updateAll(batch);
                            check.sameResult(
                                    "forwardAll",
                                    subject.evaluate(batch),
                                    forwarded.forwardAll(batch));
                            Metric<S, R> part = subject.metric(batch);
                            merged.merge(part);
                            merged.compute();
                            part.compute();
                        }
                        subject.sameMetric(check, "metric fed by updateAll", all, updated);
                        subject.sameMetric(check, "metric fed by forwardAll", all, forwarded);
                        subject.sameMetric(check, "metric merged of one per batch", all, merged);
                        Metric<S, StateView<A>> watched = subject.watched(List.of());
                        batches.forEach(watched::updateAll);
                        check.same(
                                "state fed by updateAll",
                                subject.count(all),
                                watched.compute().state());
                    });
        }
    }

    private static <S> String name(Sharding sharding, List<List<S>> shards) {
        return sharding + " " + shards.stream().map(List::size).toList();
    }
}
