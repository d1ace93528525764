package dev.mensura.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;

/// Compares the kernels with plain loops and thereby with each other.
@DisplayName("The highest scores")
class ScoreArgmaxTest {
    private static final long SEED = Long.getLong("mensura.seed", 20_250_916L);
    private static final byte UNTOUCHED = 77;
    private static final double[] SPECIAL = {-0.0, 0.0, -1e30, 1e-40};

    /// Scores of which two make an infinite sum, as float32.
    private static final double[] HUGE = {3e38, -3e38};

    /// Infinities of an image: vectors leave those of both signs to the specification, and what makes
    /// some.
    private static final double[][] INFINITIES = {
        {},
        HUGE,
        {Double.NEGATIVE_INFINITY},
        {Double.POSITIVE_INFINITY},
        {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}
    };

    private static final int[] CLASSES = {1, 2, 3, 4, 5, 8, 15, 16, 17, 19, 32, 33, 150, 254, 255};

    /// Around every vector length and block boundary.
    private static final int[] PIXELS = {
        0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 65, 127, 128, 129, 143, 257, 1023, 1024,
        1025, 2047, 2048, 2049, 4095, 4096, 4097, 8231
    };

    private static List<ScoreArgmax> kernels(int numClasses) {
        List<ScoreArgmax> kernels = new ArrayList<>();
        kernels.add(new ScalarScoreArgmax(numClasses));
        if (Kernels.info().name().equals("vector")) {
            kernels.add(new VectorScoreArgmax(numClasses));
        }
        return kernels;
    }

    /// Scores of one image, of `numClasses` classes.
    private record Image(double[] scores, boolean interleaved, int numClasses, int pixels) {

        /// Returns scores with many ties and special values, and, where `nan` is not 0, one `NaN`
        /// among that many.
        static Image random(
                Random random, boolean interleaved, int numClasses, int pixels, int nan) {
            double[] scores = new double[numClasses * pixels];
            double[] infinities = INFINITIES[random.nextInt(INFINITIES.length)];
            double[] special =
                    DoubleStream.concat(Arrays.stream(SPECIAL), Arrays.stream(infinities))
                            .toArray();
            for (int i = 0; i < scores.length; i++) {
                scores[i] =
                        random.nextInt(8) == 0
                                ? special[random.nextInt(special.length)]
                                : random.nextInt(7) - 3 + (random.nextInt(4) == 0 ? 1e-7 : 0);
                if (nan > 0 && random.nextInt(nan) == 0) {
                    scores[i] = Double.NaN;
                }
            }
            return new Image(scores, interleaved, numClasses, pixels);
        }

        double score(int c, int pixel, boolean doublePrecision) {
            double score = scores[interleaved ? pixel * numClasses + c : c * pixels + pixel];
            return doublePrecision ? score : (float) score;
        }

        int winner(int pixel, boolean doublePrecision) {
            int winner = 0;
            for (int c = 0; c < numClasses; c++) {
                double score = score(c, pixel, doublePrecision);
                if (Double.isNaN(score)) {
                    return ScoreArgmax.NOT_A_NUMBER;
                }
                if (score > score(winner, pixel, doublePrecision)) {
                    winner = c;
                }
            }
            return winner;
        }

        void check(ScoreStorage storage, boolean doublePrecision, int start, int count) {
            try (Arena arena = Arena.ofConfined()) {
                ScoreView view =
                        new ScoreView(
                                storage.hold(scores, doublePrecision, arena),
                                doublePrecision,
                                interleaved,
                                pixels);
                for (ScoreArgmax kernel : kernels(numClasses)) {
                    check(kernel, view, doublePrecision, start, count);
                }
            }
        }

        private void check(
                ScoreArgmax kernel, ScoreView view, boolean doublePrecision, int start, int count) {
            int[] wide = new int[count + 1];
            byte[] codes = new byte[count + 1];
            Arrays.fill(wide, UNTOUCHED);
            Arrays.fill(codes, UNTOUCHED);
            int[] expected = wide.clone();
            byte[] expectedCodes = codes.clone();
            for (int i = 0; i < count; i++) {
                expected[i] = winner(start + i, doublePrecision);
                expectedCodes[i] = (byte) expected[i];
            }
            String what =
                    kernel.getClass().getSimpleName()
                            + (interleaved ? " interleaved " : " planar ")
                            + numClasses
                            + " x "
                            + pixels
                            + " float"
                            + (doublePrecision ? 64 : 32)
                            + ", seed "
                            + SEED;
            kernel.winners(view, start, count, wide);
            assertThat(wide).as(what).isEqualTo(expected);
            if (numClasses <= ScoreArgmax.MOST_BYTE_CLASSES) {
                kernel.winners(view, start, count, codes);
                assertThat(codes).as(what).isEqualTo(expectedCodes);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ScoreStorage.class)
    @DisplayName("of any size, with ties and special values, equal plain loops")
    void sizes(ScoreStorage storage) {
        Random random = new Random(SEED + storage.ordinal());
        for (int numClasses : CLASSES) {
            for (int pixels : PIXELS) {
                if (numClasses * pixels > 80_000) {
                    continue;
                }
                boolean interleaved = random.nextBoolean();
                boolean doubles = random.nextBoolean();
                Image.random(random, interleaved, numClasses, pixels, 0)
                        .check(storage, doubles, 0, pixels);
                Image.random(random, !interleaved, numClasses, pixels, 0)
                        .check(storage, doubles, 0, pixels);
                Image.random(random, interleaved, numClasses, pixels, 0)
                        .check(storage, !doubles, 0, pixels);
                Image.random(random, !interleaved, numClasses, pixels, 0)
                        .check(storage, !doubles, 0, pixels);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ScoreStorage.class)
    @DisplayName("of pixels with a NaN are no class, however many there are")
    void nan(ScoreStorage storage) {
        Random random = new Random(SEED + storage.ordinal());
        for (int numClasses : new int[] {1, 2, 5, 19, 40}) {
            for (int pixels : new int[] {1, 17, 64, 2049, 5000}) {
                for (int rarity : new int[] {2, 30, 3 * numClasses * pixels / 2 + 1}) {
                    for (boolean doubles : new boolean[] {false, true}) {
                        Image.random(random, false, numClasses, pixels, rarity)
                                .check(storage, doubles, 0, pixels);
                        Image.random(random, true, numClasses, pixels, rarity)
                                .check(storage, doubles, 0, pixels);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ScoreStorage.class)
    @DisplayName("of part of an image")
    void parts(ScoreStorage storage) {
        Random random = new Random(SEED + storage.ordinal());
        for (int round = 0; round < 40; round++) {
            int numClasses = 1 + random.nextInt(24);
            int pixels = 1 + random.nextInt(3000);
            int start = random.nextInt(pixels);
            int count = random.nextInt(pixels - start + 1);
            Image.random(random, random.nextBoolean(), numClasses, pixels, 0)
                    .check(storage, random.nextBoolean(), start, count);
        }
    }

    @ParameterizedTest
    @EnumSource(ScoreStorage.class)
    @DisplayName("of more classes than a byte can name")
    void manyClasses(ScoreStorage storage) {
        Random random = new Random(SEED + storage.ordinal());
        for (int numClasses : new int[] {256, 300}) {
            for (boolean doubles : new boolean[] {false, true}) {
                Image.random(random, false, numClasses, 130, 0).check(storage, doubles, 0, 130);
                Image.random(random, true, numClasses, 130, 5000).check(storage, doubles, 0, 130);
            }
        }
    }

    @Test
    @DisplayName("are found in an array that other memory was found in before")
    void kindsByTurns() {
        Random random = new Random(SEED);
        Image planar = Image.random(random, false, 19, 2100, 0);
        Image interleaved = Image.random(random, true, 19, 2100, 0);
        for (int round = 0; round < 20; round++) {
            for (ScoreStorage storage : ScoreStorage.values()) {
                for (boolean doubles : new boolean[] {false, true}) {
                    planar.check(storage, doubles, 0, 2100);
                    interleaved.check(storage, doubles, 0, 2100);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ScoreStorage.class)
    @DisplayName("are found without allocating")
    void allocatesNothing(ScoreStorage storage) {
        byte[] codes = new byte[2100];
        try (Arena arena = Arena.ofConfined()) {
            for (boolean interleaved : new boolean[] {false, true}) {
                for (boolean doubles : new boolean[] {false, true}) {
                    Image image = Image.random(new Random(SEED), interleaved, 5, 2100, 0);
                    ScoreView view =
                            new ScoreView(
                                    storage.hold(image.scores(), doubles, arena),
                                    doubles,
                                    interleaved,
                                    2100);
                    for (ScoreArgmax kernel : kernels(5)) {
                        assertThat(
                                        Allocations.steadyBytes(
                                                () -> kernel.winners(view, 0, 2100, codes)))
                                .as("%s %s %s", kernel.getClass(), interleaved, doubles)
                                .isZero();
                    }
                }
            }
        }
    }

    @Test
    @Tag("vector")
    @DisplayName("are found by vectors where no score is special, whatever was copied before")
    void byVectors() {
        Random random = new Random(SEED);
        for (int numClasses : new int[] {3, 5, 19, 40}) {
            float[] clean = new float[numClasses * 1024];
            float[] spoilt = new float[numClasses * 1024 + 1];
            for (int i = 0; i < clean.length; i++) {
                clean[i] = random.nextFloat() - 0.5f;
            }
            Arrays.fill(spoilt, Float.NaN);
            for (boolean interleaved : new boolean[] {false, true}) {
                VectorFloatArgmax floats = new VectorFloatArgmax(numClasses);
                byte[] codes = new byte[1024];
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment bad =
                            arena.allocate(4L * clean.length, 4)
                                    .copyFrom(MemorySegment.ofArray(spoilt).asSlice(4));
                    MemorySegment good =
                            arena.allocate(4L * clean.length, 4)
                                    .copyFrom(MemorySegment.ofArray(clean));
                    assertThat(found(floats, bad, interleaved, 1024, codes)).isFalse();
                    assertThat(found(floats, good, interleaved, 1024, codes)).isTrue();
                    assertThat(found(floats, good, interleaved, 512, codes)).isTrue();
                }
            }
        }
    }

    private static boolean found(
            VectorFloatArgmax floats,
            MemorySegment scores,
            boolean interleaved,
            int count,
            byte[] codes) {
        return floats.winners(new ScoreView(scores, false, interleaved, 1024), 0, count, codes, 0);
    }
}
