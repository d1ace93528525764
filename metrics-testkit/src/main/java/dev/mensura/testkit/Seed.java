package dev.mensura.testkit;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ThreadLocalRandom;

/// The seed of every random choice of the kit: `-Dmensura.seed=42` sets it, `-Dmensura.seed=random`
/// draws a new one per JVM, and otherwise it is always 1, so that a build fails or passes the same
/// way twice.
final class Seed {
    private static final String PROPERTY = "mensura.seed";

    private static final long DEFAULT = 1;

    /// The seed of this JVM.
    static final long VALUE = parse(System.getProperty(PROPERTY));

    private Seed() {}

    static long parse(@Nullable String text) {
        if (text == null) {
            return DEFAULT;
        }
        if (text.equals("random")) {
            return ThreadLocalRandom.current().nextLong();
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    PROPERTY + " is \"" + text + "\", expected an integer or random", notANumber);
        }
    }

    /// Returns how to repeat a failure.
    static String replay() {
        return "-D" + PROPERTY + "=" + VALUE;
    }
}
