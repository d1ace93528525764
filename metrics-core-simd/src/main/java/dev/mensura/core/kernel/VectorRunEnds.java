package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The positions of the run ends of a block, listed in ascending order from its mark words.
///
/// Real masks leave most words empty, and how many bits the others hold cannot be predicted, so
/// both steps avoid branches: first the numbers of the non-empty words are collected, then each is
/// expanded either four bits at a time or by one byte compress.
///
/// Compress is used when the processor compresses bytes itself. Java does not tell, and an emulated
/// compress is many times slower than the bit loop, so it needs a proof: 512-bit preferred vectors
/// and the flag `avx512_vbmi2` in the processor list of Linux. Otherwise, and under a JVM flag that
/// limits the vector size, bits are peeled off. The choice does not depend on the data: a vector
/// path taken rarely would stay interpreted, and cost more than it could ever save.
final class VectorRunEnds {

    private static final int WORD = VectorLabels.WORD;

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_512;
    private static final ByteVector BIT_NUMBERS = ByteVector.zero(BYTES).addIndex(1);
    private static final boolean COMPRESSES_BYTES =
            ByteVector.SPECIES_PREFERRED.vectorBitSize() == Long.SIZE * Byte.SIZE
                    && processorHas("avx512_vbmi2");

    /// Positions relative to the block, room for one word more than the block: expansion writes
    /// whole vectors or fours, of which the last ones may be meaningless.
    private final short[] positions;

    private final byte[] filledWords;
    private final boolean compress;
    private int filled;

    /// Makes an empty list for blocks of up to `block` positions, which is expanded by byte
    /// compress or bit by bit.
    VectorRunEnds(int block, boolean compress) {
        this.compress = compress;
        positions = new short[block + WORD];
        filledWords = new byte[block / WORD];
    }

    /// Returns whether this processor compresses bytes.
    static boolean compressesBytes() {
        return COMPRESSES_BYTES;
    }

    /// Returns the array that [#list] fills.
    short[] positions() {
        return positions;
    }

    /// Returns how many bits of the first `words` marks are set, and prepares to list them.
    int count(long[] marks, int words) {
        byte[] numbers = filledWords;
        int set = 0;
        int next = 0;
        for (int w = 0; w < words; w++) {
            long bits = marks[w];
            numbers[next] = (byte) w;
            next += (int) ((bits | -bits) >>> (WORD - 1));
            set += Long.bitCount(bits);
        }
        filled = next;
        return set;
    }

    /// Lists the bits that were counted last.
    void list(long[] marks) {
        if (compress) {
            listByCompress(marks, filledWords, filled, positions);
        } else {
            listByBits(marks, filledWords, filled, positions);
        }
    }

    private static void listByBits(long[] marks, byte[] numbers, int filled, short[] positions) {
        int next = 0;
        for (int f = 0; f < filled; f++) {
            int word = numbers[f];
            int base = word * WORD;
            long bits = marks[word];
            int end = next + Long.bitCount(bits);
            do {
                positions[next] = (short) (base + Long.numberOfTrailingZeros(bits));
                bits &= bits - 1;
                positions[next + 1] = (short) (base + Long.numberOfTrailingZeros(bits));
                bits &= bits - 1;
                positions[next + 2] = (short) (base + Long.numberOfTrailingZeros(bits));
                bits &= bits - 1;
                positions[next + 3] = (short) (base + Long.numberOfTrailingZeros(bits));
                bits &= bits - 1;
                next += 4;
            } while (bits != 0);
            next = end;
        }
    }

    private static void listByCompress(
            long[] marks, byte[] numbers, int filled, short[] positions) {
        int next = 0;
        for (int f = 0; f < filled; f++) {
            int word = numbers[f];
            short base = (short) (word * WORD);
            long bits = marks[word];
            int count = Long.bitCount(bits);
            ByteVector set = BIT_NUMBERS.compress(VectorMask.fromLong(BYTES, bits));
            ((ShortVector) set.castShape(SHORTS, 0)).add(base).intoArray(positions, next);
            if (count > SHORTS.length()) {
                ((ShortVector) set.castShape(SHORTS, 1))
                        .add(base)
                        .intoArray(positions, next + SHORTS.length());
            }
            next += count;
        }
    }

    private static boolean processorHas(String flag) {
        Path list = Path.of("/proc/cpuinfo");
        try {
            return Files.isReadable(list)
                    && Files.readString(list, StandardCharsets.ISO_8859_1).contains(flag);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
