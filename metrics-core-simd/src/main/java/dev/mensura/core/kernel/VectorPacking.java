package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Takes one byte of each of many wide labels, and says whether all labels are among those that this
/// byte and the ones below it stand for: 256 for the low byte, 65536 for the next.
///
/// As many vectors as a label has bytes are laid over each other, each shifted by one byte more, and
/// one permutation of the bytes then puts them in order: per vector a shift and a logical operation,
/// where a conversion of each vector takes two permutations. The check costs a subtraction and an OR.
///
/// The three loops are the same but for the lane type, which the Vector API has no common operations
/// for.
final class VectorPacking {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final ByteVector OF_SHORTS = order(Short.BYTES);
    private static final ByteVector OF_INTS = order(Integer.BYTES);
    private static final ByteVector OF_LONGS = order(Long.BYTES);
    private static final int LOW = 0xFF;

    private VectorPacking() {}

    /// Returns where each byte of the result stands among the overlaid vectors of `width` bytes a
    /// lane.
    private static ByteVector order(int width) {
        byte[] order = new byte[BYTES.length()];
        int lanes = order.length / width;
        for (int i = 0; i < order.length; i++) {
            order[i] = (byte) (i % lanes * width + i / lanes);
        }
        return ByteVector.fromArray(BYTES, order, 0);
    }

    /// Packs the bytes from bit `shift` on, 0 or 8, of `length` labels, and returns whether all labels
    /// are in `[first, first + 2^(shift + 8) - 1]`, taken as signed.
    static boolean pack(
            short[] labels,
            int offset,
            int length,
            short first,
            int shift,
            byte[] bytes,
            int index) {
        ShortVector apart = ShortVector.zero(SHORTS);
        int i = 0;
        for (; i <= length - BYTES.length(); i += BYTES.length()) {
            ShortVector overlaid = ShortVector.zero(SHORTS);
            for (int k = 0; k < Short.BYTES; k++) {
                ShortVector v =
                        ShortVector.fromArray(SHORTS, labels, offset + i + k * SHORTS.length());
                apart = v.sub(first).or(apart);
                overlaid =
                        overlaid.or(
                                v.lanewise(VectorOperators.LSHR, shift)
                                        .and((short) LOW)
                                        .lanewise(VectorOperators.LSHL, (long) k * Byte.SIZE));
            }
            OF_SHORTS.selectFrom(overlaid.reinterpretAsBytes()).intoArray(bytes, index + i);
        }
        int rest = apart.reduceLanes(VectorOperators.OR);
        for (; i < length; i++) {
            rest |= labels[offset + i] - first;
            bytes[index + i] = (byte) (labels[offset + i] >>> shift);
        }
        return (rest & 0xFFFF) >>> (shift + Byte.SIZE) == 0;
    }

    /// Packs the bytes from bit `shift` on, 0 or 8, of `length` labels, and returns whether all labels
    /// are in `[first, first + 2^(shift + 8) - 1]`.
    static boolean pack(
            int[] labels, int offset, int length, int first, int shift, byte[] bytes, int index) {
        IntVector apart = IntVector.zero(INTS);
        int i = 0;
        for (; i <= length - BYTES.length(); i += BYTES.length()) {
            IntVector overlaid = IntVector.zero(INTS);
            for (int k = 0; k < Integer.BYTES; k++) {
                IntVector v = IntVector.fromArray(INTS, labels, offset + i + k * INTS.length());
                apart = v.sub(first).or(apart);
                overlaid =
                        overlaid.or(
                                v.lanewise(VectorOperators.LSHR, shift)
                                        .and(LOW)
                                        .lanewise(VectorOperators.LSHL, (long) k * Byte.SIZE));
            }
            OF_INTS.selectFrom(overlaid.reinterpretAsBytes()).intoArray(bytes, index + i);
        }
        int rest = apart.reduceLanes(VectorOperators.OR);
        for (; i < length; i++) {
            rest |= labels[offset + i] - first;
            bytes[index + i] = (byte) (labels[offset + i] >>> shift);
        }
        return rest >>> (shift + Byte.SIZE) == 0;
    }

    /// Packs the bytes from bit `shift` on, 0 or 8, of `length` labels, and returns whether all labels
    /// are in `[first, first + 2^(shift + 8) - 1]`.
    static boolean pack(
            long[] labels, int offset, int length, long first, int shift, byte[] bytes, int index) {
        LongVector apart = LongVector.zero(LONGS);
        int i = 0;
        for (; i <= length - BYTES.length(); i += BYTES.length()) {
            LongVector overlaid = LongVector.zero(LONGS);
            for (int k = 0; k < Long.BYTES; k++) {
                LongVector v = LongVector.fromArray(LONGS, labels, offset + i + k * LONGS.length());
                apart = v.sub(first).or(apart);
                overlaid =
                        overlaid.or(
                                v.lanewise(VectorOperators.LSHR, shift)
                                        .and(LOW)
                                        .lanewise(VectorOperators.LSHL, (long) k * Byte.SIZE));
            }
            OF_LONGS.selectFrom(overlaid.reinterpretAsBytes()).intoArray(bytes, index + i);
        }
        long rest = apart.reduceLanes(VectorOperators.OR);
        for (; i < length; i++) {
            rest |= labels[offset + i] - first;
            bytes[index + i] = (byte) (labels[offset + i] >>> shift);
        }
        return rest >>> (shift + Byte.SIZE) == 0;
    }
}
