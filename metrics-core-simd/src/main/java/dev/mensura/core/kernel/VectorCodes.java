package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Writes a vector of threshold codes from two words of bits.
final class VectorCodes {
    private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;

    /// Codes per vector.
    static final int LANES = SPECIES.length();

    private VectorCodes() {}

    /// Puts one code per bit into `codes[at]` and behind: NaN where `nan` has the bit set, otherwise
    /// 1 where `passed` has, otherwise 0.
    static void store(long passed, long nan, byte[] codes, int at) {
        ByteVector.zero(SPECIES)
                .blend(1, VectorMask.fromLong(SPECIES, passed))
                .blend(ScoreThreshold.NOT_A_NUMBER, VectorMask.fromLong(SPECIES, nan))
                .intoArray(codes, at);
    }
}
