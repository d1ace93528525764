package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;

/// Counts the set bits of a prediction, of a target, of both, and of a validity.
///
/// The four counts of a vector of bits share one vector: each lane has a field of 16 bits for each of
/// them, in that order from the lowest. So a chunk takes one addition per vector and leaves a single
/// `long`. A chunk has at most [#CHUNK_BYTES], so that no field can overflow.
///
/// The methods that the loops call have no more than 35 bytes of code each, which the JIT compiler
/// inlines however often they were called before: a vector that is passed to a method which is not
/// inlined becomes an object.
final class VectorBitCounts {
    /// The most bytes whose bits a field can count, a multiple of every vector: 64,512 bits.
    static final int CHUNK_BYTES = 8064;

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int FIELD = 16;
    private static final long FIELD_BITS = 0xFFFF;

    private VectorBitCounts() {}

    /// Returns the counts of `words` words, a multiple of a vector, from the given word of each side on.
    ///
    /// @param always bits that are valid in every word, whatever `valid` has
    static long ofWords(
            long[] prediction,
            int pi,
            long[] target,
            int ti,
            long[] valid,
            int vi,
            long always,
            int words) {
        LongVector sum = LongVector.zero(LONGS);
        for (int i = 0; i < words; i += LONGS.length()) {
            LongVector p = LongVector.fromArray(LONGS, prediction, pi + i);
            LongVector t = LongVector.fromArray(LONGS, target, ti + i);
            LongVector v = LongVector.fromArray(LONGS, valid, vi + i).or(always);
            sum = sum.add(fields(p.and(v), t.and(v), v));
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    /// Returns the counts of `length` bytes, a multiple of a vector, from the given byte of each side on.
    ///
    /// In arrays or off-heap: which one it is does not change in the loop, so the compiler
    /// makes a loop of each.
    ///
    /// @param inArray whether all sides are in arrays, and the segments are `NULL`
    /// @param always bits that are valid in every word, whatever `valid` has
    static long ofBytes(
            boolean inArray,
            byte[] prediction,
            MemorySegment predictionMemory,
            long pi,
            byte[] target,
            MemorySegment targetMemory,
            long ti,
            byte[] valid,
            MemorySegment validMemory,
            long vi,
            long always,
            int length) {
        MemorySegment ps = VectorMemory.offHeap(predictionMemory);
        MemorySegment ts = VectorMemory.offHeap(targetMemory);
        MemorySegment vs = VectorMemory.offHeap(validMemory);
        LongVector sum = LongVector.zero(LONGS);
        for (int i = 0; i < length; i += BYTES.length()) {
            LongVector p = load(inArray, prediction, ps, pi + i);
            LongVector t = load(inArray, target, ts, ti + i);
            LongVector v = load(inArray, valid, vs, vi + i).or(always);
            sum = sum.add(fields(p.and(v), t.and(v), v));
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    private static LongVector load(boolean inArray, byte[] array, MemorySegment offHeap, long at) {
        return VectorMemory.load(inArray, array, offHeap, at).reinterpretAsLongs();
    }

    private static LongVector fields(LongVector prediction, LongVector target, LongVector valid) {
        return pair(prediction, target)
                .or(field(prediction.and(target), 2 * FIELD))
                .or(field(valid, 3 * FIELD));
    }

    private static LongVector pair(LongVector prediction, LongVector target) {
        return field(prediction, 0).or(field(target, FIELD));
    }

    private static LongVector field(LongVector bits, int shift) {
        return bits.lanewise(VectorOperators.BIT_COUNT).lanewise(VectorOperators.LSHL, shift);
    }

    /// Adds counts to `[valid, prediction, target, both]`.
    static void add(long counts, long[] sums) {
        sums[0] += counts >>> (3 * FIELD);
        sums[1] += counts & FIELD_BITS;
        sums[2] += (counts >>> FIELD) & FIELD_BITS;
        sums[3] += (counts >>> (2 * FIELD)) & FIELD_BITS;
    }
}
