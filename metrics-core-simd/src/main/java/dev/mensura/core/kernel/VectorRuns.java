package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The runs of a block: stretches of elements with the same pair of bytes. The last element of a
/// block always ends one.
///
/// Finding them takes three small loops without a branch that depends on the data, since real masks
/// leave most words of 64 elements without an end, and how many the others hold cannot be predicted:
/// [#find] compares the bytes with those one further and keeps a bit per element, then numbers the
/// words that have bits; [#list] expands those words, either by compressing the bytes of both sides
/// and their positions, or bit by bit.
///
/// Compress is used when the processor compresses bytes itself. Java does not tell, and an emulated
/// compress is many times slower than the bit loop, so it needs a proof: 512-bit preferred vectors
/// and the flag `avx512_vbmi2` in the processor list of Linux. Otherwise, and under a JVM flag that
/// limits the vector size, bits are peeled off.
final class VectorRuns {
    private static final int WORD = Long.SIZE;
    private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_512;
    private static final ByteVector BIT_NUMBERS = ByteVector.zero(BYTES).addIndex(1);
    private static final boolean COMPRESSES_BYTES =
            SPECIES.vectorBitSize() == WORD * Byte.SIZE && processorHas("avx512_vbmi2");

    private final boolean compress;
    private final long[] marks = new long[PairCounter.BLOCK / WORD];
    private final long[] highMarks = new long[PairCounter.BLOCK / WORD];
    private final byte[] filledWords = new byte[PairCounter.BLOCK / WORD];
    private final byte[] targets = new byte[PairCounter.BLOCK + WORD];
    private final byte[] predictions = new byte[PairCounter.BLOCK + WORD];
    private final short[] ends = new short[PairCounter.BLOCK + WORD];
    private int filled;

    /// @param compress whether to list by byte compress instead of bit by bit
    VectorRuns(boolean compress) {
        this.compress = compress;
    }

    /// Returns whether this processor compresses bytes.
    static boolean compressesBytes() {
        return COMPRESSES_BYTES;
    }

    /// Returns the target bytes of the listed runs.
    byte[] targets() {
        return targets;
    }

    /// Returns the prediction bytes of the listed runs.
    byte[] predictions() {
        return predictions;
    }

    /// Returns the last position of each listed run, relative to the block.
    short[] ends() {
        return ends;
    }

    /// Finds the runs of a block of 1 to [PairCounter#BLOCK] elements and returns their number. Both
    /// arrays must hold 64 more bytes than that, of any value.
    int find(byte[] target, int to, byte[] prediction, int po, int length) {
        mark(target, to, prediction, po, words(length), marks);
        return close(length);
    }

    /// Finds the runs of a block as [#find(byte[], int, byte[], int, int)] does, where labels have two
    /// bytes: a run ends where any of them changes.
    int find(VectorLabelPlanes target, VectorLabelPlanes prediction, int length) {
        VectorLabelBytes t = target.low();
        VectorLabelBytes p = prediction.low();
        int words = words(length);
        mark(t.bytes(), t.offset(), p.bytes(), p.offset(), words, marks);
        t = target.high();
        p = prediction.high();
        mark(t.bytes(), t.offset(), p.bytes(), p.offset(), words, highMarks);
        for (int w = 0; w < words; w++) {
            marks[w] |= highMarks[w];
        }
        return close(length);
    }

    private static int words(int length) {
        return (length + WORD - 1) / WORD;
    }

    /// Ends the last run, drops what lies behind it, and returns the number of runs.
    private int close(int length) {
        int words = words(length);
        int last = length - 1;
        marks[words - 1] = (marks[words - 1] & (-1L >>> ~last)) | (1L << last);
        return numberFilledWords(words);
    }

    private static void mark(
            byte[] target, int to, byte[] prediction, int po, int words, long[] marks) {
        for (int w = 0; w < words; w++) {
            long word = 0;
            for (int bit = 0; bit < WORD; bit += SPECIES.length()) {
                int i = w * WORD + bit;
                VectorMask<Byte> t =
                        ByteVector.fromArray(SPECIES, target, to + i)
                                .compare(
                                        VectorOperators.NE,
                                        ByteVector.fromArray(SPECIES, target, to + i + 1));
                VectorMask<Byte> p =
                        ByteVector.fromArray(SPECIES, prediction, po + i)
                                .compare(
                                        VectorOperators.NE,
                                        ByteVector.fromArray(SPECIES, prediction, po + i + 1));
                word |= t.or(p).toLong() << bit;
            }
            marks[w] = word;
        }
    }

    private int numberFilledWords(int words) {
        byte[] numbers = filledWords;
        long[] m = marks;
        int set = 0;
        int next = 0;
        for (int w = 0; w < words; w++) {
            long bits = m[w];
            numbers[next] = (byte) w;
            next += (int) ((bits | -bits) >>> (WORD - 1));
            set += Long.bitCount(bits);
        }
        filled = next;
        return set;
    }

    /// Lists the runs that were found last, in the same bytes.
    void list(byte[] target, int to, byte[] prediction, int po) {
        if (compress) {
            listByCompress(target, to, prediction, po);
        } else {
            listByBits(target, to, prediction, po);
        }
    }

    private void listByCompress(byte[] target, int to, byte[] prediction, int po) {
        int next = 0;
        for (int f = 0; f < filled; f++) {
            int word = filledWords[f];
            int first = word * WORD;
            long bits = marks[word];
            int count = Long.bitCount(bits);
            VectorMask<Byte> set = VectorMask.fromLong(BYTES, bits);
            ByteVector.fromArray(BYTES, target, to + first).compress(set).intoArray(targets, next);
            ByteVector.fromArray(BYTES, prediction, po + first)
                    .compress(set)
                    .intoArray(predictions, next);
            ByteVector numbers = BIT_NUMBERS.compress(set);
            ((ShortVector) numbers.castShape(SHORTS, 0)).add((short) first).intoArray(ends, next);
            if (count > SHORTS.length()) {
                ((ShortVector) numbers.castShape(SHORTS, 1))
                        .add((short) first)
                        .intoArray(ends, next + SHORTS.length());
            }
            next += count;
        }
    }

    private void listByBits(byte[] target, int to, byte[] prediction, int po) {
        int next = 0;
        for (int f = 0; f < filled; f++) {
            int word = filledWords[f];
            int first = word * WORD;
            long bits = marks[word];
            int end = next + Long.bitCount(bits);
            do {
                for (int four = 0; four < 4; four++) {
                    int position = first + (Long.numberOfTrailingZeros(bits) & (WORD - 1));
                    bits &= bits - 1;
                    targets[next + four] = target[to + position];
                    predictions[next + four] = prediction[po + position];
                    ends[next + four] = (short) position;
                }
                next += 4;
            } while (bits != 0);
            next = end;
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
