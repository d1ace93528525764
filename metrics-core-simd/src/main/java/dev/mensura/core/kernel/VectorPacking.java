package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;

/// Takes one byte of each of many wide labels, and says whether all labels are among those that this
/// byte and the ones below it stand for: 256 for the low byte, 65536 for the next.
///
/// As many vectors as a label has bytes are laid over each other, each shifted by one byte more, and
/// one permutation of the bytes then puts them in order: per vector a shift and a logical operation,
/// where a conversion of each vector takes two permutations. The check costs a subtraction and an OR.
///
/// [VectorIntPacking] is written, and [VectorShortPacking] and [VectorLongPacking] are made of it, as the
/// package tells. Each is behind a virtual call: a method with all three loops in it grew beyond what the
/// compiler inlines, and now and then one of them was left with boxed vectors.
abstract class VectorPacking {
    static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;

    /// The bits of a lane that one byte takes.
    static final short LOW = 0xFF;

    /// Returns where each byte of the result stands among the overlaid vectors of `width` bytes a
    /// lane.
    static ByteVector order(int width) {
        byte[] order = new byte[BYTES.length()];
        int lanes = order.length / width;
        for (int i = 0; i < order.length; i++) {
            order[i] = (byte) (i % lanes * width + i / lanes);
        }
        return ByteVector.fromArray(BYTES, order, 0);
    }

    /// Packs the bytes from bit `shift` on, 0 or 8, of `length` labels, and returns whether all labels
    /// are in `[first, first + 2^(shift + 8) - 1]`, 16-bit ones taken as signed.
    ///
    /// @param array an array of the type of the labels
    abstract boolean pack(
            Object array, int offset, int length, long first, int shift, byte[] bytes, int index);
}
