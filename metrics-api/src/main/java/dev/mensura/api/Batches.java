package dev.mensura.api;

/// Counts a batch into a state of its own, so that a rejected sample takes the whole batch with it
/// and nothing else.
final class Batches {
    private Batches() {}

    static <S, A extends MetricState<A>> A count(Tally<S, A> tally, Iterable<? extends S> samples) {
        A fresh = tally.newState();
        int index = 0;
        for (S sample : samples) {
            try {
                tally.accumulate(fresh, sample);
            } catch (IllegalArgumentException | ArithmeticException rejected) {
                throw new SampleRejectedException(index, rejected);
            }
            index++;
        }
        return fresh;
    }
}
