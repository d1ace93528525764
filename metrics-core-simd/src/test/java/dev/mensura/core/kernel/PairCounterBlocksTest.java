package dev.mensura.core.kernel;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

@DisplayName("Pair counters, block by block,")
class PairCounterBlocksTest {
    private static final long SEED = Long.getLong("mensura.seed", 20_261_127L);
    private static final int BLOCK = PairCounter.BLOCK;

    /// Labels whose low bits are those of classes or of others here, and those that fit a byte but mean
    /// nothing.
    private static final long[] STRANGE = {
        31,
        63,
        200,
        255,
        256,
        259,
        65_535,
        70_000,
        -1,
        -128,
        1L << 33,
        1L << 59,
        (1L << 59) + 3,
        1L << 60
    };

    @ParameterizedTest
    @EnumSource(StoredWidth.class)
    @DisplayName(
            "agree where noise and long runs follow each other, and a label behind them is"
                    + " rejected")
    void noiseAndRuns(StoredWidth width) {
        Random random = new Random(SEED);
        for (int numClasses : new int[] {19, 150}) {
            PairReference reference = new PairReference(numClasses, Set.of(254L), Map.of());
            int part = 20 * BLOCK + 1;
            long[] target = new long[4 * part];
            long[] prediction = new long[target.length];
            fillParts(target, part, reference.targetAlphabet(width), random);
            fillParts(prediction, part, reference.classes(width), random);
            PairCounterTest.compare(
                    "all", reference, width, prediction, 0, target, 0, target.length);

            int strange = target.length - BLOCK - 7;
            prediction[strange] = width == StoredWidth.CODES ? -2 : -100;
            PairReference again = new PairReference(numClasses, Set.of(254L), Map.of());
            target[strange] = 0;
            PairCounterTest.compare(
                    "rejected", again, width, prediction, 0, target, 0, target.length);
        }
    }

    private static void fillParts(long[] labels, int part, long[] alphabet, Random random) {
        for (int from = 0; from < labels.length; from += part) {
            long[] filled = new long[part];
            LabelPattern pattern =
                    from / part % 2 == 0 ? LabelPattern.NOISE : LabelPattern.LONG_RUNS;
            pattern.fill(filled, alphabet, random);
            System.arraycopy(filled, 0, labels, from, part);
        }
    }

    @ParameterizedTest
    @EnumSource(StoredWidth.class)
    @DisplayName("agree however many labels follow those that are counted")
    void behind(StoredWidth width) {
        Random random = new Random(SEED);
        int[] lengths = {1, 64, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK};
        for (int length : lengths) {
            for (int behind = 60; behind <= 84; behind++) {
                PairReference reference = new PairReference(19, Set.of(), Map.of());
                long[] target = new long[length + behind];
                long[] prediction = new long[length + behind];
                LabelPattern.RUNS.fill(target, reference.targetAlphabet(width), random);
                LabelPattern.RUNS.fill(prediction, reference.classes(width), random);
                String what = behind + " behind";
                PairCounterTest.compare(what, reference, width, prediction, 0, target, 0, length);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = StoredWidth.class, mode = EnumSource.Mode.EXCLUDE, names = "CODES")
    @DisplayName("agree where noise has ignored labels of any bits, and predictions there as well")
    void ignoredInNoise(StoredWidth width) {
        Random random = new Random(SEED);
        Set<Long> above = Set.of(255L, 259L, 70_000L, 1L << 40, (1L << 59) + 3);
        Set<Long> belowToo = Set.of(-7L, 255L, 259L);
        for (Set<Long> ignored : List.of(above, belowToo)) {
            for (int numClasses : new int[] {19, 32, 150}) {
                PairReference reference = new PairReference(numClasses, ignored, Map.of());
                long[] target = noise(reference.classes(width), random);
                long[] prediction = noise(reference.classes(width), random);
                long[] all = reference.targetAlphabet(width);
                for (int i = 0; i < target.length; i += 1 + random.nextInt(BLOCK)) {
                    long label = all[all.length - 1 - random.nextInt(ignored.size())];
                    if (ignored.contains(label)) {
                        target[i] = label;
                        prediction[i] = STRANGE[random.nextInt(STRANGE.length)];
                    }
                }
                PairCounterTest.compare(
                        numClasses + " classes, ignored " + ignored,
                        reference,
                        width,
                        prediction,
                        0,
                        target,
                        0,
                        target.length);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StoredWidth.class)
    @DisplayName("find a rejected label of any bits in noise")
    void rejectedInNoise(StoredWidth width) {
        Random random = new Random(SEED);
        Set<Long> ignored = width == StoredWidth.CODES ? Set.of() : Set.of(254L);
        for (int numClasses : new int[] {19, 150}) {
            long[] classes = new PairReference(numClasses, ignored, Map.of()).classes(width);
            long[] target = noise(classes, random);
            long[] prediction = noise(classes, random);
            for (long label : STRANGE) {
                for (long[] side : new long[][] {target, prediction}) {
                    int at = BLOCK + random.nextInt(target.length - BLOCK);
                    long before = side[at];
                    side[at] = label;
                    PairCounterTest.compare(
                            label + " at " + at + " of " + numClasses + " classes",
                            new PairReference(numClasses, ignored, Map.of()),
                            width,
                            prediction,
                            0,
                            target,
                            0,
                            target.length);
                    side[at] = before;
                }
            }
        }
    }

    private static long[] noise(long[] alphabet, Random random) {
        long[] labels = new long[12 * BLOCK + 77];
        LabelPattern.NOISE.fill(labels, alphabet, random);
        return labels;
    }
}
