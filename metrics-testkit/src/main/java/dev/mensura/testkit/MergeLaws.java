package dev.mensura.testkit;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.testkit.Subject.History;

import java.util.List;

/// M1, M2, M3: states are a commutative monoid; M8, M9: its operations share nothing.
final class MergeLaws<S, A extends MetricState<A>, R extends MetricResult> {
    private static final int TRIPLES = 24;

    private final Subject<S, A, R> subject;

    MergeLaws(Subject<S, A, R> subject) {
        this.subject = subject;
    }

    void identity(Cases cases) {
        for (History<S> history : subject.histories(cases.random())) {
            cases.add(
                    history.name(),
                    check -> {
                        A fromLeft = subject.tally.newState();
                        fromLeft.mergeFrom(subject.count(history));
                        same(check, "empty.mergeFrom(s)", history, fromLeft);
                        A fromRight = subject.count(history);
                        fromRight.mergeFrom(subject.tally.newState());
                        same(check, "s.mergeFrom(empty)", history, fromRight);
                        A sum = subject.tally.newState().plus(subject.count(history));
                        same(check, "empty.plus(s)", history, sum);
                        Metric<S, R> metric = subject.definition.newMetric();
                        metric.merge(subject.metric(history.samples()));
                        metric.merge(subject.definition.newMetric());
                        subject.sameMetric(
                                check, "merge of new metrics", history.samples(), metric);
                    });
        }
    }

    void associative(Cases cases) {
        List<History<S>> histories = subject.histories(cases.random());
        for (int i = 0; i < TRIPLES; i++) {
            History<S> a = Subject.draw(histories, 1, cases.random()).samples().getFirst();
            History<S> b = Subject.draw(histories, 1, cases.random()).samples().getFirst();
            History<S> c = Subject.draw(histories, 1, cases.random()).samples().getFirst();
            cases.add(
                    a + " + " + b + " + " + c,
                    check -> {
                        A leftFirst = merged(subject.count(a), subject.count(b));
                        leftFirst.mergeFrom(subject.count(c));
                        A rightFirst = subject.count(a);
                        rightFirst.mergeFrom(merged(subject.count(b), subject.count(c)));
                        subject.sameState(
                                check, "(a + b) + c and a + (b + c)", leftFirst, rightFirst);
                    });
        }
    }

    void commutative(Cases cases) {
        List<History<S>> histories = subject.histories(cases.random());
        for (History<S> a : histories) {
            cases.add(
                    a + " and each other",
                    check -> {
                        for (History<S> b : histories) {
                            A ab = merged(subject.count(a), subject.count(b));
                            A ba = merged(subject.count(b), subject.count(a));
                            subject.sameState(check, "a + b and b + a with b = " + b, ab, ba);
                        }
                    });
        }
    }

    void copySharesNothing(Cases cases) {
        List<S> more = subject.hooks.goodSamples();
        for (History<S> history : subject.histories(cases.random())) {
            cases.add(
                    history.name(),
                    check -> {
                        A original = subject.count(history);
                        A copy = original.copy();
                        same(check, "copy", history, copy);
                        grow(copy, more);
                        same(check, "original after its copy grew", history, original);

                        A second = original.copy();
                        grow(original, more);
                        same(check, "copy after its original grew", history, second);

                        A left = subject.count(history);
                        A sum = left.plus(subject.count(more));
                        A twin = merged(subject.count(history), subject.count(more));
                        subject.sameState(check, "a.plus(b) and a.mergeFrom(b)", twin, sum);
                        grow(sum, more);
                        same(check, "a after a.plus(b) grew", history, left);
                    });
        }
    }

    void argumentStays(Cases cases) {
        List<S> more = subject.hooks.goodSamples();
        for (History<S> history : subject.histories(cases.random())) {
            cases.add(
                    history.name(),
                    check -> {
                        for (List<S> receiver : List.of(List.<S>of(), more)) {
                            A into = subject.count(receiver);
                            A argument = subject.count(history);
                            into.mergeFrom(argument);
                            same(check, "argument", history, argument);
                            grow(into, more);
                            same(check, "argument after the receiver grew", history, argument);

                            A second = subject.count(receiver);
                            second.mergeFrom(argument);
                            A twin = merged(subject.count(receiver), subject.count(history));
                            grow(argument, more);
                            subject.sameState(
                                    check, "receiver after the argument grew", twin, second);
                        }
                        A right = subject.count(history);
                        subject.count(more).plus(right);
                        same(check, "b after a.plus(b)", history, right);

                        Metric<S, R> other = subject.metric(history.samples());
                        subject.metric(more).merge(other);
                        subject.sameMetric(check, "other metric", history.samples(), other);
                    });
        }
        cases.add(
                "a metric merged with itself",
                check -> {
                    Metric<S, R> metric = subject.metric(more);
                    metric.merge(metric);
                    A twin = merged(subject.count(more), subject.count(more));
                    check.sameResult("itself", subject.definition.evaluate(twin), metric.compute());
                });
    }

    private A merged(A left, A right) {
        left.mergeFrom(right);
        return left;
    }

    private void grow(A state, List<S> more) {
        more.forEach(sample -> subject.tally.accumulate(state, sample));
        state.mergeFrom(subject.count(more));
    }

    private void same(Check check, String what, History<S> expected, A actual) {
        subject.sameState(check, what, subject.count(expected), actual);
    }
}
