package dev.mensura.testkit;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.api.Tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The definition under test with the means to count samples into states and metrics.
///
/// States are always counted anew and never copied, so that a broken `copy` fails the law about
/// copies and not every other law with it.
final class Subject<S, A extends MetricState<A>, R extends MetricResult> {
    final MetricContract<S, A, R> hooks;
    final MetricDefinition<S, A, R> definition;
    final Tally<S, A> tally;

    Subject(MetricContract<S, A, R> hooks) {
        this.hooks = hooks;
        this.definition = hooks.definition();
        this.tally = definition.tally();
    }

    /// Returns a state that has counted these samples one by one.
    A count(Iterable<S> samples) {
        A state = tally.newState();
        samples.forEach(sample -> tally.accumulate(state, sample));
        return state;
    }

    A count(History<S> history) {
        return count(history.samples());
    }

    R evaluate(Iterable<S> samples) {
        return definition.evaluate(count(samples));
    }

    /// Returns a metric that was updated with these samples one by one.
    Metric<S, R> metric(Iterable<S> samples) {
        Metric<S, R> metric = definition.newMetric();
        samples.forEach(metric::update);
        return metric;
    }

    /// Returns a metric over the same tally whose result is its state.
    Metric<S, StateView<A>> watched(Iterable<S> samples) {
        Metric<S, StateView<A>> metric = new StateView.Definition<>(tally).newMetric();
        samples.forEach(metric::update);
        return metric;
    }

    /// Checks that both states are equal and are read out as equal results.
    void sameState(Check check, String what, A expected, A actual) {
        check.same("state of " + what, expected, actual);
        check.sameResult(what, definition.evaluate(expected), definition.evaluate(actual));
    }

    void sameMetric(Check check, String what, Iterable<S> expected, Metric<S, R> actual) {
        check.sameResult(what, evaluate(expected), actual.compute());
    }

    /// Returns what states are made of: nothing, each good sample alone, all of them, and two
    /// random draws.
    List<History<S>> histories(Random random) {
        List<S> good = hooks.goodSamples();
        List<History<S>> histories = new ArrayList<>();
        histories.add(new History<>("no sample", List.of()));
        for (int i = 0; i < good.size(); i++) {
            histories.add(new History<>("good sample " + i, List.of(good.get(i))));
        }
        histories.add(new History<>("all good samples", good));
        histories.add(draw(good, good.size(), random));
        histories.add(draw(good, 2, random));
        return histories;
    }

    /// Returns `size` of the samples, drawn with repetition.
    static <S> History<S> draw(List<S> samples, int size, Random random) {
        List<Integer> indices = new ArrayList<>();
        List<S> drawn = new ArrayList<>();
        for (int i = 0; i < size && !samples.isEmpty(); i++) {
            int index = random.nextInt(samples.size());
            indices.add(index);
            drawn.add(samples.get(index));
        }
        return new History<>("good samples " + indices, drawn);
    }

    /// Some samples and what to call them in a failure.
    record History<S>(String name, List<S> samples) {
        List<S> and(S next) {
            return and(List.of(next));
        }

        List<S> and(List<S> next) {
            List<S> more = new ArrayList<>(samples);
            more.addAll(next);
            return more;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
