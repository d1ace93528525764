package dev.mensura.testkit;

import dev.mensura.api.MetricState;

import java.util.Arrays;

/// A state like `CountState`, open to be broken.
class Marks implements MetricState<Marks> {
    static final int HITS = 0;
    static final int COUNTED = 1;
    static final int IGNORED = 2;
    static final int EMPTY = 3;
    static final int SAMPLES = 4;
    static final int SPARE = 5;
    static final int SIZE = 6;

    long[] counts = new long[SIZE];

    /// Returns an empty state of the same class.
    Marks fresh() {
        return new Marks();
    }

    @Override
    public void mergeFrom(Marks other) {
        for (int i = 0; i < SIZE; i++) {
            counts[i] = Math.addExact(counts[i], other.counts[i]);
        }
    }

    @Override
    public Marks copy() {
        Marks copy = fresh();
        copy.counts = counts.clone();
        return copy;
    }

    @Override
    public long samples() {
        return counts[SAMPLES];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Marks that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.toString(counts);
    }
}
