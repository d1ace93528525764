package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/// A metric that many threads feed and read at the same time.
///
/// ```java
/// ConcurrentMetric<S, R> served = ConcurrentMetric.of(iou);
/// served.update(sample);                      // on any thread
/// R soFar = served.compute();                 // on any thread
/// Metric<S, R> copy = served.snapshot();      // to save, merge or go on with
/// ```
///
/// - **Writers never wait**, neither for each other nor for a reader: each counts into a state that
///   nobody else is using, and makes a new one where all are in use.
/// - **Reads are linearizable**: a read holds every update that had returned before the read began,
///   none that begins after the read returned, and each update or batch as a whole or not at all. So a
///   thread sees what it has counted, and never less than it saw before.
/// - A read waits for other reads and for the updates that are under way when it begins, never for
///   later ones. A reset is like a read of which nothing remains.
/// - A rejected sample leaves no trace, and takes its batch with it.
/// - Counting a sample may update this metric, not read it: that throws [IllegalStateException].
///
/// Memory: one state of the total, and about as many as updates have run at once since the last read,
/// which adds them to the total. Counts never wrap: a sum over all states that would overflow makes
/// the read throw [ArithmeticException], until a [#reset].
///
/// To count a stream or to split work over threads that end together,
/// [MetricDefinition#collector] is simpler.
///
/// @param <S> one sample
/// @param <R> the result
public final class ConcurrentMetric<S, R extends MetricResult> {
    private final Core<S, ?, R> core;

    private ConcurrentMetric(Core<S, ?, R> core) {
        this.core = core;
    }

    /// Returns a metric that has seen nothing.
    ///
    /// @throws IllegalArgumentException if the definition's tally is ordered: samples that come at the
    ///   same time have no order
    public static <S, A extends MetricState<A>, R extends MetricResult> ConcurrentMetric<S, R> of(
            MetricDefinition<S, A, R> definition) {
        if (definition.tally().isOrdered()) {
            throw new IllegalArgumentException(
                    "definition "
                            + definition.fingerprint()
                            + " depends on the order of samples, expected one that does not");
        }
        return new ConcurrentMetric<>(new Core<>(definition));
    }

    /// Returns the definition that this metric was made from.
    public MetricDefinition<S, ?, R> definition() {
        return core.definition;
    }

    /// Counts one sample.
    ///
    /// @throws IllegalArgumentException if the sample is rejected; nothing of it is counted then
    public void update(S sample) {
        core.update(sample);
    }

    /// Counts all samples at one moment or, if one is rejected, none.
    ///
    /// @throws SampleRejectedException if one is rejected, naming its index
    public void updateAll(Iterable<? extends S> samples) {
        core.updateAll(samples);
    }

    /// Counts one sample and returns the value of this sample alone.
    ///
    /// @throws IllegalArgumentException if the sample is rejected; nothing of it is counted then
    public R forward(S sample) {
        return core.forward(sample);
    }

    /// Adds what `other` has counted at one moment; `other` stays as it was and must not be used by
    /// another thread meanwhile.
    ///
    /// @throws IllegalArgumentException if `other` has another definition or other options, naming
    ///   both
    public void merge(Metric<S, R> other) {
        core.merge(other);
    }

    /// Returns the value of everything that was counted.
    public R compute() {
        return core.compute();
    }

    /// Returns the number of samples counted, merged ones included.
    public long samples() {
        return core.samples();
    }

    /// Returns a metric that has counted what this one has so far; they go separate ways.
    public Metric<S, R> snapshot() {
        return core.snapshot();
    }

    /// Forgets everything that was counted.
    public void reset() {
        core.reset();
    }

    @Override
    public String toString() {
        return "ConcurrentMetric[" + core.definition.fingerprint() + "]";
    }

    /// Keeps the state type private to the metric, so that callers need not name it.
    ///
    /// The stripes form a list that starts at `newest` and only grows at that end. A read takes the
    /// whole list away in one step, which is its moment: updates that looked at `newest` before count
    /// into a stripe of that list or, where the read has closed it already, look again; updates that
    /// look later start a new list. So the read chases nobody, and no stripe outlives it.
    private static final class Core<S, A extends MetricState<A>, R extends MetricResult> {
        final MetricDefinition<S, A, R> definition;
        private final Tally<S, A> tally;
        private final AtomicReference<@Nullable Stripe<A>> newest = new AtomicReference<>();

        /// Whether this thread is counting a sample, which then must not read this metric.
        private final ThreadLocal<Boolean> isCounting = ThreadLocal.withInitial(() -> false);

        /// Held by the one thread that reads; guards the fields below.
        private final ReentrantLock reading = new ReentrantLock();

        private A total;

        /// States of closed stripes that are not in the total yet; not empty after an overflow.
        private final Deque<A> closed = new ArrayDeque<>();

        Core(MetricDefinition<S, A, R> definition) {
            this.definition = definition;
            this.tally = definition.tally();
            this.total = tally.newState();
        }

        void update(S sample) {
            write(state -> tally.accumulate(state, sample));
        }

        void updateAll(Iterable<? extends S> samples) {
            A fresh = Batches.count(tally, samples);
            write(state -> state.mergeFrom(fresh));
        }

        R forward(S sample) {
            A alone = tally.newState();
            tally.accumulate(alone, sample);
            R result = definition.evaluate(alone);
            write(state -> state.mergeFrom(alone));
            return result;
        }

        void merge(Metric<S, R> other) {
            A more = other.counted(definition);
            write(state -> state.mergeFrom(more));
        }

        private void write(Consumer<A> counting) {
            boolean isNested = isCounting.get();
            isCounting.set(true);
            Stripe<A> stripe = acquire();
            try {
                counting.accept(stripe.state());
            } finally {
                stripe.release();
                if (!isNested) {
                    isCounting.remove();
                }
            }
        }

        private Stripe<A> acquire() {
            while (true) {
                Stripe<A> first = newest.get();
                for (Stripe<A> stripe = first; stripe != null; stripe = stripe.older()) {
                    if (stripe.tryAcquire()) {
                        return stripe;
                    }
                }
                Stripe<A> added = new Stripe<>(tally.newState(), first);
                if (newest.compareAndSet(first, added)) {
                    return added;
                }
            }
        }

        R compute() {
            return read(definition::evaluate);
        }

        long samples() {
            return read(MetricState::samples);
        }

        Metric<S, R> snapshot() {
            return read(state -> Metric.of(definition, state.copy()));
        }

        private <T> T read(Function<A, T> readOut) {
            lockForReading();
            try {
                closeStripes();
                while (!closed.isEmpty()) {
                    total.mergeFrom(closed.getFirst());
                    closed.removeFirst();
                }
                return readOut.apply(total);
            } finally {
                reading.unlock();
            }
        }

        /// A sample that is being counted would wait for itself.
        private void lockForReading() {
            if (isCounting.get()) {
                throw new IllegalStateException(
                        "metric "
                                + definition.fingerprint()
                                + " is read while this thread counts a sample of it, expected"
                                + " after");
            }
            reading.lock();
        }

        void reset() {
            lockForReading();
            try {
                closeStripes();
                closed.clear();
                total = tally.newState();
            } finally {
                reading.unlock();
            }
        }

        /// Adds a state to those that are waiting; to one of them where there is room, so that they do
        /// not pile up behind a sum that overflows.
        private void add(A state) {
            if (!closed.isEmpty()) {
                try {
                    closed.getLast().mergeFrom(state);
                    return;
                } catch (ArithmeticException overflow) {
                    // it waits by itself
                }
            }
            closed.addLast(state);
        }

        private void closeStripes() {
            Stripe<A> stripe = newest.getAndSet(null);
            while (stripe != null) {
                stripe.close();
                add(stripe.state());
                stripe = stripe.older();
            }
        }
    }
}
