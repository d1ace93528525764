package dev.mensura.core.kernel;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;

/// The specification of [BitPlanes]: position by position, and word by word.
final class ScalarBitPlanes extends BitPlanes {

    @Override
    public void split(byte[] values, int offset, int count, long[] ones, long[] wrong) {
        for (int from = 0; from < count; from += Long.SIZE) {
            int length = Math.min(Long.SIZE, count - from);
            ones[from / Long.SIZE] = equal(values, offset + from, length, (byte) 1);
            wrong[from / Long.SIZE] |= aboveOne(values, offset + from, length);
        }
    }

    @Override
    public void mark(byte[] values, int offset, int count, byte value, long[] plane) {
        for (int from = 0; from < count; from += Long.SIZE) {
            int length = Math.min(Long.SIZE, count - from);
            plane[from / Long.SIZE] = equal(values, offset + from, length, value);
        }
    }

    /// Returns a word of up to 64 bits that say which of `length` values are `value`.
    static long equal(byte[] values, int offset, int length, byte value) {
        long word = 0;
        for (int bit = 0; bit < length; bit++) {
            word |= (values[offset + bit] == value ? 1L : 0L) << bit;
        }
        return word;
    }

    /// Returns a word of up to 64 bits that say which of `length` values are neither 0 nor 1.
    static long aboveOne(byte[] values, int offset, int length) {
        long word = 0;
        for (int bit = 0; bit < length; bit++) {
            word |= ((values[offset + bit] & ~1) != 0 ? 1L : 0L) << bit;
        }
        return word;
    }

    @Override
    public void put(int code, long[] plane, int count, int[] codes) {
        for (int from = 0; from < count; from += Long.SIZE) {
            put(code, plane[from / Long.SIZE], from, codes);
        }
    }

    /// Sets the codes of the set bits of one word, whose first bit stands for `codes[first]`.
    static void put(int code, long bits, int first, int[] codes) {
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            codes[first + Long.numberOfTrailingZeros(rest)] = code;
        }
    }

    @Override
    public void addPairs(long[] prediction, long[] target, long[] valid, int words, long[] sums) {
        addPairs(prediction, target, valid, 0, words, sums);
    }

    /// Adds the sums of the words `from` to `end - 1`.
    static void addPairs(
            long[] prediction, long[] target, long[] valid, int from, int end, long[] sums) {
        long validBits = 0;
        long predictionBits = 0;
        long targetBits = 0;
        long both = 0;
        for (int w = from; w < end; w++) {
            long p = prediction[w] & valid[w];
            long t = target[w] & valid[w];
            validBits += Long.bitCount(valid[w]);
            predictionBits += Long.bitCount(p);
            targetBits += Long.bitCount(t);
            both += Long.bitCount(p & t);
        }
        sums[0] += validBits;
        sums[1] += predictionBits;
        sums[2] += targetBits;
        sums[3] += both;
    }

    /// Wants planes: one loop over heap arrays, whatever memory the bits are stored in.
    @Override
    public long addStored(
            MemorySegment prediction,
            MemorySegment target,
            @Nullable MemorySegment valid,
            long words,
            long[] sums) {
        return 0;
    }
}
