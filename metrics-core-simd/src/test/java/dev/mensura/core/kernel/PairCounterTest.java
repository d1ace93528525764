package dev.mensura.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mensura.core.input.LabelType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Compares the counters with a naive reference and thereby with each other.
@DisplayName("Pair counters")
class PairCounterTest {

    private static final long SEED = Long.getLong("mensura.seed", 20_250_916L);
    private static final int BLOCK = PairCounter.BLOCK;
    private static final long NO_CLASS = 77;

    /// Around every vector length, word and block boundary, and some primes.
    private static final int[] LENGTHS = {
        0,
        1,
        2,
        3,
        7,
        8,
        9,
        15,
        16,
        17,
        19,
        31,
        32,
        33,
        35,
        61,
        63,
        64,
        65,
        66,
        67,
        97,
        127,
        128,
        129,
        131,
        191,
        192,
        193,
        257,
        1021,
        BLOCK - 65,
        BLOCK - 64,
        BLOCK - 63,
        BLOCK - 1,
        BLOCK,
        BLOCK + 1,
        BLOCK + 2,
        BLOCK + 63,
        BLOCK + 64,
        BLOCK + 65,
        BLOCK + 67,
        2 * BLOCK - 1,
        2 * BLOCK,
        2 * BLOCK + 1,
        2 * BLOCK + 3,
        4 * BLOCK + 17,
        7 * BLOCK + 64,
        9 * BLOCK + 129,
        32_749
    };

    static void compare(
            String what,
            PairReference reference,
            StoredWidth width,
            long[] prediction,
            int po,
            long[] target,
            int to,
            int n) {
        String where = what + ", " + width + ", length " + n + ", seed " + SEED;
        int expected = reference.count(width, prediction, po, target, to, n);
        for (PairCounter counter : reference.counters()) {
            for (boolean offHeap : new boolean[] {false, true}) {
                String who = counter.getClass().getSimpleName() + ", off heap " + offHeap;
                int accepted = width.count(counter, offHeap, prediction, po, target, to, n);
                assertThat(accepted).as(who + ": " + where).isEqualTo(expected);
                assertSame(who + ": " + where, reference, expected == n, counter);
            }
        }
    }

    /// Compares the counts, if they are of any use, and clears them.
    private static void assertSame(
            String where, PairReference reference, boolean accepted, PairCounter counter) {
        if (accepted) {
            assertThat(counter.table()).as(where).isEqualTo(reference.table());
            assertThat(counter.ignored()).as(where).isEqualTo(reference.ignored);
        }
        counter.clear();
        assertThat(counter.table()).as(where).isEqualTo(new long[counter.table().length]);
        assertThat(counter.ignored()).as(where).isZero();
    }

    private static List<PairReference> references() {
        return List.of(
                new PairReference(19, Set.of(255L, -1L), Map.of()),
                new PairReference(1, Set.of(), Map.of()),
                new PairReference(2, Set.of(-1L), Map.of(255L, 1L)),
                new PairReference(2, Set.of(), Map.of(0L, 1L, 1L, 0L)),
                new PairReference(19, Set.of(), Map.of()),
                new PairReference(181, Set.of(254L, -77L), Map.of()),
                new PairReference(256, Set.of(-128L, 300L), Map.of()),
                new PairReference(150, Set.of(0L, 7L, 65_535L), Map.of(200L, 149L, 3L, 4L)),
                new PairReference(300, Set.of(-1L, 1L << 40), Map.of(-100L, 299L)));
    }

    @ParameterizedTest
    @EnumSource(StoredWidth.class)
    @DisplayName("agree with the reference for every length, offset and pattern")
    void agree(StoredWidth width) {
        Random random = new Random(SEED);
        for (PairReference shape : references()) {
            for (LabelPattern pattern : LabelPattern.values()) {
                for (int n : LENGTHS) {
                    if (n > BLOCK + 1 && shape.numClasses != 19 && n != 7 * BLOCK + 64) {
                        continue;
                    }
                    int po = random.nextInt(3) * 5;
                    int to = random.nextInt(3) * 7;
                    long[] prediction = new long[po + n + random.nextInt(3) * 45];
                    long[] target = new long[to + n + random.nextInt(3) * 45];
                    pattern.fill(prediction, shape.classes(width), random);
                    pattern.fill(target, shape.targetAlphabet(width), random);
                    Arrays.fill(prediction, po + n, prediction.length, NO_CLASS);
                    PairReference fresh =
                            new PairReference(shape.numClasses, shape.ignoreLabels, shape.mapping);
                    String what = pattern + ", " + fresh.codes();
                    compare(what, fresh, width, prediction, po, target, to, n);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StoredWidth.class)
    @DisplayName("return the lowest rejected position, wherever it is")
    void reject(StoredWidth width) {
        Random random = new Random(SEED);
        long[] strange =
                width == StoredWidth.CODES
                        ? new long[] {-2, 19, 1000}
                        : new long[] {
                            19,
                            20,
                            127,
                            128,
                            254,
                            -2,
                            -3,
                            256,
                            65_535,
                            1L << 32,
                            (1L << 32) + 1,
                            Long.MIN_VALUE,
                            Long.MAX_VALUE,
                            255L + (1L << 32),
                            (1L << 31) + 1
                        };
        for (LabelPattern pattern : LabelPattern.values()) {
            for (int n :
                    new int[] {1, 2, 63, 64, 65, 66, 200, BLOCK, 2 * BLOCK + 1, 5 * BLOCK + 70}) {
                int[] places = {
                    0,
                    1,
                    n / 2,
                    n - 1,
                    n - 2,
                    31,
                    32,
                    63,
                    64,
                    65,
                    BLOCK - 1,
                    BLOCK,
                    BLOCK + 1,
                    2 * BLOCK - 1,
                    2 * BLOCK,
                    5 * BLOCK + 3,
                    random.nextInt(n)
                };
                for (int place : places) {
                    if (place < 0 || place >= n) {
                        continue;
                    }
                    PairReference reference = new PairReference(19, Set.of(255L, -1L), Map.of());
                    long[] prediction = new long[n];
                    long[] target = new long[n];
                    pattern.fill(prediction, reference.classes(width), random);
                    pattern.fill(target, reference.targetAlphabet(width), random);
                    int kind = random.nextInt(3);
                    if (kind != 1) {
                        target[place] = strange[random.nextInt(strange.length)];
                    }
                    if (kind != 0) {
                        prediction[place] = strange[random.nextInt(strange.length)];
                    }
                    if (random.nextInt(4) == 0) {
                        prediction[random.nextInt(n)] = strange[random.nextInt(strange.length)];
                        Arrays.fill(target, place, Math.min(n, place + 90), strange[0]);
                    }
                    String what = pattern + " with strange labels at " + place;
                    compare(what, reference, width, prediction, 0, target, 0, n);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StoredWidth.class)
    @DisplayName("accept anything under an ignored target")
    void ignored(StoredWidth width) {
        Random random = new Random(SEED);
        long ignoreLabel = width == StoredWidth.UINT8 || width == StoredWidth.UINT16 ? 255 : -1;
        long[] anything = {0, 5, 18, 19, 77, 255, -1, -2, 1L << 32, Long.MIN_VALUE};
        for (int n : LENGTHS) {
            for (int kept : new int[] {0, 1, n / 3, n}) {
                if (kept > n) {
                    continue;
                }
                long[] prediction = new long[n];
                long[] target = new long[n];
                LabelPattern.RUNS.fill(prediction, new long[] {0, 1, 2, 18}, random);
                LabelPattern.RUNS.fill(target, new long[] {0, 1, 2, 18}, random);
                int first = (n - kept) / 2;
                for (int i = 0; i < n; i++) {
                    if (i < first || i >= first + kept) {
                        target[i] = ignoreLabel;
                        prediction[i] = anything[random.nextInt(anything.length)];
                    }
                }
                PairReference reference = new PairReference(19, Set.of(255L, -1L), Map.of());
                compare(kept + " kept", reference, width, prediction, 0, target, 0, n);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StoredWidth.class)
    @DisplayName("tell a negative label from the one with the same low byte")
    void sameLowByte(StoredWidth width) {
        int n = 2 * BLOCK;
        for (int place : new int[] {0, BLOCK / 2, n - 1}) {
            for (boolean ofTarget : new boolean[] {true, false}) {
                long[] prediction = new long[n];
                long[] target = new long[n];
                (ofTarget ? target : prediction)[place] = 255;
                PairReference reference = new PairReference(19, Set.of(), Map.of(-1L, 3L));
                compare("255 at " + place, reference, width, prediction, 0, target, 0, n);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StoredWidth.class)
    @DisplayName("pair any two kinds of labels in any two kinds of memory")
    void mixed(StoredWidth width) {
        Random random = new Random(SEED);
        try (Arena arena = Arena.ofConfined()) {
            for (StoredWidth other : StoredWidth.values()) {
                for (int n : new int[] {1, 64, 1000, BLOCK, 2 * BLOCK + 77}) {
                    PairReference reference = new PairReference(19, Set.of(255L, -1L), Map.of());
                    long[] prediction = new long[n];
                    long[] target = new long[n];
                    LabelPattern.MIXED.fill(
                            prediction, reference.classes(StoredWidth.UINT8), random);
                    LabelPattern.RUNS.fill(target, reference.classes(StoredWidth.UINT8), random);
                    reference.count(StoredWidth.UINT8, prediction, 0, target, 0, n);
                    for (PairCounter counter : reference.counters()) {
                        LabelSource p = source(width, prediction, arena, random);
                        LabelSource t = source(other, target, arena, random);
                        String what = width + " and " + other + ", length " + n + ", seed " + SEED;
                        assertThat(counter.count(p, 0, t, 0, n)).as(what).isEqualTo(n);
                        assertThat(counter.table()).as(what).isEqualTo(reference.table());
                    }
                }
            }
        }
    }

    /// Labels in a heap array, in native memory, or as codes; sometimes with others behind, which are
    /// no classes.
    private static LabelSource source(
            StoredWidth width, long[] labels, Arena arena, Random random) {
        if (width == StoredWidth.CODES) {
            return coded(labels);
        }
        int length = labels.length + (random.nextBoolean() ? 0 : 100);
        long[] longer = Arrays.copyOf(labels, length);
        Arrays.fill(longer, labels.length, length, NO_CLASS);
        MemorySegment heap = width.heap(longer);
        return StoredLabels.of(
                random.nextBoolean() ? heap : arena.allocate(heap.byteSize(), 8).copyFrom(heap),
                width.type());
    }

    private static CodedLabels coded(long[] labels) {
        return (start, count, codes) -> {
            for (int i = 0; i < count; i++) {
                codes[i] = (byte) labels[Math.toIntExact(start + i)];
            }
        };
    }

    @Test
    @DisplayName("leave out ignored codes and find the first rejected one")
    void codes() {
        long[] prediction = new long[2 * BLOCK];
        long[] target = new long[2 * BLOCK];
        Arrays.fill(target, 10, 20, CodedLabels.IGNORED);
        Arrays.fill(prediction, 15, 20, CodedLabels.REJECTED);
        for (PairCounter counter : new PairReference(3, Set.of(), Map.of()).counters()) {
            assertThat(counter.count(coded(prediction), 0, coded(target), 0, 2 * BLOCK))
                    .isEqualTo(2 * BLOCK);
            assertThat(counter.ignored()).isEqualTo(10);
            assertThat(counter.table()[0]).isEqualTo(2 * BLOCK - 10);
            assertThat(counter.count(coded(prediction), 5, coded(target), BLOCK, 100))
                    .isEqualTo(10);
            assertThat(counter.count(coded(prediction), 0, coded(prediction), 0, 100))
                    .isEqualTo(15);
            assertThat(counter.count(coded(target), 0, coded(prediction), 5, 100)).isEqualTo(10);
        }
    }

    private static StoredLabels uint8(byte[] labels) {
        return StoredLabels.of(MemorySegment.ofArray(labels), LabelType.UINT8);
    }

    @Test
    @DisplayName("start afresh after a rejected call and a clear")
    void afresh() {
        byte[] labels = new byte[3 * BLOCK];
        labels[2 * BLOCK] = 9;
        StoredLabels bad = uint8(labels);
        StoredLabels good = uint8(new byte[] {0, 0, 1, 1, 2, -1});
        for (PairCounter counter : new PairReference(3, Set.of(255L), Map.of()).counters()) {
            assertThat(counter.count(bad, 0, bad, 0, 3 * BLOCK)).isEqualTo(2 * BLOCK);
            counter.clear();
            assertThat(counter.count(good, 0, good, 0, 6)).isEqualTo(6);
            assertThat(counter.table()).containsExactly(2, 0, 0, 0, 2, 0, 0, 0, 1);
            assertThat(counter.ignored()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("hold a thousand classes")
    void thousandClasses() {
        Random random = new Random(SEED);
        PairReference reference = new PairReference(1000, Set.of(65_535L), Map.of());
        long[] prediction = new long[3 * BLOCK + 5];
        long[] target = new long[3 * BLOCK + 5];
        LabelPattern.MIXED.fill(prediction, reference.classes(StoredWidth.UINT16), random);
        LabelPattern.RUNS.fill(target, reference.targetAlphabet(StoredWidth.UINT16), random);

        compare(
                "C = 1000",
                reference,
                StoredWidth.UINT16,
                prediction,
                0,
                target,
                0,
                prediction.length);
    }

    @Test
    @DisplayName("refuse ranges outside their arrays")
    void ranges() {
        for (PairCounter counter : new PairReference(3, Set.of(), Map.of()).counters()) {
            StoredLabels labels = uint8(new byte[10]);
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> counter.count(labels, 1, labels, 0, 10));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> counter.count(labels, 0, labels, 1, 10));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> counter.countCodes(new int[1], new int[2], 2));
        }
    }
}
