package dev.mensura.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.core.input.LabelType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Compares the readers of runs with plain loops and thereby with each other.
@DisplayName("Run readers")
class RunReaderTest {
    private static final long SEED = Long.getLong("mensura.seed", 20_261_126L);
    private static final int BLOCK = PairReader.BLOCK;
    private static final int[] LENGTHS = {
        0, 1, 2, 63, 64, 65, 127, 1021, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 77
    };

    /// Adds up runs, each of which must be possible.
    private static final class Sums implements RunSink {
        private final int numClasses;
        final Map<List<Integer>, Long> counts = new HashMap<>();

        Sums(int numClasses) {
            this.numClasses = numClasses;
        }

        @Override
        public void add(int[] targets, int[] predictions, int[] lengths, int runs) {
            assertThat(runs).isBetween(0, BLOCK);
            for (int i = 0; i < runs; i++) {
                assertThat(targets[i]).isBetween(0, numClasses - 1);
                assertThat(predictions[i]).isBetween(0, numClasses - 1);
                assertThat(lengths[i]).isPositive();
                counts.merge(List.of(targets[i], predictions[i]), (long) lengths[i], Long::sum);
            }
        }
    }

    /// One way to read.
    private interface Maker {
        RunReader make(LabelCodes codes, RunSink sink);
    }

    private static List<Maker> makers() {
        List<Maker> makers = new ArrayList<>();
        makers.add(ScalarRunReader::new);
        if (Kernels.info().name().equals("vector")) {
            makers.add((codes, sink) -> new VectorRunReader(codes, sink, new WarmUp(true)));
            makers.add((codes, sink) -> new VectorRunReader(codes, sink, new WarmUp(true), false));
            makers.add((codes, sink) -> new VectorRunReader(codes, sink, new WarmUp(false)));
        }
        return makers;
    }

    /// Two sides of stored labels, and what plain loops say about them.
    private record Pairs(LabelType predictionType, LabelType targetType, long[] p, long[] t) {

        long accepted(LabelCodes codes) {
            return count(codes, new Sums(codes.numClasses()), new long[1]);
        }

        long count(LabelCodes codes, Sums sums, long[] ignored) {
            for (int i = 0; i < p.length; i++) {
                int target = codes.targetCode(t[i]);
                int prediction = codes.predictionCode(p[i]);
                if (target == LabelCodes.IGNORED) {
                    ignored[0]++;
                } else if (target == LabelCodes.REJECTED || prediction == LabelCodes.REJECTED) {
                    return i;
                } else {
                    sums.counts.merge(List.of(target, prediction), 1L, Long::sum);
                }
            }
            return p.length;
        }

        void compare(LabelCodes codes, Arena arena, Random random) {
            Sums expected = new Sums(codes.numClasses());
            long[] ignored = new long[1];
            long accepted = count(codes, expected, ignored);
            for (Maker maker : makers()) {
                Sums sums = new Sums(codes.numClasses());
                RunReader reader = maker.make(codes, sums);
                String what =
                        "%s, %s against %s, length %d, %s, seed %d"
                                .formatted(
                                        reader.getClass().getSimpleName(),
                                        predictionType,
                                        targetType,
                                        p.length,
                                        codes,
                                        SEED);
                StoredLabels prediction = stored(predictionType, p, arena, random);
                StoredLabels target = stored(targetType, t, arena, random);
                assertThat(reader.count(prediction, 0, target, 0, p.length))
                        .as(what)
                        .isEqualTo(accepted);
                if (accepted == p.length) {
                    assertThat(sums.counts).as(what).isEqualTo(expected.counts);
                    assertThat(reader.ignored()).as(what).isEqualTo(ignored[0]);
                }
                reader.clear();
                assertThat(reader.ignored()).as(what).isZero();
            }
        }
    }

    private static StoredLabels stored(LabelType type, long[] labels, Arena arena, Random random) {
        int bytes = labels.length * type.bytes();
        MemorySegment memory =
                switch (random.nextInt(4)) {
                    case 0 -> arena.allocate(bytes + 8L, 8).asSlice(1, bytes);
                    case 1 -> MemorySegment.ofArray(new byte[bytes + 3]).asSlice(3, bytes);
                    default ->
                            switch (type) {
                                case UINT8, INT8 -> MemorySegment.ofArray(new byte[labels.length]);
                                case UINT16, INT16 ->
                                        MemorySegment.ofArray(new short[labels.length]);
                                case INT32 -> MemorySegment.ofArray(new int[labels.length]);
                                case INT64 -> MemorySegment.ofArray(new long[labels.length]);
                            };
                };
        for (int i = 0; i < labels.length; i++) {
            long at = (long) i * type.bytes();
            switch (type.bytes()) {
                case 1 -> memory.set(ValueLayout.JAVA_BYTE, at, (byte) labels[i]);
                case 2 -> memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, (short) labels[i]);
                case 4 -> memory.set(ValueLayout.JAVA_INT_UNALIGNED, at, (int) labels[i]);
                default -> memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at, labels[i]);
            }
        }
        return StoredLabels.of(memory, type);
    }

    private static boolean holds(LabelType type, long label) {
        int bits = type.bytes() * Byte.SIZE;
        if (type.isSigned()) {
            return label << (Long.SIZE - bits) >> (Long.SIZE - bits) == label;
        }
        return label >>> bits == 0;
    }

    /// Returns the labels of a type among some classes and `others` that are not rejected.
    private static long[] alphabet(
            LabelCodes codes, LabelType type, boolean target, long[] others, Random random) {
        List<Long> labels = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            long label = n < 2 ? n * 255 : random.nextInt(codes.numClasses());
            add(labels, codes, type, target, label);
        }
        add(labels, codes, type, target, random.nextInt(128));
        add(labels, codes, type, target, random.nextInt(256));
        for (long label : others) {
            add(labels, codes, type, target, label);
        }
        return labels.stream().mapToLong(Long::longValue).toArray();
    }

    private static void add(
            List<Long> labels, LabelCodes codes, LabelType type, boolean target, long label) {
        int code = target ? codes.targetCode(label) : codes.predictionCode(label);
        if (holds(type, label) && code != LabelCodes.REJECTED) {
            labels.add(label);
        }
    }

    private static final long[] OTHERS = {
        -1, -2, -128, 255, 256, 300, 32_767, 32_768, 65_535, 65_536, 70_000, -32_768, -40_000,
        1L << 40
    };

    private static List<LabelCodes> codes(int numClasses) {
        return List.of(
                LabelCodes.of(numClasses, Set.of(), Map.of()),
                LabelCodes.of(numClasses, Set.of(255L), Map.of()),
                LabelCodes.of(numClasses, Set.of(-1L, 0L, 70_000L, 1L << 40), Map.of(-128L, 3L)),
                LabelCodes.of(numClasses, Set.of(65_535L), Map.of(0L, 1L, 1L, 0L, -40_000L, 7L)),
                LabelCodes.of(numClasses, Set.of(2L), Map.of(), Map.of(300L, 2L), false),
                LabelCodes.of(numClasses, Set.of(-2L), Map.of(), Map.of(), true));
    }

    @ParameterizedTest(name = "{0} classes")
    @ValueSource(ints = {3, 256, 300, 1000, 5000, 65_536})
    @DisplayName("agree with plain loops for every pair of types, length and pattern")
    void agree(int numClasses) {
        Random random = new Random(SEED + numClasses);
        try (Arena arena = Arena.ofConfined()) {
            for (LabelCodes codes : codes(numClasses)) {
                for (LabelType type : LabelType.values()) {
                    for (LabelPattern pattern : LabelPattern.values()) {
                        int n = LENGTHS[random.nextInt(LENGTHS.length)];
                        LabelType other =
                                random.nextBoolean() ? type : LabelType.values()[random.nextInt(6)];
                        pairs(codes, type, other, pattern, n, random).compare(codes, arena, random);
                    }
                }
            }
        }
    }

    private static Pairs pairs(
            LabelCodes codes,
            LabelType predictionType,
            LabelType targetType,
            LabelPattern pattern,
            int n,
            Random random) {
        long[] p = new long[n];
        long[] t = new long[n];
        pattern.fill(p, alphabet(codes, predictionType, false, OTHERS, random), random);
        pattern.fill(t, alphabet(codes, targetType, true, OTHERS, random), random);
        return new Pairs(predictionType, targetType, p, t);
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("return the lowest rejected position, wherever it is")
    void reject(LabelType type) {
        Random random = new Random(SEED + type.ordinal());
        try (Arena arena = Arena.ofConfined()) {
            for (int round = 0; round < 60; round++) {
                int numClasses = type.bytes() == 1 ? 100 : 300 + random.nextInt(30_000);
                LabelCodes codes = LabelCodes.of(numClasses, Set.of(-1L, 254L), Map.of());
                LabelPattern pattern = LabelPattern.values()[round % 6];
                int n = 1 + random.nextInt(3 * BLOCK);
                Pairs pairs = pairs(codes, type, type, pattern, n, random);
                for (int bad = random.nextInt(3); bad >= 0; bad--) {
                    long[] side = random.nextBoolean() ? pairs.p : pairs.t;
                    side[random.nextInt(n)] = type.bytes() == 1 ? 101 : numClasses + bad;
                }
                assertThat(pairs.accepted(codes)).isLessThanOrEqualTo(n);
                pairs.compare(codes, arena, random);
            }
        }
    }

    @ParameterizedTest(name = "{0} classes")
    @ValueSource(ints = {3, 300, 65_536})
    @DisplayName("read codes as they are, and reject those that are none")
    void readCodes(int numClasses) {
        Random random = new Random(SEED);
        LabelCodes codes = LabelCodes.of(numClasses, Set.of(1L), Map.of(2L, 0L));
        int n = 2 * BLOCK + 5;
        int[] p = new int[n];
        int[] t = new int[n];
        Map<List<Integer>, Long> expected = new HashMap<>();
        for (int i = 0; i < n; i++) {
            p[i] = i % 7 < 4 ? numClasses - 1 : random.nextInt(numClasses);
            t[i] = i % 5 == 0 ? LabelCodes.IGNORED : random.nextInt(Math.min(numClasses, 3));
            if (i % 5 == 0) {
                p[i] = LabelCodes.REJECTED;
            } else {
                expected.merge(List.of(t[i], p[i]), 1L, Long::sum);
            }
        }
        for (Maker maker : makers()) {
            Sums sums = new Sums(numClasses);
            RunReader reader = maker.make(codes, sums);
            assertThat(reader.countCodes(p, t, n)).as("seed %d", SEED).isEqualTo(n);
            assertThat(sums.counts).as("seed %d", SEED).isEqualTo(expected);
            assertThat(reader.ignored()).isEqualTo((n + 4) / 5);
            for (int strange : new int[] {LabelCodes.REJECTED, numClasses}) {
                int[] wrong = p.clone();
                wrong[BLOCK + 10] = strange;
                assertThat(reader.countCodes(wrong, t, n)).isEqualTo(BLOCK + 10);
                wrong = t.clone();
                wrong[BLOCK + 11] = strange;
                assertThat(reader.countCodes(p, wrong, n)).isEqualTo(BLOCK + 11);
            }
        }
    }
}
