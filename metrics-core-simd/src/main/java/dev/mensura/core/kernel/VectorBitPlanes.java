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
/// Wrong values are looked for in the OR of all values, and only marked one by one if there are
/// some.
///
/// Stored bits are counted in place, without a copy, where prediction, target and validity are all
/// in the same kind of memory, one of [VectorStoredBits]. Other mixtures are left to planes.
///
/// `MaskCountingBenchmark` compares it with reading the same words.
final class VectorBitPlanes extends BitPlanes {

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = LongVector.SPECIES_PREFERRED.length();

    private static final long EACH_ONE = 0x0101010101010101L;
    private static final long FIELD_BITS = 0xFFFF;

    @Override
    public void split(byte[] values, int offset, int count, long[] ones, long[] wrong) {
        int whole = count / Long.SIZE;
        int at = offset;
        ByteVector found = ByteVector.zero(BYTES);
        for (int w = 0; w < whole; w++) {
            long one = 0;
            for (int bit = 0; bit < Long.SIZE; bit += BYTES.length()) {
                ByteVector value = ByteVector.fromArray(BYTES, values, at + bit);
                one |= value.eq((byte) 1).toLong() << bit;
                found = found.or(value);
            }
            ones[w] = one;
            at += Long.SIZE;
        }
        if ((found.reinterpretAsLongs().reduceLanes(VectorOperators.OR) & ~EACH_ONE) != 0) {
            ScalarBitPlanes.markWrong(values, offset, whole * Long.SIZE, wrong);
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
        VectorStoredBits kind = VectorStoredBits.WORDS;
        int whole = words - words % LANES;
        int bytes = whole * Long.BYTES;
        for (int from = 0; from < bytes; from += VectorStoredBits.CHUNK_BYTES) {
            int chunk = Math.min(VectorStoredBits.CHUNK_BYTES, bytes - from);
            addCounts(kind.sum(prediction, from, target, from, valid, from, chunk), sums);
        }
        ScalarBitPlanes.addPairs(prediction, target, valid, whole, words, sums);
    }

    @Override
    public long addStored(
            MemorySegment prediction,
            MemorySegment target,
            @Nullable MemorySegment valid,
            long words,
            long[] sums) {
        Object p = VectorStoredBits.memory(prediction);
        Object t = VectorStoredBits.memory(target);
        Object v = valid == null ? t : VectorStoredBits.memory(valid);
        if (p == null || t == null || v == null) {
            return 0;
        }
        VectorStoredBits kind = VectorStoredBits.of(p);
        if (kind != VectorStoredBits.of(t) || kind != VectorStoredBits.of(v)) {
            return 0;
        }
        long whole = words - words % LANES;
        long bytes = whole * Long.BYTES;
        for (long from = 0; from < bytes; from += VectorStoredBits.CHUNK_BYTES) {
            int chunk = (int) Math.min(VectorStoredBits.CHUNK_BYTES, bytes - from);
            long pi = start(prediction) + from;
            long ti = start(target) + from;
            long counts =
                    valid == null
                            ? kind.sum(p, pi, t, ti, chunk)
                            : kind.sum(p, pi, t, ti, v, start(valid) + from, chunk);
            addCounts(counts, sums);
        }
        if (valid == null) {
            sums[0] += whole * Long.SIZE;
        }
        return whole;
    }

    /// Returns where the memory of a segment begins, in bytes.
    private static long start(MemorySegment segment) {
        return segment.isNative() ? 0 : segment.address();
    }

    private static void addCounts(long counts, long[] sums) {
        sums[0] += counts >>> (3 * VectorStoredBits.FIELD);
        sums[1] += counts & FIELD_BITS;
        sums[2] += (counts >>> VectorStoredBits.FIELD) & FIELD_BITS;
        sums[3] += (counts >>> (2 * VectorStoredBits.FIELD)) & FIELD_BITS;
    }
}
