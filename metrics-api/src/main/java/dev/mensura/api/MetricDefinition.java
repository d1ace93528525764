package dev.mensura.api;

import java.util.stream.Collector;

/// How a metric is read out: names the [Tally] that counts and evaluates its state.
///
/// A definition is the whole description of a metric with all of its options; it holds no counts.
/// One definition makes any number of metrics, collectors and one-shot scores:
///
/// ```java
/// Metric<S, R> metric = definition.newMetric();            // update, forward, compute, merge
/// R all = samples.parallelStream().collect(definition.collector());
/// R one = definition.score(sample);
/// ```
///
/// ## For implementers
///
/// A definition **must** be immutable, thread-safe and equal by value, with [#fingerprint] equal
/// exactly when the definitions are equal. [#evaluate] must be pure: it changes nothing, keeps
/// nothing of the state, and always gives the same result for equal states (law M6). Results equal
/// an independent reference (M13), lie in the descriptor's range, and are its best value for a
/// perfect prediction (M14). Test it by extending `MetricContract` of `metrics-testkit`.
///
/// @param <S> one sample
/// @param <A> the accumulated state
/// @param <R> the result that is read out
public interface MetricDefinition<S, A extends MetricState<A>, R extends MetricResult> {

    /// Returns what is counted.
    Tally<S, A> tally();

    /// Returns the result for everything that `state` has counted.
    ///
    /// @param state any state of [#tally], a new one included: that gives the documented empty
    ///   result with zero samples
    R evaluate(A state);

    /// Returns what the metric is called, its range and its direction.
    MetricDescriptor descriptor();

    /// Returns a text that names the metric with every option, for example `mean_iou{numClasses=19,
    /// aggregation=DATASET}`; equal exactly when the definitions are equal. Refused merges and
    /// loads show it.
    String fingerprint();

    /// Returns a new metric that has seen nothing.
    default Metric<S, R> newMetric() {
        return Metric.of(this);
    }

    /// Returns a collector over samples, made for `parallelStream().collect(...)`: the result is
    /// the same whatever the split. Where order matters ([Tally#isOrdered]), it is that of the stream,
    /// and a stream without one gives the result of any order.
    default Collector<S, ?, R> collector() {
        Tally<S, A> tally = tally();
        return Collector.<S, A, R>of(
                tally::newState,
                tally::accumulate,
                (left, right) -> {
                    left.mergeFrom(right);
                    return left;
                },
                this::evaluate,
                tally.isOrdered()
                        ? new Collector.Characteristics[0]
                        : new Collector.Characteristics[] {Collector.Characteristics.UNORDERED});
    }

    /// Returns the value of this sample alone.
    ///
    /// @throws IllegalArgumentException if the sample is rejected
    default R score(S sample) {
        A state = tally().newState();
        tally().accumulate(state, sample);
        return evaluate(state);
    }
}
