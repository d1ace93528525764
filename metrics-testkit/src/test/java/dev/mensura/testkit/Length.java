package dev.mensura.testkit;

import dev.mensura.api.CountTally;

/// Counts items of any kind.
record Length() implements CountTally<int[]> {
    @Override
    public String fingerprint() {
        return "length{}";
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public long[] count(int[] sample) {
        return new long[] {sample.length};
    }
}
