package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;

/// Makes planes by comparing vectors of bytes, and counts them by the population counts of vectors.
///
/// Stored bits are counted in place, without a copy, where prediction, target and validity are all
/// in arrays of bytes, all in arrays of `long`, or all off-heap. Other memory is left to planes.
///
/// `MaskCountingBenchmark` compares it with reading the same words.
final class VectorBitPlanes extends BitPlanes {

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = LongVector.SPECIES_PREFERRED.length();

    /// The most bytes for a call of a loop. Calls for 64 KiB and more took three times as long in some
    /// JVMs, off-heap ones in all.
    private static final int CHUNK_BYTES = 8192;

    private static final int CHUNK_WORDS = CHUNK_BYTES / Long.BYTES;

    @Override
    public void split(byte[] values, int offset, int count, long[] ones, long[] wrong) {
        int whole = count / Long.SIZE;
        int at = offset;
        for (int w = 0; w < whole; w++) {
            long one = 0;
            long above = 0;
            for (int bit = 0; bit < Long.SIZE; bit += BYTES.length()) {
                ByteVector value = ByteVector.fromArray(BYTES, values, at + bit);
                one |= value.eq((byte) 1).toLong() << bit;
                above |= value.compare(VectorOperators.UGT, (byte) 1).toLong() << bit;
            }
            ones[w] = one;
            wrong[w] |= above;
            at += Long.SIZE;
        }
        int rest = count % Long.SIZE;
        if (rest > 0) {
            ones[whole] = ScalarBitPlanes.equal(values, at, rest, (byte) 1);
            wrong[whole] |= ScalarBitPlanes.aboveOne(values, at, rest);
        }
    }

    @Override
    public void mark(byte[] values, int offset, int count, byte value, long[] plane) {
        int whole = count / Long.SIZE;
        int at = offset;
        for (int w = 0; w < whole; w++) {
            long marks = 0;
            for (int bit = 0; bit < Long.SIZE; bit += BYTES.length()) {
                marks |= ByteVector.fromArray(BYTES, values, at + bit).eq(value).toLong() << bit;
            }
            plane[w] = marks;
            at += Long.SIZE;
        }
        int rest = count % Long.SIZE;
        if (rest > 0) {
            plane[whole] = ScalarBitPlanes.equal(values, at, rest, value);
        }
    }

    @Override
    public void put(int code, long[] plane, int count, int[] codes) {
        int whole = count / Long.SIZE;
        for (int w = 0; w < whole; w++) {
            long bits = plane[w];
            if (bits != 0) {
                for (int bit = 0; bit < Long.SIZE; bit += INTS.length()) {
                    int at = w * Long.SIZE + bit;
                    IntVector.fromArray(INTS, codes, at)
                            .blend(code, VectorMask.fromLong(INTS, bits >>> bit))
                            .intoArray(codes, at);
                }
            }
        }
        if (whole * Long.SIZE < count) {
            ScalarBitPlanes.put(code, plane[whole], whole * Long.SIZE, codes);
        }
    }

    @Override
    public void addPairs(long[] prediction, long[] target, long[] valid, int words, long[] sums) {
        int whole = words - words % LANES;
        addWords(prediction, 0, target, 0, valid, 0, 0, whole, sums);
        ScalarBitPlanes.addPairs(prediction, target, valid, whole, words, sums);
    }

    @Override
    public long addStored(
            MemorySegment prediction,
            MemorySegment target,
            @Nullable MemorySegment valid,
            long words,
            long[] sums) {
        MemorySegment validity = valid == null ? target : valid;
        long always = valid == null ? -1 : 0;
        long whole = words - words % LANES;
        Object p = memory(prediction);
        Object t = memory(target);
        Object v = memory(validity);
        if (p instanceof long[] pw && t instanceof long[] tw && v instanceof long[] vw) {
            int pi = (int) (prediction.address() / Long.BYTES);
            int ti = (int) (target.address() / Long.BYTES);
            int vi = (int) (validity.address() / Long.BYTES);
            addWords(pw, pi, tw, ti, vw, vi, always, (int) whole, sums);
            return whole;
        }
        if (p instanceof byte[] pb && t instanceof byte[] tb && v instanceof byte[] vb) {
            int pi = (int) prediction.address();
            int ti = (int) target.address();
            int vi = (int) validity.address();
            addBytes(pb, pi, tb, ti, vb, vi, always, (int) (whole * Long.BYTES), sums);
            return whole;
        }
        if (p instanceof MemorySegment
                && t instanceof MemorySegment
                && v instanceof MemorySegment) {
            addMemory(prediction, target, validity, always, whole * Long.BYTES, sums);
            return whole;
        }
        return 0;
    }

    private static void addWords(
            long[] p, int pi, long[] t, int ti, long[] v, int vi, long always, int n, long[] sums) {
        for (int from = 0; from < n; from += CHUNK_WORDS) {
            int chunk = Math.min(CHUNK_WORDS, n - from);
            VectorBitCounts.addWords(p, pi + from, t, ti + from, v, vi + from, always, chunk, sums);
        }
    }

    private static void addBytes(
            byte[] p, int pi, byte[] t, int ti, byte[] v, int vi, long always, int n, long[] sums) {
        for (int from = 0; from < n; from += CHUNK_BYTES) {
            int chunk = Math.min(CHUNK_BYTES, n - from);
            VectorBitCounts.addBytes(p, pi + from, t, ti + from, v, vi + from, always, chunk, sums);
        }
    }

    private static void addMemory(
            MemorySegment p, MemorySegment t, MemorySegment v, long always, long n, long[] sums) {
        for (long from = 0; from < n; from += CHUNK_BYTES) {
            int chunk = (int) Math.min(CHUNK_BYTES, n - from);
            VectorBitCounts.addMemory(p, t, v, from, always, chunk, sums);
        }
    }

    /// Returns what a loop reads: the `byte[]` or `long[]` of a segment, the segment itself if it is
    /// off-heap, or null for all other memory.
    private static @Nullable Object memory(MemorySegment segment) {
        if (VectorMemory.isOffHeap(segment)) {
            return segment;
        }
        Object array = segment.heapBase().orElse(null);
        boolean words = array instanceof long[] && segment.address() % Long.BYTES == 0;
        return words || array instanceof byte[] ? array : null;
    }
}
