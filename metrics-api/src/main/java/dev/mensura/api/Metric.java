package dev.mensura.api;

import org.jspecify.annotations.Nullable;

/// A metric in use: counts samples and reads out the result, as often as wanted.
///
/// ```java
/// Metric<S, R> metric = definition.newMetric();
/// metric.update(first);                 // counts
/// R batch = metric.forward(second);     // the value of `second` alone, and counts it
/// R all = metric.compute();             // the value of both, computed from their summed counts
/// metric.reset();                       // like new
/// ```
///
/// Every method is all or nothing: if it throws, what had been counted is still there and nothing
/// else is (law M12). `forward` gives the value of its argument alone and adds exactly that (M5);
/// `compute` changes nothing, can be repeated, and is never stale (M6); `reset` equals new (M7);
/// merging or loading under other options is refused (M16). A metric is not thread-safe: use one per thread and [#merge] them, or a
/// [MetricDefinition#collector]. [#confine] switches on a check of that.
///
/// @param <S> one sample
/// @param <R> the result
public final class Metric<S, R extends MetricResult> {
    private final Core<S, ?, R> core;

    private Metric(Core<S, ?, R> core) {
        this.core = core;
    }

    static <S, A extends MetricState<A>, R extends MetricResult> Metric<S, R> of(
            MetricDefinition<S, A, R> definition) {
        return of(definition, definition.tally().newState());
    }

    /// Returns a metric that goes on with `state`, which is its own from now on.
    static <S, A extends MetricState<A>, R extends MetricResult> Metric<S, R> of(
            MetricDefinition<S, A, R> definition, A state) {
        return new Metric<>(new Core<>(definition, state));
    }

    /// Returns the metric that [#encode] wrote. No state is made before the bytes prove to hold one.
    ///
    /// @throws StateFormatException if they do not
    static <S, A extends MetricState<A>, R extends MetricResult> Metric<S, R> decode(
            MetricDefinition<S, A, R> definition, StateReader in) {
        return of(definition, definition.tally().decode(in));
    }

    /// Writes what was counted, without header.
    void encode(StateWriter out) {
        core.encode(out);
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

    /// Counts all samples or, if one is rejected, none.
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

    /// Counts one sample and returns the value of this sample alone. Kotlin: `metric(sample)`.
    ///
    /// @throws IllegalArgumentException if the sample is rejected; nothing of it is counted then
    public R invoke(S sample) {
        return core.forward(sample);
    }

    /// Counts all samples and returns one value: that of a new metric which was fed these samples
    /// (never a mean of the samples' values). No samples give the documented empty result.
    ///
    /// @throws SampleRejectedException if one is rejected, naming its index; none is counted then
    public R forwardAll(Iterable<? extends S> samples) {
        return core.forwardAll(samples);
    }

    /// Returns the value of everything that was counted; changes nothing. A metric that has seen
    /// nothing gives the documented empty result.
    public R compute() {
        return core.compute();
    }

    /// Forgets everything that was counted.
    public void reset() {
        core.reset();
    }

    /// Adds what `other` has counted; `other` stays as it was.
    ///
    /// @throws IllegalArgumentException if `other` has another definition or other options, naming
    ///   both
    public void merge(Metric<S, R> other) {
        core.merge(other);
    }

    /// Returns a new metric that has counted what this one and then `other` have.
    ///
    /// @throws IllegalArgumentException if `other` has another definition or other options
    Metric<S, R> plus(Metric<S, R> other) {
        return core.plus(other);
    }

    /// Replaces what this metric has counted by what `other`, of an equal definition, has; `other` is
    /// used up.
    void take(Metric<S, R> other) {
        core.take(other);
    }

    /// Returns the state of this metric, to be read only, for whoever counts by an equal definition.
    ///
    /// @throws IllegalArgumentException if its definition is not equal to `expected`, naming both
    <A extends MetricState<A>> A counted(MetricDefinition<S, A, R> expected) {
        return core.counted(expected);
    }

    /// Returns the number of samples counted, merged ones included.
    public long samples() {
        return core.samples();
    }

    /// Returns everything that was counted in a portable binary form; see [StateWriter].
    public byte[] save() {
        return core.save();
    }

    /// Replaces what was counted by what [#save] wrote.
    ///
    /// @throws StateFormatException if the bytes are foreign, truncated, of a newer format,
    ///   damaged, or of another definition or other options, naming both; what had been counted is
    ///   still there then
    public void load(byte[] saved) {
        core.load(saved);
    }

    /// Ties this metric to the calling thread and returns it: from now on any other thread that
    /// uses it gets a [WrongThreadException].
    public Metric<S, R> confine() {
        core.confine();
        return this;
    }

    @Override
    public String toString() {
        return "Metric["
                + core.definition.fingerprint()
                + ", samples="
                + core.state.samples()
                + "]";
    }

    /// Keeps the state type private to the metric, so that callers need not name it.
    private static final class Core<S, A extends MetricState<A>, R extends MetricResult> {
        final MetricDefinition<S, A, R> definition;
        final Tally<S, A> tally;
        A state;
        @Nullable Thread owner;

        Core(MetricDefinition<S, A, R> definition, A state) {
            this.definition = definition;
            this.tally = definition.tally();
            this.state = state;
        }

        void update(S sample) {
            checkOwner();
            tally.accumulate(state, sample);
        }

        R forward(S sample) {
            checkOwner();
            A alone = tally.newState();
            tally.accumulate(alone, sample);
            return evaluateThenMerge(alone);
        }

        R forwardAll(Iterable<? extends S> samples) {
            checkOwner();
            return evaluateThenMerge(Batches.count(tally, samples));
        }

        private R evaluateThenMerge(A fresh) {
            R result = definition.evaluate(fresh);
            state.mergeFrom(fresh);
            return result;
        }

        void updateAll(Iterable<? extends S> samples) {
            checkOwner();
            A fresh = Batches.count(tally, samples);
            state.mergeFrom(fresh);
        }

        void merge(Metric<S, R> other) {
            checkOwner();
            A more = other.counted(definition);
            state.mergeFrom(other.core == this ? state.copy() : more);
        }

        Metric<S, R> plus(Metric<S, R> other) {
            checkOwner();
            return Metric.of(definition, state.plus(other.counted(definition)));
        }

        void take(Metric<S, R> other) {
            checkOwner();
            state = other.counted(definition);
        }

        <B extends MetricState<B>> B counted(MetricDefinition<S, B, R> expected) {
            checkOwner();
            if (!expected.equals(definition)) {
                throw new IllegalArgumentException(
                        "other is a metric "
                                + definition.fingerprint()
                                + ", expected "
                                + expected.fingerprint());
            }
            @SuppressWarnings("unchecked") // equal definitions count into the same state type
            B same = (B) state;
            return same;
        }

        R compute() {
            checkOwner();
            return definition.evaluate(state);
        }

        void reset() {
            checkOwner();
            state = tally.newState();
        }

        long samples() {
            checkOwner();
            return state.samples();
        }

        byte[] save() {
            checkOwner();
            return StateFormat.write(definition.fingerprint(), out -> tally.encode(state, out));
        }

        void load(byte[] saved) {
            checkOwner();
            state = StateFormat.read(definition.fingerprint(), saved, tally::decode);
        }

        void encode(StateWriter out) {
            checkOwner();
            tally.encode(state, out);
        }

        void confine() {
            checkOwner();
            owner = Thread.currentThread();
        }

        private void checkOwner() {
            Thread confinedTo = owner;
            if (confinedTo != null && confinedTo != Thread.currentThread()) {
                throw new WrongThreadException(
                        "metric is confined to thread "
                                + confinedTo.getName()
                                + ", called on "
                                + Thread.currentThread().getName());
            }
        }
    }
}
