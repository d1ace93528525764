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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Compares the counters with a naive reference and thereby with each other.
@DisplayName("Pair counters")
class PairCounterTest {

    private static final long SEED = Long.getLong("mensura.seed", 20_250_916L);
    private static final int BLOCK = PairCounter.BLOCK;

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

    /// What the labels are stored as.
    enum Width {
        UINT8(8, false),
        INT8(8, true),
        UINT16(16, false),
        INT16(16, true),
        INT32(32, true),
        INT64(64, true),
        CODES(32, true);

        final int bits;
        final boolean signed;

        Width(int bits, boolean signed) {
            this.bits = bits;
            this.signed = signed;
        }

        long stored(long label) {
            int unused = Long.SIZE - bits;
            return signed ? (label << unused) >> unused : (label << unused) >>> unused;
        }

        int count(PairCounter counter, long[] prediction, int po, long[] target, int to, int n) {
            if (this == CODES) {
                return counter.countCodes(
                        ints(Arrays.copyOfRange(prediction, po, po + n)),
                        ints(Arrays.copyOfRange(target, to, to + n)),
                        n);
            }
            return (int)
                    counter.count(
                            StoredLabels.of(heap(prediction), type()),
                            po,
                            StoredLabels.of(heap(target), type()),
                            to,
                            n);
        }

        LabelType type() {
            return LabelType.valueOf(name());
        }

        MemorySegment heap(long[] labels) {
            return switch (this) {
                case UINT8, INT8 -> MemorySegment.ofArray(bytes(labels));
                case UINT16, INT16 -> MemorySegment.ofArray(shorts(labels));
                case INT32, CODES -> MemorySegment.ofArray(ints(labels));
                case INT64 -> MemorySegment.ofArray(labels);
            };
        }

        private static byte[] bytes(long[] labels) {
            byte[] result = new byte[labels.length];
            for (int i = 0; i < labels.length; i++) {
                result[i] = (byte) labels[i];
            }
            return result;
        }

        private static short[] shorts(long[] labels) {
            short[] result = new short[labels.length];
            for (int i = 0; i < labels.length; i++) {
                result[i] = (short) labels[i];
            }
            return result;
        }

        private static int[] ints(long[] labels) {
            int[] result = new int[labels.length];
            for (int i = 0; i < labels.length; i++) {
                result[i] = (int) labels[i];
            }
            return result;
        }
    }

    /// How labels vary along an array.
    enum Pattern {
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
                                case LONG_RUNS -> 1 + random.nextInt(3 * BLOCK);
                                case MIXED ->
                                        (i / (2 * BLOCK)) % 2 == 0 ? 1 : 1 + random.nextInt(900);
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

    /// The rule written down once more, slowly.
    static final class Reference {
        final int numClasses;
        final Set<Long> ignoreLabels;
        final Map<Long, Long> mapping;
        final Map<List<Long>, Long> counts = new HashMap<>();
        long ignored;

        Reference(int numClasses, Set<Long> ignoreLabels, Map<Long, Long> mapping) {
            this.numClasses = numClasses;
            this.ignoreLabels = ignoreLabels;
            this.mapping = mapping;
        }

        LabelCodes codes() {
            return LabelCodes.of(numClasses, ignoreLabels, mapping);
        }

        List<PairCounter> counters() {
            LabelCodes codes = codes();
            List<PairCounter> counters = new ArrayList<>();
            counters.add(new ScalarPairCounter(codes));
            if (Kernels.info().name().equals("vector") && numClasses <= ByteCodes.MAX_CLASSES) {
                WarmUp over = new WarmUp(true);
                counters.add(new VectorPairCounter(codes, over));
                counters.add(new VectorPairCounter(codes, over, false));
                counters.add(new VectorPairCounter(codes, new WarmUp(false)));
            }
            return counters;
        }

        int count(Width width, long[] prediction, int po, long[] target, int to, int n) {
            for (int i = 0; i < n; i++) {
                long t = width.stored(target[to + i]);
                long p = width.stored(prediction[po + i]);
                boolean drop;
                if (width == Width.CODES) {
                    drop = t == -1;
                } else {
                    t = mapping.getOrDefault(t, t);
                    p = mapping.getOrDefault(p, p);
                    drop = ignoreLabels.contains(t);
                }
                if (drop) {
                    ignored++;
                } else if (t < 0 || t >= numClasses || p < 0 || p >= numClasses) {
                    return i;
                } else {
                    counts.merge(List.of(t, p), 1L, Long::sum);
                }
            }
            return n;
        }

        long[] table() {
            long[] table = new long[numClasses * numClasses];
            counts.forEach((pair, count) ->
                    table[Math.toIntExact(pair.get(0) * numClasses + pair.get(1))] = count);
            return table;
        }
    }

    private static void compare(
            String what,
            Reference reference,
            Width width,
            long[] prediction,
            int po,
            long[] target,
            int to,
            int n) {
        String where = what + ", " + width + ", length " + n + ", seed " + SEED;
        int expected = reference.count(width, prediction, po, target, to, n);
        for (PairCounter counter : reference.counters()) {
            assertSame(where, reference, expected, counter, width, prediction, po, target, to, n);
        }
    }

    private static void assertSame(
            String where,
            Reference reference,
            int expected,
            PairCounter counter,
            Width width,
            long[] prediction,
            int po,
            long[] target,
            int to,
            int n) {
        String who = counter.getClass().getSimpleName() + ": " + where;
        assertThat(width.count(counter, prediction, po, target, to, n)).as(who).isEqualTo(expected);
        if (expected == n) {
            assertThat(counter.table()).as(who).isEqualTo(reference.table());
            assertThat(counter.ignored()).as(who).isEqualTo(reference.ignored);
        }
        counter.clear();
        assertThat(counter.table()).as(who).isEqualTo(new long[counter.table().length]);
        assertThat(counter.ignored()).as(who).isZero();
    }

    /// Labels that targets of the width may hold under the reference: classes and ignored ones.
    private static long[] targetAlphabet(Reference reference, Width width) {
        List<Long> labels =
                new ArrayList<>(Arrays.stream(classes(reference, width)).boxed().toList());
        if (width == Width.CODES) {
            labels.add(-1L);
        } else {
            for (long label : reference.ignoreLabels) {
                if (width.stored(label) == label && !reference.mapping.containsKey(label)) {
                    labels.add(label);
                }
            }
        }
        return labels.stream().mapToLong(Long::longValue).toArray();
    }

    private static long[] classes(Reference reference, Width width) {
        List<Long> labels = new ArrayList<>();
        for (long label = 0; label < reference.numClasses; label++) {
            long mapped = reference.mapping.getOrDefault(label, label);
            boolean plain = mapped >= 0 && mapped < reference.numClasses;
            if (width.stored(label) == label && (plain || width == Width.CODES)) {
                labels.add(label);
            }
        }
        if (width != Width.CODES) {
            for (long label : reference.mapping.keySet()) {
                if (width.stored(label) == label) {
                    labels.add(label);
                }
            }
        }
        return labels.stream().mapToLong(Long::longValue).toArray();
    }

    private static List<Reference> references() {
        return List.of(
                new Reference(19, Set.of(255L, -1L), Map.of()),
                new Reference(1, Set.of(), Map.of()),
                new Reference(2, Set.of(-1L), Map.of(255L, 1L)),
                new Reference(2, Set.of(), Map.of(0L, 1L, 1L, 0L)),
                new Reference(19, Set.of(), Map.of()),
                new Reference(181, Set.of(254L, -77L), Map.of()),
                new Reference(256, Set.of(-128L, 300L), Map.of()),
                new Reference(150, Set.of(0L, 7L, 65_535L), Map.of(200L, 149L, 3L, 4L)),
                new Reference(300, Set.of(-1L, 1L << 40), Map.of(-100L, 299L)));
    }

    @ParameterizedTest
    @EnumSource(Width.class)
    @DisplayName("agree with the reference for every length, offset and pattern")
    void agree(Width width) {
        Random random = new Random(SEED);
        for (Reference shape : references()) {
            for (Pattern pattern : Pattern.values()) {
                for (int n : LENGTHS) {
                    if (n > BLOCK + 1 && shape.numClasses != 19 && n != 7 * BLOCK + 64) {
                        continue;
                    }
                    int po = random.nextInt(3) * 5;
                    int to = random.nextInt(3) * 7;
                    long[] prediction = new long[po + n + random.nextInt(3)];
                    long[] target = new long[to + n + random.nextInt(3)];
                    pattern.fill(prediction, classes(shape, width), random);
                    pattern.fill(target, targetAlphabet(shape, width), random);
                    Reference fresh =
                            new Reference(shape.numClasses, shape.ignoreLabels, shape.mapping);
                    String what = pattern + ", " + fresh.codes();
                    compare(what, fresh, width, prediction, po, target, to, n);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Width.class)
    @DisplayName("return the lowest rejected position, wherever it is")
    void reject(Width width) {
        Random random = new Random(SEED);
        long[] strange =
                width == Width.CODES
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
        for (Pattern pattern : Pattern.values()) {
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
                    Reference reference = new Reference(19, Set.of(255L, -1L), Map.of());
                    long[] prediction = new long[n];
                    long[] target = new long[n];
                    pattern.fill(prediction, classes(reference, width), random);
                    pattern.fill(target, targetAlphabet(reference, width), random);
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
    @EnumSource(Width.class)
    @DisplayName("accept anything under an ignored target")
    void ignored(Width width) {
        Random random = new Random(SEED);
        long ignoreLabel = width == Width.UINT8 || width == Width.UINT16 ? 255 : -1;
        long[] anything = {0, 5, 18, 19, 77, 255, -1, -2, 1L << 32, Long.MIN_VALUE};
        for (int n : LENGTHS) {
            for (int kept : new int[] {0, 1, n / 3, n}) {
                if (kept > n) {
                    continue;
                }
                long[] prediction = new long[n];
                long[] target = new long[n];
                Pattern.RUNS.fill(prediction, new long[] {0, 1, 2, 18}, random);
                Pattern.RUNS.fill(target, new long[] {0, 1, 2, 18}, random);
                int first = (n - kept) / 2;
                for (int i = 0; i < n; i++) {
                    if (i < first || i >= first + kept) {
                        target[i] = ignoreLabel;
                        prediction[i] = anything[random.nextInt(anything.length)];
                    }
                }
                Reference reference = new Reference(19, Set.of(255L, -1L), Map.of());
                compare(kept + " kept", reference, width, prediction, 0, target, 0, n);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Width.class)
    @DisplayName("pair any two kinds of labels in any two kinds of memory")
    void mixed(Width width) {
        Random random = new Random(SEED);
        try (Arena arena = Arena.ofConfined()) {
            for (Width other : Width.values()) {
                for (int n : new int[] {1, 64, 1000, BLOCK, 2 * BLOCK + 77}) {
                    Reference reference = new Reference(19, Set.of(255L, -1L), Map.of());
                    long[] prediction = new long[n];
                    long[] target = new long[n];
                    Pattern.MIXED.fill(prediction, classes(reference, Width.UINT8), random);
                    Pattern.RUNS.fill(target, classes(reference, Width.UINT8), random);
                    reference.count(Width.UINT8, prediction, 0, target, 0, n);
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
    private static LabelSource source(Width width, long[] labels, Arena arena, Random random) {
        if (width == Width.CODES) {
            return coded(labels);
        }
        int length = labels.length + (random.nextBoolean() ? 0 : 100);
        long[] longer = Arrays.copyOf(labels, length);
        Arrays.fill(longer, labels.length, length, 77);
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
        for (PairCounter counter : new Reference(3, Set.of(), Map.of()).counters()) {
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

    @Test
    @DisplayName("add up calls of different widths")
    void accumulate() {
        Random random = new Random(SEED);
        Reference reference = new Reference(19, Set.of(255L, -1L), Map.of());
        List<PairCounter> counters = reference.counters();
        for (int round = 0; round < 60; round++) {
            Width width = Width.values()[round % Width.values().length];
            int n = random.nextInt(3 * BLOCK);
            long[] prediction = new long[n];
            long[] target = new long[n];
            Pattern.values()[round % Pattern.values().length].fill(
                    prediction, classes(reference, width), random);
            Pattern.RUNS.fill(target, targetAlphabet(reference, width), random);
            reference.count(width, prediction, 0, target, 0, n);
            for (PairCounter counter : counters) {
                assertThat(width.count(counter, prediction, 0, target, 0, n)).isEqualTo(n);
                assertThat(counter.table()).as("seed " + SEED).isEqualTo(reference.table());
                assertThat(counter.ignored()).as("seed " + SEED).isEqualTo(reference.ignored);
            }
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
        for (PairCounter counter : new Reference(3, Set.of(255L), Map.of()).counters()) {
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
        Reference reference = new Reference(1000, Set.of(65_535L), Map.of());
        long[] prediction = new long[3 * BLOCK + 5];
        long[] target = new long[3 * BLOCK + 5];
        Pattern.MIXED.fill(prediction, classes(reference, Width.UINT16), random);
        Pattern.RUNS.fill(target, targetAlphabet(reference, Width.UINT16), random);

        compare("C = 1000", reference, Width.UINT16, prediction, 0, target, 0, prediction.length);
    }

    @Test
    @DisplayName("refuse ranges outside their arrays")
    void ranges() {
        for (PairCounter counter : new Reference(3, Set.of(), Map.of()).counters()) {
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
