package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// A metric over the last `n` samples: its value is that of a new metric which was fed these alone.
///
/// ```java
/// RunningWindow<S, A, R> recent = RunningWindow.of(iou, 100);
/// Metric<S, R> metric = recent.newMetric();
/// samples.forEach(metric::update);
/// metric.compute();   // the IoU of the last 100 samples
/// ```
///
/// Samples are counted, not calls: a batch of `k` samples is `k` samples, however it is cut, and
/// [Metric#samples] says how many are in the window. Order matters ([Tally#isOrdered]): merging
/// another metric means that its samples came later. So shards that are merged in their order, and a
/// [#collector] of an ordered stream, parallel or not, give the value of the last `n` samples.
///
/// A window holds up to `2 * n + 2` states of the metric's tally. A sample costs amortised three
/// merges of such states, whatever `n` is, and reading out none; a merge with several samples, and a
/// sample that other members of a [MetricCollection] count too, costs up to `n` references more.
/// Nothing wraps: a sample with which the sum over the window would overflow throws
/// [ArithmeticException].
///
/// @param <S> one sample
/// @param <A> the state of one sample
/// @param <R> the result, that of the metric itself
public final class RunningWindow<S, A extends MetricState<A>, R extends MetricResult>
        implements MetricDefinition<S, WindowState<A>, R> {
    private final MetricDefinition<S, A, R> definition;
    private final WindowTally<S, A> tally;

    private RunningWindow(MetricDefinition<S, A, R> definition, int last) {
        this.definition = definition;
        this.tally = new WindowTally<>(definition.tally(), last);
    }

    /// Returns `definition` over the last `last` samples.
    ///
    /// @param last 1 or more
    /// @throws IllegalArgumentException if `last` is not positive
    public static <S, A extends MetricState<A>, R extends MetricResult> RunningWindow<S, A, R> of(
            MetricDefinition<S, A, R> definition, int last) {
        if (last < 1) {
            throw new IllegalArgumentException("last is " + last + ", expected 1 or more");
        }
        return new RunningWindow<>(definition, last);
    }

    @Override
    public Tally<S, WindowState<A>> tally() {
        return tally;
    }

    @Override
    public R evaluate(WindowState<A> state) {
        return definition.evaluate(state.sumOr(tally.tally().newState()));
    }

    /// Returns the descriptor of the metric, called `running_` and its name.
    @Override
    public MetricDescriptor descriptor() {
        MetricDescriptor descriptor = definition.descriptor();
        return descriptor.withName("running_" + descriptor.name());
    }

    @Override
    public String fingerprint() {
        return "running{last=" + tally.size() + ", metric=" + definition.fingerprint() + "}";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RunningWindow<?, ?, ?> that
                && definition.equals(that.definition)
                && tally.equals(that.tally);
    }

    @Override
    public int hashCode() {
        return Objects.hash(definition, tally);
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
