package dev.mensura.core.kernel;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;
import java.util.Random;
import java.util.Set;

@DisplayName("Pair counters, block by block,")
class PairCounterBlocksTest {
    private static final long SEED = Long.getLong("mensura.seed", 20_261_127L);
    private static final int BLOCK = PairCounter.BLOCK;

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
}
