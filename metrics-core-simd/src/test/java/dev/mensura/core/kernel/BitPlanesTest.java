package dev.mensura.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Compares planes of bits with plain loops over positions, and thereby the kernels with each other.
@DisplayName("Planes of bits")
class BitPlanesTest {
    private static final long SEED = Long.getLong("mensura.seed", 20_261_126L);
    private static final int[] COUNTS = {
        0, 1, 7, 63, 64, 65, 127, 128, 511, 512, 513, 4095, 4096, 4097, 8191, 8192
    };

    private static List<BitPlanes> kernels() {
        List<BitPlanes> kernels = new ArrayList<>();
        kernels.add(new ScalarBitPlanes());
        if (Kernels.info().name().equals("vector")) {
            kernels.add(Kernels.bitPlanes());
        }
        return kernels;
    }

    @Test
    @DisplayName("Ones, wrong values and given values, with nothing behind the last position")
    void made() {
        Random random = new Random(SEED);
        for (int count : COUNTS) {
            int offset = random.nextInt(5);
            byte[] values = new byte[offset + count + 3];
            for (int i = 0; i < values.length; i++) {
                values[i] =
                        (byte) (random.nextInt(50) == 0 ? random.nextInt(256) : random.nextInt(2));
            }
            int words = (count + 63) / 64;
            long[] ones = new long[words];
            long[] wrong = new long[words];
            long[] minusOnes = new long[words];
            for (int i = 0; i < count; i++) {
                long bit = 1L << (i % 64);
                int value = values[offset + i];
                ones[i / 64] |= value == 1 ? bit : 0;
                wrong[i / 64] |= value != 0 && value != 1 ? bit : 0;
                minusOnes[i / 64] |= value == -1 ? bit : 0;
            }
            for (BitPlanes kernel : kernels()) {
                String what = kernel + ", count " + count + ", seed " + SEED;
                long[] plane = randomWords(random, words + 1);
                long[] marks = new long[words + 1];
                long behind = plane[words];
                kernel.split(values, offset, count, plane, marks);
                assertThat(Arrays.copyOf(plane, words)).as(what).containsExactly(ones);
                assertThat(Arrays.copyOf(marks, words)).as(what).containsExactly(wrong);
                kernel.mark(values, offset, count, (byte) -1, plane);
                assertThat(Arrays.copyOf(plane, words)).as(what).containsExactly(minusOnes);
                assertThat(plane[words]).as(what).isEqualTo(behind);
            }
        }
    }

    @Test
    @DisplayName("Wrong values are added to those that were marked before")
    void wrongAdds() {
        for (BitPlanes kernel : kernels()) {
            long[] wrong = {1L << 40, 0};
            byte[] values = new byte[70];
            values[3] = 2;
            values[69] = -1;
            kernel.split(values, 0, 70, new long[2], wrong);
            assertThat(wrong).containsExactly(1L << 40 | 1L << 3, 1L << 5);
        }
    }

    @Test
    @DisplayName("Codes are put where bits are set, and nowhere else")
    void put() {
        Random random = new Random(SEED);
        for (int count : COUNTS) {
            int words = (count + 63) / 64;
            long[] plane = randomWords(random, words);
            for (int w = 0; w < words; w += 3) {
                plane[w] = 0;
            }
            if (count % 64 > 0) {
                plane[words - 1] &= (1L << count) - 1;
            }
            int[] before = random.ints(count + 5).toArray();
            int[] expected = before.clone();
            for (int i = 0; i < count; i++) {
                expected[i] = (plane[i / 64] >>> i & 1) == 1 ? -2 : before[i];
            }
            for (BitPlanes kernel : kernels()) {
                int[] codes = before.clone();
                kernel.put(-2, plane, count, codes);
                assertThat(codes)
                        .as(kernel + ", count " + count + ", seed " + SEED)
                        .containsExactly(expected);
            }
        }
    }

    @Test
    @DisplayName("Sums of pairs, of planes of every length")
    void sums() {
        Random random = new Random(SEED);
        for (int words : new int[] {0, 1, 7, 8, 9, 1007, 1008, 1009, 1016, 1017, 2016, 2500}) {
            long[] p = randomWords(random, words);
            long[] t = randomWords(random, words);
            long[] v = randomWords(random, words);
            for (BitPlanes kernel : kernels()) {
                long[] sums = {5, 6, 7, 8};
                kernel.addPairs(p, t, v, words, sums);
                assertThat(sums)
                        .as(kernel + ", words " + words + ", seed " + SEED)
                        .containsExactly(add(new long[] {5, 6, 7, 8}, naive(p, t, v, words)));
            }
        }
    }

    @Test
    @DisplayName("Full words: no field overflows")
    void full() {
        long[] all = new long[5000];
        Arrays.fill(all, -1);
        for (BitPlanes kernel : kernels()) {
            long[] sums = new long[4];
            kernel.addPairs(all, all, all, 5000, sums);
            assertThat(sums).containsExactly(320_000, 320_000, 320_000, 320_000);
        }
    }

    @Test
    @DisplayName("Stored bits of every kind of memory, with and without a validity")
    void stored() {
        Random random = new Random(SEED);
        for (int words : new int[] {0, 1, 8, 9, 1008, 1017, 2500}) {
            long[] p = randomWords(random, words);
            long[] t = randomWords(random, words);
            long[] v = randomWords(random, words);
            long[] all = new long[words];
            Arrays.fill(all, -1);
            for (BitPlanes kernel : kernels()) {
                for (int kinds = 0; kinds < 4 * 4 * 4; kinds++) {
                    MemorySegment ps = segment(p, kinds % 4);
                    MemorySegment ts = segment(t, kinds / 4 % 4);
                    MemorySegment vs = segment(v, kinds / 16);
                    String what =
                            kernel + ", words " + words + ", kinds " + kinds + ", seed " + SEED;
                    long[] sums = new long[4];
                    int done = (int) kernel.addStored(ps, ts, vs, words, sums);
                    assertThat(sums).as(what).containsExactly(naive(p, t, v, done));
                    long[] unmasked = new long[4];
                    done = (int) kernel.addStored(ps, ts, null, words, unmasked);
                    assertThat(unmasked).as(what).containsExactly(naive(p, t, all, done));
                    boolean inPlace =
                            !(kernel instanceof ScalarBitPlanes)
                                    && kinds % 4 == kinds / 4 % 4
                                    && kinds % 4 != 3;
                    assertThat(done).as(what).isGreaterThanOrEqualTo(inPlace ? words - 7 : 0);
                }
            }
        }
    }

    /// Returns the words as a heap array of bytes at an odd offset, of words, as native memory, or
    /// as another heap array.
    private static MemorySegment segment(long[] words, int kind) {
        MemorySegment whole = MemorySegment.ofArray(words);
        long bytes = whole.byteSize();
        return switch (kind) {
            case 0 -> MemorySegment.ofArray(new byte[(int) bytes + 3]).asSlice(3).copyFrom(whole);
            case 1 -> MemorySegment.ofArray(new long[words.length + 1]).asSlice(8).copyFrom(whole);
            case 2 -> Arena.ofAuto().allocate(bytes + 3).asSlice(3).copyFrom(whole);
            default -> MemorySegment.ofArray(new int[2 * words.length]).copyFrom(whole);
        };
    }

    private static long[] randomWords(Random random, int words) {
        return random.longs(words).toArray();
    }

    private static long[] naive(long[] p, long[] t, long[] v, int words) {
        long[] sums = new long[4];
        for (int i = 0; i < 64 * words; i++) {
            long valid = v[i / 64] >>> (i % 64) & 1;
            long prediction = p[i / 64] >>> (i % 64) & valid;
            long target = t[i / 64] >>> (i % 64) & valid;
            sums[0] += valid;
            sums[1] += prediction;
            sums[2] += target;
            sums[3] += prediction & target;
        }
        return sums;
    }

    private static long[] add(long[] to, long[] more) {
        for (int i = 0; i < to.length; i++) {
            to[i] += more[i];
        }
        return to;
    }
}
