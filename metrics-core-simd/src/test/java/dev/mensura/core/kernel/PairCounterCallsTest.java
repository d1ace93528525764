package dev.mensura.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// What a counter keeps from one call to the next.
@DisplayName("Calls of a pair counter")
class PairCounterCallsTest {
    private static final int LENGTH = 2 * PairCounter.BLOCK + 77;
    private static final int CLASSES = 100;

    /// A label that every signed type has.
    private static final long IGNORED = -28;

    private final Random random = new Random(11);
    private final long[] prediction = new long[LENGTH];
    private final long[] target = new long[LENGTH];

    private static PairReference reference(long ignoreLabel) {
        return new PairReference(CLASSES, Set.of(ignoreLabel), Map.of());
    }

    private void fill(PairReference reference) {
        LabelPattern.RUNS.fill(prediction, reference.classes(StoredWidth.INT64), random);
        LabelPattern.RUNS.fill(target, reference.targetAlphabet(StoredWidth.INT64), random);
    }

    @Test
    @DisplayName("add up over labels of all types, in arrays and off the heap, until they are read")
    void calls() {
        PairReference reference = reference(IGNORED);
        fill(reference);
        StoredWidth[] widths = {
            StoredWidth.INT8, StoredWidth.INT64, StoredWidth.INT32, StoredWidth.INT16
        };
        for (int call = 0; call < 2 * widths.length; call++) {
            reference.count(StoredWidth.INT64, prediction, 0, target, 0, LENGTH);
        }
        for (PairCounter counter : reference.counters()) {
            for (StoredWidth width : widths) {
                for (boolean offHeap : new boolean[] {false, true}) {
                    assertThat(width.count(counter, offHeap, prediction, 0, target, 0, LENGTH))
                            .isEqualTo(LENGTH);
                }
            }
            assertThat(counter.ignored()).isEqualTo(reference.ignored);
            assertThat(counter.table()).isEqualTo(reference.table());
        }
    }

    @Test
    @DisplayName("add up calls of different widths")
    void accumulate() {
        PairReference reference = new PairReference(19, Set.of(255L, -1L), Map.of());
        List<PairCounter> counters = reference.counters();
        for (int round = 0; round < 60; round++) {
            StoredWidth width = StoredWidth.values()[round % StoredWidth.values().length];
            int n = random.nextInt(3 * PairCounter.BLOCK);
            long[] predicted = new long[n];
            long[] truth = new long[n];
            LabelPattern.values()[round % LabelPattern.values().length].fill(
                    predicted, reference.classes(width), random);
            LabelPattern.RUNS.fill(truth, reference.targetAlphabet(width), random);
            reference.count(width, predicted, 0, truth, 0, n);
            for (PairCounter counter : counters) {
                assertThat(width.count(counter, false, predicted, 0, truth, 0, n)).isEqualTo(n);
                assertThat(counter.table()).as("round %d", round).isEqualTo(reference.table());
                assertThat(counter.ignored()).as("round %d", round).isEqualTo(reference.ignored);
            }
        }
    }

    @Test
    @DisplayName("count blocks of few runs behind those of many, and the other way round")
    void fewAndMany() {
        PairReference reference = reference(IGNORED);
        int[] lengths = {4095, 64, 63, 65, 4096, 1, 17, 3, 2048, 64, 700, 2, 128};
        int n = 40 * PairCounter.BLOCK + 61;
        long[] predicted = new long[n];
        long[] truth = new long[n];
        int begin = 0;
        while (begin < n) {
            int block = begin / PairCounter.BLOCK;
            int end = Math.min(n, begin + lengths[block % lengths.length]);
            Arrays.fill(predicted, begin, end, random.nextInt(CLASSES));
            Arrays.fill(truth, begin, end, block % 3 == 0 ? IGNORED : random.nextInt(CLASSES));
            begin = end;
        }
        for (StoredWidth width : new StoredWidth[] {StoredWidth.INT8, StoredWidth.INT64}) {
            reference.count(width, predicted, 0, truth, 0, n);
        }
        for (PairCounter counter : reference.counters()) {
            StoredWidth.INT8.count(counter, false, predicted, 0, truth, 0, n);
            StoredWidth.INT64.count(counter, false, predicted, 0, truth, 0, n);
            assertThat(counter.table()).isEqualTo(reference.table());
            assertThat(counter.ignored()).isEqualTo(reference.ignored).isPositive();
        }
    }

    @Test
    @DisplayName("keep nothing of a rejected target once they are cleared")
    void rejection() {
        PairReference reference = reference(IGNORED);
        fill(reference);
        reference.count(StoredWidth.INT64, prediction, 0, target, 0, LENGTH);
        long fine = target[LENGTH / 2];
        for (StoredWidth width : new StoredWidth[] {StoredWidth.INT8, StoredWidth.INT64}) {
            for (PairCounter counter : reference.counters()) {
                target[LENGTH / 2] = CLASSES;
                for (int call = 0; call < 2; call++) {
                    assertThat(width.count(counter, false, prediction, 0, target, 0, LENGTH))
                            .as("call %d", call)
                            .isEqualTo(LENGTH / 2);
                }
                target[LENGTH / 2] = fine;
                assertThat(width.count(counter, false, prediction, 0, target, 0, LENGTH))
                        .as("without a clear")
                        .isEqualTo(LENGTH);
                counter.clear();
                width.count(counter, true, prediction, 0, target, 0, LENGTH);
                assertThat(counter.table()).isEqualTo(reference.table());
                assertThat(counter.ignored()).isEqualTo(reference.ignored);
            }
        }
    }

    @Test
    @DisplayName("count ignored labels at the edge of those that bytes tell apart, and beyond it")
    void edge() {
        for (long ignoreLabel : new long[] {CLASSES - 256L, CLASSES - 257L, -1L << 40, 1L << 40}) {
            PairReference reference = reference(ignoreLabel);
            fill(reference);
            reference.count(StoredWidth.INT64, prediction, 0, target, 0, LENGTH);
            for (PairCounter counter : reference.counters()) {
                StoredWidth.INT64.count(counter, false, prediction, 0, target, 0, LENGTH);
                assertThat(counter.table())
                        .as("ignored %d", ignoreLabel)
                        .isEqualTo(reference.table());
                assertThat(counter.ignored()).isEqualTo(reference.ignored).isPositive();
            }
        }
    }
}
