package dev.mensura.api;

/// Counts what `definition` counts and reads each sample out alone.
///
/// @param definition gives the value of one sample
record MinMaxTally<S, A extends MetricState<A>>(MetricDefinition<S, A, ?> definition)
        implements Tally<S, MinMaxState<A>> {

    @Override
    public String fingerprint() {
        return "min_max{" + definition.fingerprint() + "}";
    }

    @Override
    public MinMaxState<A> newState() {
        return MinMaxState.of(definition.tally().newState());
    }

    @Override
    public void accumulate(MinMaxState<A> state, S sample) {
        A alone = definition.tally().newState();
        definition.tally().accumulate(alone, sample);
        state.add(alone, definition.evaluate(alone).value());
    }

    @Override
    public boolean isOrdered() {
        return definition.tally().isOrdered();
    }

    @Override
    public void encode(MinMaxState<A> state, StateWriter out) {
        state.encode(definition.tally(), out);
    }

    @Override
    public MinMaxState<A> decode(StateReader reader) {
        return MinMaxState.decode(definition.tally(), reader);
    }
}
