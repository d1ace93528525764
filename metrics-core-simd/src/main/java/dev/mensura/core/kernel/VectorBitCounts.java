package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;

/// Adds up the set bits of a prediction, of a target, of both, and of a validity.
///
/// Each of the four counts has a vector of its own, whose lanes are `long` and cannot overflow.
///
/// There is a loop for each kind of memory; [VectorMemory] tells why.
///
/// Sums are those of [BitPlanes]; `always` has bits that are valid in every word, whatever `valid` has.
final class VectorBitCounts {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

    private VectorBitCounts() {}

    /// Adds the sums of `words` words, a multiple of a vector, from the given word of each side on.
    static void addWords(
            long[] prediction,
            int pi,
            long[] target,
            int ti,
            long[] valid,
            int vi,
            long always,
            int words,
            long[] sums) {
        LongVector inValid = LongVector.zero(LONGS);
        LongVector inPrediction = LongVector.zero(LONGS);
        LongVector inTarget = LongVector.zero(LONGS);
        LongVector inBoth = LongVector.zero(LONGS);
        for (int i = 0; i < words; i += LONGS.length()) {
            LongVector v = LongVector.fromArray(LONGS, valid, vi + i).or(always);
            LongVector p = LongVector.fromArray(LONGS, prediction, pi + i).and(v);
            LongVector t = LongVector.fromArray(LONGS, target, ti + i).and(v);
            inValid = v.lanewise(VectorOperators.BIT_COUNT).add(inValid);
            inPrediction = p.lanewise(VectorOperators.BIT_COUNT).add(inPrediction);
            inTarget = t.lanewise(VectorOperators.BIT_COUNT).add(inTarget);
            inBoth = p.and(t).lanewise(VectorOperators.BIT_COUNT).add(inBoth);
        }
        sums[0] += inValid.reduceLanes(VectorOperators.ADD);
        sums[1] += inPrediction.reduceLanes(VectorOperators.ADD);
        sums[2] += inTarget.reduceLanes(VectorOperators.ADD);
        sums[3] += inBoth.reduceLanes(VectorOperators.ADD);
    }

    /// Adds the sums of `length` bytes, a multiple of a vector, from the given byte of each side on.
    static void addBytes(
            byte[] prediction,
            int pi,
            byte[] target,
            int ti,
            byte[] valid,
            int vi,
            long always,
            int length,
            long[] sums) {
        LongVector inValid = LongVector.zero(LONGS);
        LongVector inPrediction = LongVector.zero(LONGS);
        LongVector inTarget = LongVector.zero(LONGS);
        LongVector inBoth = LongVector.zero(LONGS);
        for (int i = 0; i < length; i += BYTES.length()) {
            LongVector v =
                    ByteVector.fromArray(BYTES, valid, vi + i).reinterpretAsLongs().or(always);
            LongVector p =
                    ByteVector.fromArray(BYTES, prediction, pi + i).reinterpretAsLongs().and(v);
            LongVector t = ByteVector.fromArray(BYTES, target, ti + i).reinterpretAsLongs().and(v);
            inValid = v.lanewise(VectorOperators.BIT_COUNT).add(inValid);
            inPrediction = p.lanewise(VectorOperators.BIT_COUNT).add(inPrediction);
            inTarget = t.lanewise(VectorOperators.BIT_COUNT).add(inTarget);
            inBoth = p.and(t).lanewise(VectorOperators.BIT_COUNT).add(inBoth);
        }
        sums[0] += inValid.reduceLanes(VectorOperators.ADD);
        sums[1] += inPrediction.reduceLanes(VectorOperators.ADD);
        sums[2] += inTarget.reduceLanes(VectorOperators.ADD);
        sums[3] += inBoth.reduceLanes(VectorOperators.ADD);
    }

    /// Adds the sums of `length` bytes of off-heap memory, a multiple of a vector, from byte `from` on.
    static void addMemory(
            MemorySegment prediction,
            MemorySegment target,
            MemorySegment valid,
            long from,
            long always,
            int length,
            long[] sums) {
        MemorySegment ps = VectorMemory.offHeap(prediction);
        MemorySegment ts = VectorMemory.offHeap(target);
        MemorySegment vs = VectorMemory.offHeap(valid);
        LongVector inValid = LongVector.zero(LONGS);
        LongVector inPrediction = LongVector.zero(LONGS);
        LongVector inTarget = LongVector.zero(LONGS);
        LongVector inBoth = LongVector.zero(LONGS);
        for (int i = 0; i < length; i += BYTES.length()) {
            LongVector v = VectorMemory.load(vs, from + i).reinterpretAsLongs().or(always);
            LongVector p = VectorMemory.load(ps, from + i).reinterpretAsLongs().and(v);
            LongVector t = VectorMemory.load(ts, from + i).reinterpretAsLongs().and(v);
            inValid = v.lanewise(VectorOperators.BIT_COUNT).add(inValid);
            inPrediction = p.lanewise(VectorOperators.BIT_COUNT).add(inPrediction);
            inTarget = t.lanewise(VectorOperators.BIT_COUNT).add(inTarget);
            inBoth = p.and(t).lanewise(VectorOperators.BIT_COUNT).add(inBoth);
        }
        sums[0] += inValid.reduceLanes(VectorOperators.ADD);
        sums[1] += inPrediction.reduceLanes(VectorOperators.ADD);
        sums[2] += inTarget.reduceLanes(VectorOperators.ADD);
        sums[3] += inBoth.reduceLanes(VectorOperators.ADD);
    }
}
