package dev.mensura.core;

import java.util.Arrays;
import java.util.Random;

/// The seed of every random choice in these tests: `-Dmensura.seed=42` sets it, otherwise it is 1.
/// Failures print how to repeat them.
final class Seed {
    static final long VALUE = Long.getLong("mensura.seed", 1);

    private Seed() {}

    /// Returns a generator of its own for the case that these parts name.
    static Random random(Object... parts) {
        return new Random(VALUE * 31 + Arrays.toString(parts).hashCode());
    }

    /// Returns how to repeat a failure.
    static String replay() {
        return "-Dmensura.seed=" + VALUE;
    }
}
