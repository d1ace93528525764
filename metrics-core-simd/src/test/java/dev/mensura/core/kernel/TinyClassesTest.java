package dev.mensura.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.core.input.LabelType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Up to four classes are counted by a strategy of their own: compared with a plain loop.
@DisplayName("Tiny class counts")
class TinyClassesTest {
    private static final long SEED = Long.getLong("mensura.seed", 20_261_126L);

    /// Around vectors, steps, blocks and what is summed up at once.
    private static final int[] LENGTHS = {
        0, 1, 63, 64, 65, 255, 256, 257, 511, 512, 513, 1023, 1025, 4095, 4096, 4097, 16_383,
        16_385, 65_535, 65_537, 70_001
    };

    /// What may be ignored: a class, labels near the classes, and the last ones.
    private static final Set<Long> IGNORE_LABELS =
            Set.of(0L, 1L, 2L, 3L, 4L, 127L, 128L, 255L, -1L, -7L);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    @DisplayName("Counts every pair, for every ignored label, length and offset")
    void everyLength(int numClasses) {
        compare(LabelCodes.of(numClasses, Set.of(), Map.of()), Set.of());
        for (long label : IGNORE_LABELS) {
            compare(LabelCodes.of(numClasses, Set.of(label), Map.of()), Set.of(label));
        }
    }

    @Test
    @DisplayName("Counts mappings, sets of ignored labels and labels that pass, too")
    void everyRule() {
        compare(LabelCodes.of(4, Set.of(254L, 255L), Map.of()), Set.of(254L));
        compare(LabelCodes.of(4, Set.of(), Map.of(7L, 1L)), Set.of());
        compare(LabelCodes.of(2, Set.of(), Map.of(0L, 1L, 1L, 0L)), Set.of());
        compare(LabelCodes.of(3, Set.of(), Map.of(), Map.of(), true), Set.of());
    }

    private static void compare(LabelCodes codes, Set<Long> ignored) {
        Random random = new Random(SEED + codes.hashCode());
        int numClasses = Math.min(4, codes.numClasses());
        for (LabelType type : new LabelType[] {LabelType.UINT8, LabelType.INT8}) {
            for (int length : LENGTHS) {
                int po = random.nextInt(9);
                int to = random.nextInt(9);
                int behind = random.nextBoolean() ? 3 : 100;
                byte[] p = labels(random, po + length + behind, numClasses, Set.of());
                byte[] t = labels(random, to + length + behind, numClasses, ignored);
                Arrays.fill(p, po + length, p.length, (byte) 77);
                for (int i = 0; i < length; i++) {
                    if (codes.targetCode(label(t[to + i], type)) == LabelCodes.IGNORED) {
                        p[po + i] = (byte) random.nextInt(256);
                    }
                }
                Case pair = new Case(codes, type, p, po, t, to, length);
                pair.assertCounted();
                pair.assertDamageFound(random);
            }
        }
    }

    private static long label(byte stored, LabelType type) {
        return type.isSigned() ? stored : stored & 0xFF;
    }

    private static byte[] labels(Random random, int length, int numClasses, Set<Long> others) {
        byte[] labels = new byte[length];
        for (int i = 0; i < length; i++) {
            labels[i] = (byte) random.nextInt(numClasses);
            if (!others.isEmpty() && random.nextInt(7) == 0) {
                labels[i] = others.iterator().next().byteValue();
            }
        }
        return labels;
    }

    /// One call, in both kinds of memory.
    private record Case(
            LabelCodes codes, LabelType type, byte[] p, int po, byte[] t, int to, int length) {

        void assertCounted() {
            int numClasses = codes.numClasses();
            long[] cells = new long[numClasses * numClasses];
            long ignored = 0;
            int accepted = 0;
            for (; accepted < length; accepted++) {
                int target = codes.targetCode(label(t[to + accepted], type));
                int prediction = codes.predictionCode(label(p[po + accepted], type));
                if (target == LabelCodes.IGNORED) {
                    ignored++;
                } else if (target < 0 || prediction < 0) {
                    break;
                } else {
                    cells[target * numClasses + prediction]++;
                }
            }
            for (PairCounter counter : counters()) {
                try (Arena arena = Arena.ofConfined()) {
                    for (int memory = 0; memory < 2; memory++) {
                        counter.clear();
                        assertThat(count(counter, memory == 0 ? null : arena))
                                .as(counter.getClass().getSimpleName() + ": " + this)
                                .isEqualTo(accepted);
                        if (accepted == length) {
                            assertThat(counter.table()).as(toString()).containsExactly(cells);
                            assertThat(counter.ignored()).as(toString()).isEqualTo(ignored);
                        }
                    }
                }
            }
        }

        private List<PairCounter> counters() {
            List<PairCounter> counters = new ArrayList<>(List.of(new ScalarPairCounter(codes)));
            if (Kernels.info().name().equals("vector")) {
                counters.add(new VectorPairCounter(codes, new WarmUp(true)));
            }
            return counters;
        }

        private long count(PairCounter counter, @Nullable Arena arena) {
            MemorySegment ps = MemorySegment.ofArray(p);
            MemorySegment ts = MemorySegment.ofArray(t);
            return counter.count(
                    StoredLabels.of(
                            arena == null ? ps : arena.allocate(p.length).copyFrom(ps), type),
                    po,
                    StoredLabels.of(
                            arena == null ? ts : arena.allocate(t.length).copyFrom(ts), type),
                    to,
                    length);
        }

        /// Puts a label that is no class at one place, then at a second one.
        void assertDamageFound(Random random) {
            for (int damage = 0; damage < 2 && length > 0; damage++) {
                int at = random.nextInt(length);
                int label = codes.numClasses() + random.nextInt(256 - codes.numClasses());
                if (random.nextBoolean()) {
                    p[po + at] = (byte) label;
                } else {
                    t[to + at] = (byte) label;
                }
                assertCounted();
            }
        }

        @Override
        public String toString() {
            return codes
                    + " "
                    + type
                    + ", length "
                    + length
                    + ", offsets "
                    + po
                    + " and "
                    + to
                    + ", seed "
                    + SEED;
        }
    }

    @Test
    @DisplayName("Every single label is accepted or rejected")
    void everyLabel() {
        for (int numClasses = 1; numClasses <= 4; numClasses++) {
            LabelCodes codes = LabelCodes.of(numClasses, Set.of(200L), Map.of());
            for (int label = 0; label < 256; label++) {
                byte[] one = new byte[600];
                one[599] = (byte) label;
                byte[] ignored = new byte[600];
                ignored[599] = (byte) 200;
                LabelType type = LabelType.UINT8;
                new Case(codes, type, one, 0, new byte[600], 0, 600).assertCounted();
                new Case(codes, type, new byte[600], 0, one, 0, 600).assertCounted();
                new Case(codes, type, one, 0, ignored, 0, 600).assertCounted();
            }
        }
    }
}
