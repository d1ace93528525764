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
    static PairCounter pairCounter(LabelCodes codes, WarmUp warmUp) {
        return new VectorPairCounter(codes, warmUp);
    }

    /// Returns the vector strategy for planes of bits.
    static BitPlanes bitPlanes() {
        return new VectorBitPlanes();
    }

    /// Returns a new vector kernel for class scores.
    static ScoreArgmax scoreArgmax(int numClasses) {
        return new VectorScoreArgmax(numClasses);
    }

    /// Returns a new vector kernel for thresholds.
    static ScoreThreshold scoreThreshold() {
        return new VectorScoreThreshold();
    }

    /// Returns a new vector reader of runs.
    static RunReader runReader(LabelCodes codes, RunSink sink, WarmUp warmUp) {
        return new VectorRunReader(codes, sink, warmUp);
    }
}
