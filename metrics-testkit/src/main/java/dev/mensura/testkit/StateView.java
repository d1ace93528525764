package dev.mensura.testkit;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.api.Tally;

/// A result that is the state itself, so that laws can look into a `Metric`.
record StateView<A extends MetricState<A>>(A state) implements MetricResult {

    @Override
    public double value() {
        return Double.NaN;
    }

    @Override
    public Evidence evidence() {
        return Evidence.builder().samples(state.samples()).build();
    }

    /// Reads out the state of `tally` as it is, without a copy.
    record Definition<S, A extends MetricState<A>>(Tally<S, A> tally)
            implements MetricDefinition<S, A, StateView<A>> {

        @Override
        public StateView<A> evaluate(A state) {
            return new StateView<>(state);
        }

        @Override
        public MetricDescriptor descriptor() {
            return MetricDescriptor.builder("state_view", Object.class, StateView.class).build();
        }

        @Override
        public String fingerprint() {
            return "state_view{" + tally.fingerprint() + "}";
        }
    }
}
