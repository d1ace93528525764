package dev.mensura.testkit;

import dev.mensura.api.Evidence;
import dev.mensura.api.Metric;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.testkit.Subject.History;

import java.util.List;

/// M10: samples belong to the caller; M11: they are counted and reported.
final class SampleLaws<S, A extends MetricState<A>, R extends MetricResult> {
    private final Subject<S, A, R> subject;
    private final MetricContract<S, A, R> hooks;

    SampleLaws(Subject<S, A, R> subject) {
        this.subject = subject;
        this.hooks = subject.hooks;
    }

    void samplesBelongToTheCaller(Cases cases) {
        int good = hooks.goodSamples().size();
        boolean anyChanges = false;
        for (int i = 0; i < good; i++) {
            int index = i;
            cases.add("good sample " + i + " is not changed", check -> notChanged(check, index));
            S trial = hooks.goodSamples().get(i);
            Object before = hooks.sampleFingerprint(trial);
            hooks.scribbleOver(trial);
            if (!before.equals(hooks.sampleFingerprint(trial))) {
                anyChanges = true;
                cases.add("good sample " + i + " is not kept", check -> notKept(check, index));
            }
        }
        boolean provable = anyChanges;
        cases.add(
                "scribbling changes a sample",
                check -> check.isTrue(provable, "scribbleOver changed no good sample"));
        for (int i = 0; i < hooks.rejectedSamples().size(); i++) {
            int index = i;
            cases.add(
                    "rejected sample " + i + " is not changed",
                    check -> {
                        S sample = hooks.rejectedSamples().get(index);
                        Object before = hooks.sampleFingerprint(sample);
                        try {
                            subject.tally.accumulate(subject.tally.newState(), sample);
                        } catch (RuntimeException rejected) {
                            // whether it must be thrown is the matter of M12
                        }
                        check.same("sample", before, hooks.sampleFingerprint(sample));
                    });
        }
    }

    private void notChanged(Check check, int index) {
        S sample = hooks.goodSamples().get(index);
        Object before = hooks.sampleFingerprint(sample);
        A state = subject.count(List.of(sample));
        check.same("sample after accumulate", before, hooks.sampleFingerprint(sample));
        subject.definition.evaluate(state);
        check.same("sample after evaluate", before, hooks.sampleFingerprint(sample));
        subject.metric(List.of(sample)).forward(sample);
        check.same("sample after forward", before, hooks.sampleFingerprint(sample));
        subject.tally.accumulate(state, hooks.goodSamples().getFirst());
        state.mergeFrom(subject.count(hooks.goodSamples()));
        check.same("sample after the state grew", before, hooks.sampleFingerprint(sample));
    }

    private void notKept(Check check, int index) {
        List<S> pristine = hooks.goodSamples();
        S sample = hooks.goodSamples().get(index);
        A state = subject.count(List.of(sample));
        A usedOn = subject.count(List.of(sample));
        Metric<S, R> metric = subject.definition.newMetric();
        R alone = metric.forward(sample);
        hooks.scribbleOver(sample);
        List<S> original = List.of(pristine.get(index));
        subject.sameState(
                check, "sample that was overwritten later", subject.count(original), state);
        Metric<S, R> twin = subject.definition.newMetric();
        twin.forward(pristine.get(index));
        check.sameResult(
                "metric whose sample was overwritten later", twin.compute(), metric.compute());
        check.sameResult(
                "forward whose sample was overwritten later", subject.evaluate(original), alone);
        S next = pristine.getFirst();
        subject.tally.accumulate(usedOn, next);
        subject.sameState(
                check,
                "samples of which the first was overwritten later",
                subject.count(List.of(pristine.get(index), next)),
                usedOn);
    }

    void reported(Cases cases) {
        for (History<S> history : subject.histories(cases.random())) {
            cases.add(
                    history.name(),
                    check -> {
                        counted(check, history);
                        R result = subject.evaluate(history.samples());
                        named(check, result);
                        Evidence actual = result.evidence();
                        plausible(check, actual);
                        hooks.reference(history.samples())
                                .evidence()
                                .ifPresent(expected -> check.same("evidence", expected, actual));
                        differs(check, history);
                    });
        }
        cases.add(
                "an empty batch",
                check -> {
                    Metric<S, R> metric = subject.definition.newMetric();
                    R none = metric.forwardAll(List.of());
                    check.same("samples of an empty batch", 0L, none.evidence().samples());
                    metric.updateAll(List.of());
                    check.same("samples after empty batches", 0L, metric.samples());
                });
    }

    private void counted(Check check, History<S> history) {
        long size = history.samples().size();
        A state = subject.count(history);
        check.same("samples of the state", size, state.samples());
        check.same(
                "samples in the evidence",
                size,
                subject.definition.evaluate(state).evidence().samples());
        check.same("samples of a copy", size, state.copy().samples());
        A merged = subject.count(hooks.goodSamples());
        merged.mergeFrom(state);
        check.same("samples of a merge", size + hooks.goodSamples().size(), merged.samples());
        Metric<S, R> metric = subject.definition.newMetric();
        metric.updateAll(history.samples());
        check.same("samples of the metric", size, metric.samples());
        for (S sample : hooks.goodSamples()) {
            size++;
            check.same(
                    "samples in the evidence of forward",
                    1L,
                    metric.forward(sample).evidence().samples());
            check.same("samples of the metric after forward", size, metric.samples());
        }
    }

    private static void named(Check check, MetricResult result) {
        int names = result.perClassNames().size();
        int classes = result.perClass().size();
        check.isTrue(
                names == 0 || names == classes,
                "perClassNames has %d entries, perClass has %d".formatted(names, classes));
    }

    private static void plausible(Check check, Evidence evidence) {
        check.isTrue(
                evidence.emptySamples() >= 0
                        && evidence.emptySamples() <= evidence.samples()
                        && evidence.elements() >= 0
                        && evidence.ignored() >= 0
                        && evidence.outOfRange() >= 0,
                "counts must not be negative, nor empty samples more than samples: " + evidence);
    }

    /// A sample more is a different state: otherwise equality would prove nothing elsewhere.
    private void differs(Check check, History<S> history) {
        A fewer = subject.count(history);
        for (S sample : hooks.goodSamples()) {
            A more = subject.count(history.and(sample));
            if (more.samples() != fewer.samples()) {
                check.differ("states with and without one more sample", fewer, more);
            }
        }
    }
}
