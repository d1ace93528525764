package dev.mensura.testkit;

import dev.mensura.api.CountTally;

/// Counts the first item, of which two of the largest overflow.
record HugeItems() implements CountTally<int[]> {
    @Override
    public String fingerprint() {
        return "huge_items{}";
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public long[] count(int[] sample) {
        long first = sample[0];
        return new long[] {first == Integer.MAX_VALUE ? Long.MAX_VALUE / 2 + 1 : first};
    }
}
