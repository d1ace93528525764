package dev.mensura.testkit;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.api.SampleRejectedException;
import dev.mensura.testkit.Subject.History;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// M12: a rejected sample leaves no trace.
final class RejectionLaws<S, A extends MetricState<A>, R extends MetricResult> {
    private final Subject<S, A, R> subject;

    RejectionLaws(Subject<S, A, R> subject) {
        this.subject = subject;
    }

    void rejected(Cases cases) {
        List<S> rejected = subject.hooks.rejectedSamples();
        for (int i = 0; i < rejected.size(); i++) {
            S sample = rejected.get(i);
            for (History<S> before : subject.histories(cases.random())) {
                cases.add(
                        "rejected sample " + i + " after " + before,
                        check -> {
                            single(check, before, sample);
                            inBatches(check, before, sample);
                        });
            }
        }
    }

    private void single(Check check, History<S> before, S rejected) {
        A state = subject.count(before);
        refused(check, "accumulate", () -> subject.tally.accumulate(state, rejected));
        subject.sameState(check, "state after accumulate threw", subject.count(before), state);
        A usedOn = subject.count(before);
        refused(check, "accumulate", () -> subject.tally.accumulate(usedOn, rejected));
        List<S> good = subject.hooks.goodSamples();
        good.forEach(sample -> subject.tally.accumulate(usedOn, sample));
        subject.sameState(check, "state used on", subject.count(before.and(good)), usedOn);

        refused(check, "score", () -> subject.definition.score(rejected));
        metricRefuses(check, before, "update", metric -> metric.update(rejected));
        metricRefuses(check, before, "forward", metric -> metric.forward(rejected));
        metricRefuses(check, before, "invoke", metric -> metric.invoke(rejected));
    }

    private void inBatches(Check check, History<S> before, S rejected) {
        List<S> good = subject.hooks.goodSamples();
        for (int position = 0; position <= good.size(); position++) {
            List<S> batch = new ArrayList<>(good);
            batch.add(position, rejected);
            batchRefused(check, before, "updateAll", position, batch, Metric::updateAll);
            batchRefused(check, before, "forwardAll", position, batch, Metric::forwardAll);
        }
    }

    private void batchRefused(
            Check check,
            History<S> before,
            String method,
            int position,
            List<S> batch,
            BiConsumer<Metric<S, StateView<A>>, List<S>> feeding) {
        Metric<S, StateView<A>> metric = subject.watched(before.samples());
        SampleRejectedException thrown =
                check.throwing(
                        SampleRejectedException.class,
                        method + " with the rejected sample at " + position,
                        () -> feeding.accept(metric, batch));
        check.same("index of the sample that " + method + " rejected", position, thrown.index());
        check.same(
                "state after " + method + " threw",
                subject.count(before),
                metric.compute().state());
    }

    private void metricRefuses(
            Check check,
            History<S> before,
            String method,
            Consumer<Metric<S, StateView<A>>> feeding) {
        Metric<S, StateView<A>> metric = subject.watched(before.samples());
        refused(check, method, () -> feeding.accept(metric));
        check.same(
                "state after " + method + " threw",
                subject.count(before),
                metric.compute().state());
    }

    private static void refused(Check check, String method, Runnable feeding) {
        check.throwing(
                IllegalArgumentException.class, method + " of the rejected sample", feeding::run);
    }
}
