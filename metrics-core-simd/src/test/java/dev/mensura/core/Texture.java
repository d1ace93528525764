package dev.mensura.core;

import java.util.Arrays;
import java.util.Random;

/// How neighbouring labels of a made-up image hang together.
enum Texture {
    /// Every label drawn for itself.
    NOISE,
    /// Runs of 1 to 200 equal labels, as in real masks.
    RUNS,
    /// One label everywhere.
    FLAT;

    private static final int LONGEST_RUN = 200;

    /// Returns `size` labels, each one of `palette`.
    long[] labels(Random random, int size, long... palette) {
        long[] labels = new long[size];
        int at = 0;
        while (at < size) {
            long label = palette[random.nextInt(palette.length)];
            int run =
                    switch (this) {
                        case NOISE -> 1;
                        case RUNS -> 1 + random.nextInt(LONGEST_RUN);
                        case FLAT -> size;
                    };
            for (int end = Math.min(size, at + run); at < end; at++) {
                labels[at] = label;
            }
        }
        return labels;
    }

    /// Returns the labels 0 to `count - 1`.
    static long[] classes(int count) {
        long[] all = new long[count];
        for (int index = 0; index < count; index++) {
            all[index] = index;
        }
        return all;
    }

    /// Returns the labels 0 to `count - 1` and some more.
    static long[] classesAnd(int count, long... more) {
        long[] all = Arrays.copyOf(classes(count), count + more.length);
        System.arraycopy(more, 0, all, count, more.length);
        return all;
    }
}
