package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Takes bytes of 32-bit labels.
final class VectorIntPacking extends VectorPacking {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final ByteVector ORDER = order(Integer.BYTES);

    /// The bits of a label.
    private static final long LABEL = -1L >>> (Long.SIZE - Integer.BYTES * Byte.SIZE);

    @Override
    boolean pack(
            Object array, int offset, int length, long first, int shift, byte[] bytes, int index) {
        int[] labels = (int[]) array;
        int origin = (int) first;
        IntVector apart = IntVector.zero(INTS);
        int i = 0;
        for (; i <= length - BYTES.length(); i += BYTES.length()) {
            IntVector overlaid = IntVector.zero(INTS);
            for (int k = 0; k < Integer.BYTES; k++) {
                IntVector v = IntVector.fromArray(INTS, labels, offset + i + k * INTS.length());
                apart = v.sub(origin).or(apart);
                overlaid =
                        overlaid.or(
                                v.lanewise(VectorOperators.LSHR, shift)
                                        .and(LOW)
                                        .lanewise(VectorOperators.LSHL, (long) k * Byte.SIZE));
            }
            ORDER.selectFrom(overlaid.reinterpretAsBytes()).intoArray(bytes, index + i);
        }
        long rest = apart.reduceLanes(VectorOperators.OR);
        for (; i < length; i++) {
            rest |= labels[offset + i] - origin;
            bytes[index + i] = (byte) (labels[offset + i] >>> shift);
        }
        return (rest & LABEL) >>> (shift + Byte.SIZE) == 0;
    }
}
