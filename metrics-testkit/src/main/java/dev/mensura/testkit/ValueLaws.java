package dev.mensura.testkit;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.testkit.Subject.History;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// M13: the numbers are right; M14: they lie in the declared range.
final class ValueLaws<S, A extends MetricState<A>, R extends MetricResult> {
    private static final int DRAWS = 8;

    private final Subject<S, A, R> subject;

    ValueLaws(Subject<S, A, R> subject) {
        this.subject = subject;
    }

    void reference(Cases cases) {
        for (History<S> history : histories(cases.random())) {
            cases.add(
                    history.name(),
                    check -> {
                        Expected expected = subject.hooks.reference(history.samples());
                        R actual = subject.evaluate(history.samples());
                        compare(check, "", expected, actual);
                        R computed = subject.metric(history.samples()).compute();
                        compare(check, "metric's ", expected, computed);
                    });
        }
    }

    private void compare(Check check, String whose, Expected expected, R actual) {
        double tolerance = subject.hooks.tolerance();
        check.near(whose + "value", expected.value(), actual.value(), tolerance);
        int classes = expected.perClass().size();
        check.same(whose + "number of classes", classes, actual.perClass().size());
        for (int i = 0; i < classes; i++) {
            check.near(
                    whose + "number of class " + i,
                    expected.perClass().get(i),
                    actual.perClass().get(i),
                    tolerance);
        }
    }

    void range(Cases cases) {
        for (History<S> history : histories(cases.random())) {
            cases.add(
                    history + " in range",
                    check -> inRange(check, subject.evaluate(history.samples())));
        }
        List<S> perfect = subject.hooks.perfectSamples();
        for (int i = 0; i < perfect.size(); i++) {
            S sample = perfect.get(i);
            cases.add("perfect sample " + i, check -> isBest(check, List.of(sample)));
        }
        cases.add(
                "all perfect samples",
                check -> {
                    check.isTrue(!perfect.isEmpty(), "there is no perfect sample");
                    isBest(check, perfect);
                });
    }

    private void isBest(Check check, List<S> perfect) {
        R actual = subject.evaluate(perfect);
        inRange(check, actual);
        double best = subject.definition.descriptor().best();
        check.near("best value", best, actual.value(), subject.hooks.tolerance());
    }

    private void inRange(Check check, R result) {
        inRange(check, "value", result.value());
        for (int i = 0; i < result.perClass().size(); i++) {
            inRange(check, "number of class " + i, result.perClass().get(i));
        }
    }

    private void inRange(Check check, String what, double value) {
        MetricDescriptor descriptor = subject.definition.descriptor();
        check.isTrue(
                Double.isNaN(value)
                        || (value >= descriptor.minimum() && value <= descriptor.maximum()),
                "%s is %s, expected NaN or from %s to %s"
                        .formatted(what, value, descriptor.minimum(), descriptor.maximum()));
    }

    private List<History<S>> histories(Random random) {
        List<S> good = subject.hooks.goodSamples();
        List<History<S>> histories = new ArrayList<>(subject.histories(random));
        for (int i = 0; i < DRAWS; i++) {
            histories.add(Subject.draw(good, 1 + random.nextInt(2 * good.size() + 1), random));
        }
        return histories;
    }
}
