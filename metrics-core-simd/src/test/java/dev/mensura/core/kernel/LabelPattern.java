package dev.mensura.core.kernel;

import java.util.Random;

/// How labels vary along an array.
enum LabelPattern {
    CONSTANT,
    ALTERNATING,
    NOISE,
    RUNS,
    LONG_RUNS,
    MIXED;

    void fill(long[] labels, long[] alphabet, Random random) {
        int left = 0;
        long label = 0;
        for (int i = 0; i < labels.length; i++) {
            if (left == 0) {
                label = alphabet[random.nextInt(alphabet.length)];
                left =
                        switch (this) {
                            case CONSTANT -> labels.length;
                            case ALTERNATING, NOISE -> 1;
                            case RUNS -> 1 + random.nextInt(40);
                            case LONG_RUNS -> 1 + random.nextInt(3 * PairCounter.BLOCK);
                            case MIXED ->
                                    (i / (2 * PairCounter.BLOCK)) % 2 == 0
                                            ? 1
                                            : 1 + random.nextInt(900);
                        };
                if (this == ALTERNATING) {
                    label = alphabet[i % Math.min(2, alphabet.length)];
                }
            }
            labels[i] = label;
            left--;
        }
    }
}
