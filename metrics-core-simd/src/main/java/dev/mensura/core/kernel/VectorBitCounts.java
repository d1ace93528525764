package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

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
    /// There is such a loop for arrays and one for off-heap memory, though they differ in a load alone:
    /// one loop for both was compiled anew a hundred times where a process has both kinds, as the
    /// compiler took checks of the one kind out of the loop that fail for the other.
    ///
    /// @param always bits that are valid in every word, whatever `valid` has
    static long ofBytes(
            byte[] prediction,
            int pi,
            byte[] target,
            int ti,
            byte[] valid,
            int vi,
            long always,
            int length) {
        LongVector sum = LongVector.zero(LONGS);
        for (int i = 0; i < length; i += BYTES.length()) {
            LongVector p = load(prediction, pi + i);
            LongVector t = load(target, ti + i);
            LongVector v = load(valid, vi + i).or(always);
            sum = sum.add(fields(p.and(v), t.and(v), v));
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    /// Returns the same for off-heap memory, from byte `from` of each side on.
    static long ofMemory(
            MemorySegment prediction,
            MemorySegment target,
            MemorySegment valid,
            long from,
            long always,
            int length) {
        MemorySegment ps = VectorMemory.offHeap(prediction);
        MemorySegment ts = VectorMemory.offHeap(target);
        MemorySegment vs = VectorMemory.offHeap(valid);
        LongVector sum = LongVector.zero(LONGS);
        for (int i = 0; i < length; i += BYTES.length()) {
            LongVector p = load(ps, from + i);
            LongVector t = load(ts, from + i);
            LongVector v = load(vs, from + i).or(always);
            sum = sum.add(fields(p.and(v), t.and(v), v));
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    private static LongVector load(byte[] array, int index) {
        return ByteVector.fromArray(BYTES, array, index).reinterpretAsLongs();
    }

    private static LongVector load(MemorySegment offHeap, long index) {
        return ByteVector.fromMemorySegment(BYTES, offHeap, index, ByteOrder.nativeOrder())
                .reinterpretAsLongs();
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
