package dev.mensura.benchmarks;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The limit of everything that looks at every label: reads two memories with vector loads and
/// reduces them to the exclusive or of all their elements. One method per type of array and one per
/// place of memory, as memory of two kinds at one call site is read many times more slowly.
///
/// Memory outside the heap is read as bytes, whatever it holds: a load takes as long.
final class VectorReadLimit {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    private VectorReadLimit() {}

    /// Reads both memories once, each a whole array or outside the heap, and returns the exclusive or of
    /// their elements; outside the heap of longs, and of the bytes that are left over.
    ///
    /// Scores, all planes of them, are a `float[]` or `double[]` with a `byte[]` target, or outside the
    /// heap like it.
    static long read(MemorySegment prediction, MemorySegment target) {
        Object p = prediction.heapBase().orElse(null);
        Object t = target.heapBase().orElse(null);
        if (p == null) {
            return t == null ? readBothOutside(prediction, target) : unknown(prediction, target);
        }
        if (t == null) {
            return p instanceof byte[] labels
                    ? readMixed(labels, target)
                    : unknown(prediction, target);
        }
        return switch (p) {
            case byte[] labels -> read(labels, (byte[]) t);
            case short[] labels -> read(labels, (short[]) t);
            case int[] labels -> read(labels, (int[]) t);
            case long[] labels -> read(labels, (long[]) t);
            case float[] scores -> read(scores) ^ read((byte[]) t);
            case double[] scores -> read(scores) ^ read((byte[]) t);
            default -> unknown(prediction, target);
        };
    }

    private static long unknown(MemorySegment prediction, MemorySegment target) {
        throw new IllegalArgumentException("cannot read " + prediction + " and " + target);
    }

    private static long read(byte[] prediction, byte[] target) {
        ByteVector sum = ByteVector.zero(BYTES);
        int i = 0;
        for (; i < BYTES.loopBound(target.length); i += BYTES.length()) {
            ByteVector p = ByteVector.fromArray(BYTES, prediction, i);
            ByteVector t = ByteVector.fromArray(BYTES, target, i);
            sum = sum.lanewise(VectorOperators.XOR, p.lanewise(VectorOperators.XOR, t));
        }
        byte rest = sum.reduceLanes(VectorOperators.XOR);
        for (; i < target.length; i++) {
            rest ^= (byte) (prediction[i] ^ target[i]);
        }
        return rest & 0xFFL;
    }

    private static long read(short[] prediction, short[] target) {
        ShortVector sum = ShortVector.zero(SHORTS);
        int i = 0;
        for (; i < SHORTS.loopBound(target.length); i += SHORTS.length()) {
            ShortVector p = ShortVector.fromArray(SHORTS, prediction, i);
            ShortVector t = ShortVector.fromArray(SHORTS, target, i);
            sum = sum.lanewise(VectorOperators.XOR, p.lanewise(VectorOperators.XOR, t));
        }
        short rest = sum.reduceLanes(VectorOperators.XOR);
        for (; i < target.length; i++) {
            rest ^= (short) (prediction[i] ^ target[i]);
        }
        return rest;
    }

    private static long read(int[] prediction, int[] target) {
        IntVector sum = IntVector.zero(INTS);
        int i = 0;
        for (; i < INTS.loopBound(target.length); i += INTS.length()) {
            IntVector p = IntVector.fromArray(INTS, prediction, i);
            IntVector t = IntVector.fromArray(INTS, target, i);
            sum = sum.lanewise(VectorOperators.XOR, p.lanewise(VectorOperators.XOR, t));
        }
        int rest = sum.reduceLanes(VectorOperators.XOR);
        for (; i < target.length; i++) {
            rest ^= (int) (prediction[i] ^ target[i]);
        }
        return rest;
    }

    private static long read(long[] prediction, long[] target) {
        LongVector sum = LongVector.zero(LONGS);
        int i = 0;
        for (; i < LONGS.loopBound(target.length); i += LONGS.length()) {
            LongVector p = LongVector.fromArray(LONGS, prediction, i);
            LongVector t = LongVector.fromArray(LONGS, target, i);
            sum = sum.lanewise(VectorOperators.XOR, p.lanewise(VectorOperators.XOR, t));
        }
        long rest = sum.reduceLanes(VectorOperators.XOR);
        for (; i < target.length; i++) {
            rest ^= (long) (prediction[i] ^ target[i]);
        }
        return rest;
    }

    private static long readMixed(byte[] prediction, MemorySegment target) {
        ByteVector sum = ByteVector.zero(BYTES);
        int i = 0;
        for (; i < BYTES.loopBound(prediction.length); i += BYTES.length()) {
            ByteVector p = ByteVector.fromArray(BYTES, prediction, i);
            ByteVector t = ByteVector.fromMemorySegment(BYTES, target, i, ByteOrder.nativeOrder());
            sum = sum.lanewise(VectorOperators.XOR, p.lanewise(VectorOperators.XOR, t));
        }
        byte rest = sum.reduceLanes(VectorOperators.XOR);
        for (; i < prediction.length; i++) {
            rest ^= (byte) (prediction[i] ^ target.get(ValueLayout.JAVA_BYTE, i));
        }
        return rest & 0xFFL;
    }

    private static long readBothOutside(MemorySegment prediction, MemorySegment target) {
        return prediction.byteSize() == target.byteSize()
                ? readOutside(prediction, target)
                : readOutside(prediction) ^ readOutside(target);
    }

    private static long readOutside(MemorySegment memory) {
        LongVector sum = LongVector.zero(LONGS);
        long bytes = memory.byteSize();
        long i = 0;
        for (; i < LONGS.loopBound(bytes / Long.BYTES) * Long.BYTES; i += LONGS.vectorByteSize()) {
            sum =
                    sum.lanewise(
                            VectorOperators.XOR,
                            LongVector.fromMemorySegment(
                                    LONGS, memory, i, ByteOrder.nativeOrder()));
        }
        long rest = sum.reduceLanes(VectorOperators.XOR);
        for (; i < bytes; i++) {
            rest ^= memory.get(ValueLayout.JAVA_BYTE, i) & 0xFFL;
        }
        return rest;
    }

    private static long readOutside(MemorySegment prediction, MemorySegment target) {
        LongVector sum = LongVector.zero(LONGS);
        long bytes = target.byteSize();
        long i = 0;
        for (; i < LONGS.loopBound(bytes / Long.BYTES) * Long.BYTES; i += LONGS.vectorByteSize()) {
            LongVector p =
                    LongVector.fromMemorySegment(LONGS, prediction, i, ByteOrder.nativeOrder());
            LongVector t = LongVector.fromMemorySegment(LONGS, target, i, ByteOrder.nativeOrder());
            sum = sum.lanewise(VectorOperators.XOR, p.lanewise(VectorOperators.XOR, t));
        }
        long rest = sum.reduceLanes(VectorOperators.XOR);
        for (; i < bytes; i++) {
            rest ^=
                    (prediction.get(ValueLayout.JAVA_BYTE, i)
                                    ^ target.get(ValueLayout.JAVA_BYTE, i))
                            & 0xFFL;
        }
        return rest;
    }

    private static long read(float[] scores) {
        IntVector sum = IntVector.zero(INTS);
        int i = 0;
        for (; i < INTS.loopBound(scores.length); i += INTS.length()) {
            sum =
                    sum.lanewise(
                            VectorOperators.XOR,
                            FloatVector.fromArray(FLOATS, scores, i).reinterpretAsInts());
        }
        int rest = sum.reduceLanes(VectorOperators.XOR);
        for (; i < scores.length; i++) {
            rest ^= Float.floatToRawIntBits(scores[i]);
        }
        return rest;
    }

    private static long read(double[] scores) {
        LongVector sum = LongVector.zero(LONGS);
        int i = 0;
        for (; i < LONGS.loopBound(scores.length); i += LONGS.length()) {
            sum =
                    sum.lanewise(
                            VectorOperators.XOR,
                            DoubleVector.fromArray(DOUBLES, scores, i).reinterpretAsLongs());
        }
        long rest = sum.reduceLanes(VectorOperators.XOR);
        for (; i < scores.length; i++) {
            rest ^= Double.doubleToRawLongBits(scores[i]);
        }
        return rest;
    }

    private static long read(byte[] target) {
        ByteVector sum = ByteVector.zero(BYTES);
        int i = 0;
        for (; i < BYTES.loopBound(target.length); i += BYTES.length()) {
            sum = sum.lanewise(VectorOperators.XOR, ByteVector.fromArray(BYTES, target, i));
        }
        byte rest = sum.reduceLanes(VectorOperators.XOR);
        for (; i < target.length; i++) {
            rest ^= target[i];
        }
        return rest & 0xFFL;
    }
}
