package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;

/// The way into the vector classes, called only when the incubator module is present.
final class VectorKernel {

    private VectorKernel() {}

    /// Returns the length of this machine's preferred byte vectors in bits.
    static int bits() {
        return ByteVector.SPECIES_PREFERRED.vectorBitSize();
    }

    /// Returns a new vector counter with all counts zero.
    static PairCounter pairCounter(LabelCodes codes) {
        return new VectorPairCounter(codes);
    }
}
