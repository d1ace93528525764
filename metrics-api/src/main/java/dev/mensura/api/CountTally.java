package dev.mensura.api;

/// A tally over a fixed number of counters, for authors who only want to say what one sample adds.
///
/// All-or-nothing, independence from the state's content, and the binary form come with it:
///
/// ```java
/// record Hits() implements CountTally<int[]> {
///     public String fingerprint() { return "hits{}"; }
///     public int size() { return 2; }
///     public long[] count(int[] sample) {
///         long hits = Arrays.stream(sample).filter(x -> x == 1).count();
///         return new long[] {hits, sample.length};
///     }
/// }
/// ```
///
/// @param <S> one sample
public interface CountTally<S> extends Tally<S, CountState> {

    /// Returns the number of counters, at least 0, always the same.
    int size();

    /// Returns what `sample` adds to each counter, as a new array of length [#size].
    ///
    /// @throws IllegalArgumentException if the sample is rejected
    long[] count(S sample);

    @Override
    default CountState newState() {
        return new CountState(size());
    }

    @Override
    default void accumulate(CountState state, S sample) {
        state.addSample(count(sample));
    }

    @Override
    default void encode(CountState state, StateWriter out) {
        state.encode(out);
    }

    @Override
    default CountState decode(StateReader reader) {
        return CountState.decode(reader, size());
    }
}
