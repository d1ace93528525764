package dev.mensura.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Compares the kernels with plain loops and thereby with each other.
@DisplayName("Scores against a threshold")
class ScoreThresholdTest {
    private static final long SEED = Long.getLong("mensura.seed", 20_250_916L);
    private static final byte UNTOUCHED = 77;
    private static final float[] CUTS = {
        Float.NEGATIVE_INFINITY, -0.0f, 0, 0.3f, -0.84729785f, Float.POSITIVE_INFINITY
    };
    private static final int[] COUNTS = {
        0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 1000, 1024, 1088, 2049, 4999
    };

    private static List<ScoreThreshold> kernels() {
        List<ScoreThreshold> kernels = new ArrayList<>();
        kernels.add(new ScalarScoreThreshold());
        if (Kernels.info().name().equals("vector")) {
            kernels.add(new VectorScoreThreshold());
        }
        return kernels;
    }

    /// Returns scores at the cut, beside it and far from it, some of them `NaN`.
    private static double[] scores(Random random, double cut, int count, boolean doublePrecision) {
        double[] near = {
            cut,
            doublePrecision ? Math.nextUp(cut) : Math.nextUp((float) cut),
            doublePrecision ? Math.nextDown(cut) : Math.nextDown((float) cut),
            0.0,
            -0.0,
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            1,
            -1
        };
        double[] scores = new double[count];
        Arrays.setAll(scores, i -> near[random.nextInt(near.length)]);
        return scores;
    }

    private static byte code(double score, double cut, boolean equalPasses) {
        if (Double.isNaN(score)) {
            return ScoreThreshold.NOT_A_NUMBER;
        }
        boolean passes = equalPasses ? score >= cut : score > cut;
        return (byte) (passes ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(ScoreStorage.class)
    @DisplayName("of any number, at every cut, equal plain loops")
    void codes(ScoreStorage storage) {
        Random random = new Random(SEED + storage.ordinal());
        for (float cut : CUTS) {
            for (int count : COUNTS) {
                check(storage, random, cut, count, false, random.nextBoolean());
                check(storage, random, Math.nextUp((double) cut), count, true, false);
                check(storage, random, cut, count, true, true);
                check(storage, random, cut, count, false, true);
            }
        }
    }

    private static void check(
            ScoreStorage storage,
            Random random,
            double cut,
            int count,
            boolean doublePrecision,
            boolean equalPasses) {
        int start = random.nextInt(5);
        double[] scores = scores(random, cut, start + count, doublePrecision);
        byte[] expected = new byte[count + 1];
        expected[count] = UNTOUCHED;
        for (int i = 0; i < count; i++) {
            expected[i] = code(scores[start + i], cut, equalPasses);
        }
        try (Arena arena = Arena.ofConfined()) {
            ScoreView view =
                    new ScoreView(
                            storage.hold(scores, doublePrecision, arena),
                            doublePrecision,
                            false,
                            scores.length);
            for (ScoreThreshold kernel : kernels()) {
                byte[] codes = new byte[count + 1];
                Arrays.fill(codes, UNTOUCHED);
                kernel.compare(view, start, count, cut, equalPasses, codes);
                assertThat(codes)
                        .as("%s, cut %s, seed %s", kernel.getClass(), cut, SEED)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ScoreStorage.class)
    @DisplayName("are compared without allocating")
    void allocatesNothing(ScoreStorage storage) {
        byte[] codes = new byte[2100];
        try (Arena arena = Arena.ofConfined()) {
            for (boolean doubles : new boolean[] {false, true}) {
                double[] scores = scores(new Random(SEED), 0, 2100, doubles);
                ScoreView view =
                        new ScoreView(storage.hold(scores, doubles, arena), doubles, false, 2100);
                for (ScoreThreshold kernel : kernels()) {
                    assertThat(
                                    Allocations.steadyBytes(
                                            () -> kernel.compare(view, 0, 2100, 0, true, codes)))
                            .as("%s %s", kernel.getClass(), doubles)
                            .isZero();
                }
            }
        }
    }
}
