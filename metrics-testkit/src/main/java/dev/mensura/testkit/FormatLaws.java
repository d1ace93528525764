package dev.mensura.testkit;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.api.StateFormatException;
import dev.mensura.testkit.Subject.History;

import java.util.List;
import java.util.Random;

/// M15: saved states come back whole or not at all.
final class FormatLaws<S, A extends MetricState<A>, R extends MetricResult> {
    private final Subject<S, A, R> subject;

    FormatLaws(Subject<S, A, R> subject) {
        this.subject = subject;
    }

    void format(Cases cases) {
        for (History<S> history : subject.histories(cases.random())) {
            cases.add(history + " round-trips", check -> roundTrip(check, history));
        }
        List<S> good = subject.hooks.goodSamples();
        Random random = cases.random();
        for (Tampering tampering : Tampering.values()) {
            long seed = random.nextLong();
            cases.add(
                    "state bytes, " + tampering,
                    check ->
                            tampering
                                    .of(subject.tally.write(subject.count(good)), new Random(seed))
                                    .forEach(bytes -> refused(check, bytes)));
            cases.add(
                    "metric bytes, " + tampering,
                    check ->
                            tampering
                                    .of(subject.metric(good).save(), new Random(seed))
                                    .forEach(bytes -> loadRefused(check, bytes)));
        }
        long seed = random.nextLong();
        cases.add(
                "state bytes, content damaged under a right checksum",
                check -> impossibleContent(check, good, new Random(seed)));
        cases.add("bytes of other options", this::otherOptions);
    }

    private void roundTrip(Check check, History<S> history) {
        A state = subject.count(history);
        A read = subject.tally.read(subject.tally.write(state));
        check.same("state after write", subject.count(history), state);
        subject.sameState(check, "state read back", state, read);
        check.same("samples read back", state.samples(), read.samples());
        List<S> more = subject.hooks.goodSamples();
        A usedOn = subject.tally.read(subject.tally.write(subject.count(history)));
        more.forEach(sample -> subject.tally.accumulate(usedOn, sample));
        subject.sameState(
                check, "state read back and used on", subject.count(history.and(more)), usedOn);

        Metric<S, R> saved = subject.metric(history.samples());
        Metric<S, R> loaded = subject.metric(more);
        loaded.load(saved.save());
        subject.sameMetric(check, "loaded metric", history.samples(), loaded);
        subject.sameMetric(check, "saved metric", history.samples(), saved);
    }

    private void refused(Check check, Tampering.Bytes bytes) {
        check.throwing(
                StateFormatException.class,
                "reading " + bytes.name(),
                () -> subject.tally.read(bytes.content()));
    }

    private void loadRefused(Check check, Tampering.Bytes bytes) {
        List<S> before = List.of(subject.hooks.goodSamples().getFirst());
        Metric<S, R> metric = subject.metric(before);
        check.throwing(
                StateFormatException.class,
                "loading " + bytes.name(),
                () -> metric.load(bytes.content()));
        subject.sameMetric(check, "metric that refused " + bytes.name(), before, metric);
    }

    private void impossibleContent(Check check, List<S> good, Random random) {
        byte[] written = subject.tally.write(subject.count(good));
        for (Tampering.Bytes bytes : Tampering.withRightChecksum(written, random)) {
            try {
                A possible = subject.tally.read(bytes.content());
                A again = subject.tally.read(subject.tally.write(possible));
                check.same("state read from " + bytes.name(), possible, again);
            } catch (StateFormatException impossible) {
                check.isTrue(
                        impossible.getMessage() != null && !impossible.getMessage().isBlank(),
                        "reading " + bytes.name() + " throws without a message");
            }
        }
    }

    private void otherOptions(Check check) {
        MetricDefinition<S, A, R> other = subject.hooks.otherOptions();
        byte[] written = other.tally().write(other.tally().newState());
        if (subject.tally.equals(other.tally())) {
            check.same(
                    "empty state of an equal tally",
                    subject.tally.newState(),
                    subject.tally.read(written));
        } else {
            check.throwing(
                    StateFormatException.class,
                    "reading bytes of the tally with other options",
                    () -> subject.tally.read(written),
                    subject.tally.fingerprint(),
                    other.tally().fingerprint());
        }
        List<S> before = subject.hooks.goodSamples();
        Metric<S, R> metric = subject.metric(before);
        check.throwing(
                StateFormatException.class,
                "loading a metric with other options",
                () -> metric.load(other.newMetric().save()),
                subject.definition.fingerprint(),
                other.fingerprint());
        subject.sameMetric(check, "metric that refused other options", before, metric);
    }
}
