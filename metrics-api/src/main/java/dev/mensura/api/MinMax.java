package dev.mensura.api;

import org.jspecify.annotations.Nullable;

/// A metric with, beside the value of all samples together, the least and the greatest value of any
/// single sample: how bad is the worst image, how good the best?
///
/// ```java
/// Metric<S, MinMaxResult<R>> metric = MinMax.of(iou).newMetric();
/// samples.forEach(metric::update);
/// MinMaxResult<R> result = metric.compute();
/// result.value();        // the IoU of all samples, that of result.all()
/// result.minimum();      // the IoU of the worst sample
/// result.maximum();      // the IoU of the best sample
/// ```
///
/// A sample whose value is `NaN` counts for `all` alone; without any other the extremes are `NaN`.
/// They belong to the samples, so no batch, order or merge changes them.
///
/// TorchMetrics' `MinMaxMetric` is something else: it keeps the extremes of what `compute` returned
/// each time that it was called. These depend on how often somebody looked, and of two machines that
/// each saw a half of the samples neither has them. For extremes over epochs, see [MetricTracker].
///
/// @param <S> one sample
/// @param <A> the state of the metric itself
/// @param <R> the result of the metric itself
public final class MinMax<S, A extends MetricState<A>, R extends MetricResult>
        implements MetricDefinition<S, MinMaxState<A>, MinMaxResult<R>> {
    private final MetricDefinition<S, A, R> definition;

    private MinMax(MetricDefinition<S, A, R> definition) {
        this.definition = definition;
    }

    /// Returns `definition` with the extremes of single samples beside its value.
    public static <S, A extends MetricState<A>, R extends MetricResult> MinMax<S, A, R> of(
            MetricDefinition<S, A, R> definition) {
        return new MinMax<>(definition);
    }

    @Override
    public Tally<S, MinMaxState<A>> tally() {
        return new MinMaxTally<>(definition);
    }

    @Override
    public MinMaxResult<R> evaluate(MinMaxState<A> state) {
        return new MinMaxResult<>(
                definition.evaluate(state.all()), state.minimum(), state.maximum());
    }

    /// Returns the descriptor of the metric, called `min_max_` and its name.
    @Override
    public MetricDescriptor descriptor() {
        MetricDescriptor descriptor = definition.descriptor();
        return descriptor
                .withName("min_max_" + descriptor.name())
                .withResultType(MinMaxResult.class);
    }

    @Override
    public String fingerprint() {
        return "min_max{" + definition.fingerprint() + "}";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MinMax<?, ?, ?> that && definition.equals(that.definition);
    }

    @Override
    public int hashCode() {
        return definition.hashCode();
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
