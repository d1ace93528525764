package dev.mensura.testkit;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.api.Tally;

import java.util.ArrayList;
import java.util.List;

/// M16: definitions are values, and counts of different ones are never added.
final class OptionLaws<S, A extends MetricState<A>, R extends MetricResult> {
    private final Subject<S, A, R> subject;
    private final MetricDefinition<S, A, R> other;

    OptionLaws(Subject<S, A, R> subject) {
        this.subject = subject;
        this.other = subject.hooks.otherOptions();
    }

    void refused(Cases cases) {
        MetricDefinition<S, A, R> definition = subject.definition;
        cases.add(
                "the same options make equal definitions",
                check -> {
                    MetricDefinition<S, A, R> again = subject.hooks.definition();
                    check.same("definition", definition, again);
                    check.same("fingerprint", definition.fingerprint(), again.fingerprint());
                    check.same("tally", subject.tally, again.tally());
                    check.same(
                            "fingerprint of the tally",
                            subject.tally.fingerprint(),
                            again.tally().fingerprint());
                    check.same("descriptor", definition.descriptor(), again.descriptor());
                });
        cases.add(
                "other options make another definition",
                check -> {
                    check.differ("definitions", definition, other);
                    check.differ("fingerprints", definition.fingerprint(), other.fingerprint());
                });
        cases.add(
                "fingerprints of tallies are equal exactly when the tallies are",
                check -> {
                    Tally<S, A> tally = other.tally();
                    if (subject.tally.equals(tally)) {
                        check.same("fingerprint", subject.tally.fingerprint(), tally.fingerprint());
                    } else {
                        check.differ(
                                "fingerprints", subject.tally.fingerprint(), tally.fingerprint());
                    }
                });
        cases.add("merge refuses other options", check -> mergeRefuses(check, definition, other));
        cases.add(
                "other options refuse this merge", check -> mergeRefuses(check, other, definition));
        cases.add("a refused merge of states changes neither", this::statesMergeOrStay);
    }

    private void mergeRefuses(
            Check check, MetricDefinition<S, A, R> into, MetricDefinition<S, A, R> from) {
        Metric<S, R> receiver = fed(into);
        Metric<S, R> argument = fed(from);
        R receiverBefore = receiver.compute();
        R argumentBefore = argument.compute();
        check.throwing(
                IllegalArgumentException.class,
                "merging other options",
                () -> receiver.merge(argument),
                into.fingerprint(),
                from.fingerprint());
        check.sameResult("receiver", receiverBefore, receiver.compute());
        check.sameResult("argument", argumentBefore, argument.compute());
    }

    /// States need not know their options ([MetricState#mergeFrom] may add counts of one shape), but
    /// where they refuse they must do so as documented.
    private void statesMergeOrStay(Check check) {
        A state = subject.count(subject.hooks.goodSamples());
        A argument = other.tally().newState();
        accepted(other).forEach(sample -> other.tally().accumulate(argument, sample));
        A argumentBefore = argument.copy();
        try {
            state.mergeFrom(argument);
        } catch (IllegalArgumentException refused) {
            A before = subject.count(subject.hooks.goodSamples());
            check.same("receiver after it refused", before, state);
            check.same("argument after it was refused", argumentBefore, argument);
        }
    }

    private Metric<S, R> fed(MetricDefinition<S, A, R> definition) {
        Metric<S, R> metric = definition.newMetric();
        metric.updateAll(accepted(definition));
        return metric;
    }

    /// Other options may reject some of the good samples.
    private List<S> accepted(MetricDefinition<S, A, R> definition) {
        List<S> accepted = new ArrayList<>();
        for (S sample : subject.hooks.goodSamples()) {
            try {
                definition.tally().accumulate(definition.tally().newState(), sample);
                accepted.add(sample);
            } catch (RuntimeException rejected) {
                // not one of the accepted; how it is rejected is the matter of M12
            }
        }
        return accepted;
    }
}
