package dev.mensura.testkit;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.api.PerClass;
import dev.mensura.testkit.Subject.History;

import java.util.List;
import java.util.function.Consumer;

/// M5, M6, M7: forward, compute and reset.
final class ComputeLaws<S, A extends MetricState<A>, R extends MetricResult> {
    private final Subject<S, A, R> subject;

    ComputeLaws(Subject<S, A, R> subject) {
        this.subject = subject;
    }

    void forward(Cases cases) {
        List<S> good = subject.hooks.goodSamples();
        for (History<S> before : subject.histories(cases.random())) {
            cases.add(
                    "after " + before,
                    check -> {
                        for (int i = 0; i < good.size(); i++) {
                            forwardOne(check, before, good.get(i), "good sample " + i);
                        }
                    });
        }
    }

    private void forwardOne(Check check, History<S> before, S sample, String name) {
        R alone = subject.evaluate(List.of(sample));
        A sum = subject.count(before);
        sum.mergeFrom(subject.count(List.of(sample)));
        R after = subject.definition.evaluate(sum);

        check.sameResult("score of " + name, alone, subject.definition.score(sample));
        Metric<S, R> forwarded = subject.metric(before.samples());
        check.sameResult("forward of " + name, alone, forwarded.forward(sample));
        check.sameResult("sum after forward of " + name, after, forwarded.compute());
        Metric<S, R> invoked = subject.metric(before.samples());
        check.sameResult("invoke of " + name, alone, invoked.invoke(sample));
        check.sameResult("sum after invoke of " + name, after, invoked.compute());
        Metric<S, R> updated = subject.metric(before.samples());
        updated.update(sample);
        check.sameResult("sum after update of " + name, after, updated.compute());

        Metric<S, StateView<A>> watched = subject.watched(before.samples());
        watched.forward(sample);
        check.same("state after forward of " + name, sum, watched.compute().state());
        check.same("state after update of " + name, sum, subject.count(before.and(sample)));
    }

    void compute(Cases cases) {
        List<S> good = subject.hooks.goodSamples();
        List<History<S>> histories = subject.histories(cases.random());
        for (History<S> history : histories) {
            cases.add(history + ", repeated", check -> repeated(check, history, good));
            cases.add(history + ", never stale", check -> neverStale(check, history, good));
        }
        cases.add(
                "equal states are read out equally",
                check -> {
                    for (History<S> one : histories) {
                        for (History<S> other : histories) {
                            A left = subject.count(one);
                            A right = subject.count(other);
                            if (left.equals(right)) {
                                check.sameResult(
                                        "equal states of " + one + " and " + other,
                                        subject.definition.evaluate(left),
                                        subject.definition.evaluate(right));
                            }
                        }
                    }
                });
    }

    private void repeated(Check check, History<S> history, List<S> more) {
        A state = subject.count(history);
        R first = subject.definition.evaluate(state);
        check.same("state after evaluate", subject.count(history), state);
        R second = subject.definition.evaluate(state);
        check.sameResult("second evaluate", first, second);
        check.same("state after second evaluate", subject.count(history), state);

        double value = first.value();
        PerClass perClass = first.perClass();
        more.forEach(sample -> subject.tally.accumulate(state, sample));
        check.sameBits("value of an old result after the state grew", value, first.value());
        check.same(
                "numbers per class of an old result after the state grew",
                perClass,
                first.perClass());
        check.sameResult("old result after the state grew", second, first);
    }

    /// Plays the same steps on a metric that is read after each and on one that is read only once.
    private void neverStale(Check check, History<S> history, List<S> more) {
        List<Consumer<Metric<S, R>>> steps =
                List.of(
                        metric -> more.forEach(metric::update),
                        metric -> metric.merge(subject.metric(more)),
                        metric -> metric.updateAll(more),
                        metric -> more.forEach(metric::forward),
                        Metric::reset,
                        metric -> more.forEach(metric::update));
        Metric<S, R> read = subject.metric(history.samples());
        for (int step = 0; step < steps.size(); step++) {
            read.compute();
            steps.get(step).accept(read);
            Metric<S, R> unread = subject.metric(history.samples());
            steps.subList(0, step + 1).forEach(each -> each.accept(unread));
            check.sameResult(
                    "compute after step " + step + " with earlier reads",
                    unread.compute(),
                    read.compute());
        }
        A state = subject.count(history);
        subject.definition.evaluate(state);
        more.forEach(sample -> {
            subject.tally.accumulate(state, sample);
            subject.definition.evaluate(state);
        });
        subject.sameState(
                check, "state read between samples", subject.count(history.and(more)), state);
    }

    void reset(Cases cases) {
        List<S> good = subject.hooks.goodSamples();
        A unused = subject.tally.newState();
        R empty = subject.definition.evaluate(unused);
        for (History<S> history : subject.histories(cases.random())) {
            cases.add(
                    "after " + history,
                    check -> {
                        Metric<S, R> metric = subject.metric(history.samples());
                        metric.compute();
                        metric.reset();
                        check.sameResult("reset metric", empty, metric.compute());
                        check.same("samples of the reset metric", 0L, metric.samples());
                        metric.reset();
                        check.sameResult("metric reset twice", empty, metric.compute());
                        Metric<S, R> usedOn = subject.metric(history.samples());
                        usedOn.reset();
                        good.forEach(usedOn::update);
                        subject.sameMetric(check, "metric used after reset", good, usedOn);

                        Metric<S, StateView<A>> watched = subject.watched(history.samples());
                        watched.reset();
                        check.same("state after reset", unused, watched.compute().state());
                    });
        }
    }
}
