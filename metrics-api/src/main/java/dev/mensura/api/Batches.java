package dev.mensura.api;

import java.util.function.Consumer;

/// Counts a batch into a state of its own, so that a rejected sample takes the whole batch with it
/// and nothing else.
final class Batches {
    private Batches() {}

    static <S, A extends MetricState<A>> A count(Tally<S, A> tally, Iterable<? extends S> samples) {
        A fresh = tally.newState();
        forEach(samples, sample -> tally.accumulate(fresh, sample));
        return fresh;
    }

    /// Counts each sample, in one traversal, and says which one was rejected.
    static <S> void forEach(Iterable<? extends S> samples, Consumer<? super S> accumulate) {
        int index = 0;
        for (S sample : samples) {
            try {
                accumulate.accept(sample);
            } catch (IllegalArgumentException | ArithmeticException rejected) {
                throw new SampleRejectedException(index, rejected);
            }
            index++;
        }
    }
}
