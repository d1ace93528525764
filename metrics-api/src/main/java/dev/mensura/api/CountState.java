package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// A state of `size` exact counters and a sample count: merge, copy, equality and encoding for
/// nothing. [CountTally] is the tally that goes with it.
///
/// Counters are `long`, start at 0, and never wrap.
public final class CountState implements MetricState<CountState> {
    private final long[] counts;
    private long samples;

    /// Returns a state of `size` counters, all 0.
    ///
    /// @throws IllegalArgumentException if `size` is negative
    public CountState(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("size is " + size + ", expected 0 or more");
        }
        this.counts = new long[size];
    }

    /// Returns a state that has counted `samples` samples and holds `counts`, for a
    /// [Tally#derivedFrom] that has worked them out.
    ///
    /// @param samples 0 or more
    /// @param counts one value per counter; copied
    /// @throws IllegalArgumentException if `samples` is negative
    public static CountState of(long samples, long... counts) {
        if (samples < 0) {
            throw new IllegalArgumentException("samples is " + samples + ", expected 0 or more");
        }
        return new CountState(counts.clone(), samples);
    }

    private CountState(long[] counts, long samples) {
        this.counts = counts;
        this.samples = samples;
    }

    /// Returns the number of counters.
    public int size() {
        return counts.length;
    }

    /// Returns counter `index`. Kotlin: `state[index]`.
    ///
    /// @throws IndexOutOfBoundsException if `index` is not in `[0, size)`
    public long get(int index) {
        return counts[index];
    }

    @Override
    public long samples() {
        return samples;
    }

    /// Adds one sample: `increments[i]` to counter `i`, and 1 to [#samples].
    ///
    /// @param increments one value per counter; neither changed nor kept
    /// @throws IllegalArgumentException if there are not exactly `size` increments
    /// @throws ArithmeticException if a counter would overflow; this state is then unchanged
    public void addSample(long... increments) {
        add(increments, 1);
    }

    @Override
    public void mergeFrom(CountState other) {
        add(other.counts, other.samples);
    }

    private void add(long[] increments, long moreSamples) {
        if (increments.length != counts.length) {
            throw new IllegalArgumentException(
                    "increments has " + increments.length + " counters, expected " + counts.length);
        }
        long sum = Math.addExact(samples, moreSamples);
        for (int i = 0; i < counts.length; i++) {
            Math.addExact(counts[i], increments[i]);
        }
        samples = sum;
        for (int i = 0; i < counts.length; i++) {
            counts[i] += increments[i];
        }
    }

    @Override
    public CountState copy() {
        return new CountState(counts.clone(), samples);
    }

    /// Writes the sample count and the counters: `8 * (1 + size)` bytes.
    public void encode(StateWriter out) {
        out.putLong(samples);
        out.putLongs(counts);
    }

    /// Returns the state that [#encode] wrote for `size` counters.
    ///
    /// @throws StateFormatException if the bytes are too short or the sample count is negative
    public static CountState decode(StateReader reader, int size) {
        long samples = reader.getCount("samples");
        return new CountState(reader.getLongs(size), samples);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CountState that
                && samples == that.samples
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(counts) + Long.hashCode(samples);
    }

    @Override
    public String toString() {
        return "CountState[samples=" + samples + ", counts=" + Arrays.toString(counts) + "]";
    }
}
