package dev.mensura.api;

/// Counts what `tally` counts, sample by sample, and keeps the last `size` of them.
///
/// @param tally what is counted of one sample
/// @param size the number of samples kept
record WindowTally<S, A extends MetricState<A>>(Tally<S, A> tally, int size)
        implements Tally<S, WindowState<A>> {

    @Override
    public String fingerprint() {
        return "window{last=" + size + ", tally=" + tally.fingerprint() + "}";
    }

    @Override
    public WindowState<A> newState() {
        return new WindowState<>(size);
    }

    @Override
    public void accumulate(WindowState<A> state, S sample) {
        A alone = tally.newState();
        tally.accumulate(alone, sample);
        state.append(alone);
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public void encode(WindowState<A> state, StateWriter out) {
        state.encode(tally, out);
    }

    @Override
    public WindowState<A> decode(StateReader reader) {
        return WindowState.decode(size, tally, reader);
    }
}
