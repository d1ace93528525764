package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/// The kinds of memory in which [VectorBitPlanes] counts stored bits in place, each with loops of its
/// own: one loop that meets several kinds is compiled for none. A virtual call for each chunk keeps
/// the loops apart.
///
/// All counts of a vector of bits share one vector: each lane has a field of 16 bits for each of them,
/// from the lowest the set bits of the prediction, of the target, of both, and of the validity. So a
/// chunk takes one addition per vector and leaves a single `long`. A chunk has at most
/// [#CHUNK_BYTES], so that no field can overflow.
enum VectorStoredBits {
    /// Heap arrays of bytes.
    BYTES {
        @Override
        long sum(Object prediction, long pi, Object target, long ti, int bytes) {
            byte[] p = (byte[]) prediction;
            byte[] t = (byte[]) target;
            LongVector sum = LongVector.zero(LONGS);
            for (int i = 0; i < bytes; i += BYTE_LANES.length()) {
                LongVector predictionBits =
                        ByteVector.fromArray(BYTE_LANES, p, (int) pi + i).reinterpretAsLongs();
                LongVector targetBits =
                        ByteVector.fromArray(BYTE_LANES, t, (int) ti + i).reinterpretAsLongs();
                sum = sum.add(counts(predictionBits, targetBits));
            }
            return sum.reduceLanes(VectorOperators.ADD);
        }

        @Override
        long sum(
                Object prediction,
                long pi,
                Object target,
                long ti,
                Object valid,
                long vi,
                int bytes) {
            byte[] p = (byte[]) prediction;
            byte[] t = (byte[]) target;
            byte[] v = (byte[]) valid;
            LongVector sum = LongVector.zero(LONGS);
            for (int i = 0; i < bytes; i += BYTE_LANES.length()) {
                LongVector predictionBits =
                        ByteVector.fromArray(BYTE_LANES, p, (int) pi + i).reinterpretAsLongs();
                LongVector targetBits =
                        ByteVector.fromArray(BYTE_LANES, t, (int) ti + i).reinterpretAsLongs();
                LongVector validBits =
                        ByteVector.fromArray(BYTE_LANES, v, (int) vi + i).reinterpretAsLongs();
                sum = sum.add(counts(predictionBits, targetBits, validBits));
            }
            return sum.reduceLanes(VectorOperators.ADD);
        }
    },

    /// Heap arrays of `long`; begins and lengths are multiples of 8 bytes.
    WORDS {
        @Override
        long sum(Object prediction, long pi, Object target, long ti, int bytes) {
            long[] p = (long[]) prediction;
            long[] t = (long[]) target;
            LongVector sum = LongVector.zero(LONGS);
            for (int i = 0; i < bytes / Long.BYTES; i += LONGS.length()) {
                LongVector predictionBits =
                        LongVector.fromArray(LONGS, p, (int) (pi / Long.BYTES) + i);
                LongVector targetBits = LongVector.fromArray(LONGS, t, (int) (ti / Long.BYTES) + i);
                sum = sum.add(counts(predictionBits, targetBits));
            }
            return sum.reduceLanes(VectorOperators.ADD);
        }

        @Override
        long sum(
                Object prediction,
                long pi,
                Object target,
                long ti,
                Object valid,
                long vi,
                int bytes) {
            long[] p = (long[]) prediction;
            long[] t = (long[]) target;
            long[] v = (long[]) valid;
            LongVector sum = LongVector.zero(LONGS);
            for (int i = 0; i < bytes / Long.BYTES; i += LONGS.length()) {
                LongVector predictionBits =
                        LongVector.fromArray(LONGS, p, (int) (pi / Long.BYTES) + i);
                LongVector targetBits = LongVector.fromArray(LONGS, t, (int) (ti / Long.BYTES) + i);
                LongVector validBits = LongVector.fromArray(LONGS, v, (int) (vi / Long.BYTES) + i);
                sum = sum.add(counts(predictionBits, targetBits, validBits));
            }
            return sum.reduceLanes(VectorOperators.ADD);
        }
    },

    /// Native segments.
    NATIVE {
        @Override
        long sum(Object prediction, long pi, Object target, long ti, int bytes) {
            MemorySegment p = (MemorySegment) prediction;
            MemorySegment t = (MemorySegment) target;
            LongVector sum = LongVector.zero(LONGS);
            for (int i = 0; i < bytes; i += BYTE_LANES.length()) {
                LongVector predictionBits = LongVector.fromMemorySegment(LONGS, p, pi + i, ORDER);
                LongVector targetBits = LongVector.fromMemorySegment(LONGS, t, ti + i, ORDER);
                sum = sum.add(counts(predictionBits, targetBits));
            }
            return sum.reduceLanes(VectorOperators.ADD);
        }

        @Override
        long sum(
                Object prediction,
                long pi,
                Object target,
                long ti,
                Object valid,
                long vi,
                int bytes) {
            MemorySegment p = (MemorySegment) prediction;
            MemorySegment t = (MemorySegment) target;
            MemorySegment v = (MemorySegment) valid;
            LongVector sum = LongVector.zero(LONGS);
            for (int i = 0; i < bytes; i += BYTE_LANES.length()) {
                LongVector predictionBits = LongVector.fromMemorySegment(LONGS, p, pi + i, ORDER);
                LongVector targetBits = LongVector.fromMemorySegment(LONGS, t, ti + i, ORDER);
                LongVector validBits = LongVector.fromMemorySegment(LONGS, v, vi + i, ORDER);
                sum = sum.add(counts(predictionBits, targetBits, validBits));
            }
            return sum.reduceLanes(VectorOperators.ADD);
        }
    };

    /// The most bytes whose bits a field can count, a multiple of every vector: 64,512 bits.
    static final int CHUNK_BYTES = 8064;

    /// Bits of a field.
    static final int FIELD = 16;

    private static final VectorSpecies<Byte> BYTE_LANES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /// Returns the counts of `bytes` bytes, a multiple of a vector, of prediction and target.
    ///
    /// @param prediction what [#memory] returns
    /// @param pi where its bits begin, in bytes
    /// @param target what [#memory] returns, of the same kind
    /// @param ti where its bits begin, in bytes
    abstract long sum(Object prediction, long pi, Object target, long ti, int bytes);

    /// Returns the counts where the bits of `valid` are set.
    abstract long sum(
            Object prediction, long pi, Object target, long ti, Object valid, long vi, int bytes);

    /// Returns the kind of what [#memory] returned.
    static VectorStoredBits of(Object memory) {
        return switch (memory) {
            case byte[] bytes -> BYTES;
            case long[] words -> WORDS;
            default -> NATIVE;
        };
    }

    /// Returns what a loop reads: the `byte[]` or `long[]` of a segment, the segment itself if it is
    /// native, or null for all other memory.
    static @Nullable Object memory(MemorySegment segment) {
        if (segment.isNative()) {
            return segment;
        }
        Object array = segment.heapBase().orElse(null);
        boolean words = array instanceof long[] && segment.address() % Long.BYTES == 0;
        return words || array instanceof byte[] ? array : null;
    }

    /// Returns the counts of two vectors without a validity.
    ///
    /// This and the methods that it calls have no more than 35 bytes of code each, which the JIT
    /// compiler inlines however often they were called: a vector that is passed to a method which is
    /// not inlined becomes an object.
    private static LongVector counts(LongVector prediction, LongVector target) {
        return field(prediction, 0)
                .or(field(target, FIELD))
                .or(field(prediction.and(target), 2 * FIELD));
    }

    private static LongVector counts(LongVector prediction, LongVector target, LongVector valid) {
        return counts(prediction.and(valid), target.and(valid)).or(field(valid, 3 * FIELD));
    }

    private static LongVector field(LongVector bits, int shift) {
        return bits.lanewise(VectorOperators.BIT_COUNT).lanewise(VectorOperators.LSHL, shift);
    }
}
