package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The runs of a block: stretches of elements with the same pair of bytes. The last element of a
/// block always ends one.
///
/// Listed are the bytes of each run and the position of its last element. [VectorRunsByCompress] does
/// that with an instruction that compresses bytes, [VectorRunsByBits] where there is none: Java does
/// not tell, and an emulated compress is many times slower than taking bits one by one, so it needs a
/// proof: 512-bit preferred vectors and the flag `avx512_vbmi2` in the processor list of Linux.
abstract class VectorRuns {
    static final int WORD = Long.SIZE;

    private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;
    private static final boolean COMPRESSES_BYTES =
            SPECIES.vectorBitSize() == WORD * Byte.SIZE && processorHas("avx512_vbmi2");

    final byte[] targets = new byte[PairCounter.BLOCK + WORD];
    final byte[] predictions = new byte[PairCounter.BLOCK + WORD];
    final short[] ends = new short[PairCounter.BLOCK + WORD];
    private final long[] marks = new long[PairCounter.BLOCK / WORD];

    /// Whether one run is listed.
    private boolean single;

    /// @param compress whether to list runs by byte compress
    static VectorRuns of(boolean compress) {
        return compress ? new VectorRunsByCompress() : new VectorRunsByBits();
    }

    /// Returns whether this processor compresses bytes.
    static boolean compressesBytes() {
        return COMPRESSES_BYTES;
    }

    /// Returns the target bytes of the listed runs.
    byte[] targets() {
        return targets;
    }

    /// Returns the prediction bytes of the listed runs.
    byte[] predictions() {
        return predictions;
    }

    /// Returns the last position of each listed run, relative to the block.
    short[] ends() {
        return ends;
    }

    /// Lists the runs of a block of 1 to [PairCounter#BLOCK] elements and returns their number. A block
    /// that goes on with the only run of the last one, as in a background, is soon recognised in arrays.
    int list(VectorLabelBytes target, VectorLabelBytes prediction, int length) {
        if (single && target.isInArray() && goesOn(target, prediction, length)) {
            ends[0] = (short) (length - 1);
            return 1;
        }
        Arrays.fill(marks, 0);
        int found = listAll(target, prediction, length);
        single = found == 1;
        return found;
    }

    /// Returns whether a block has only the pair of bytes that was listed first.
    private boolean goesOn(VectorLabelBytes target, VectorLabelBytes prediction, int length) {
        byte[] t = target.bytes();
        byte[] p = prediction.bytes();
        int to = target.offset();
        int po = prediction.offset();
        byte onlyT = targets[0];
        byte onlyP = predictions[0];
        ByteVector others = ByteVector.zero(SPECIES);
        for (int i = 0; i < length; i += SPECIES.length()) {
            ByteVector ts = ByteVector.fromArray(SPECIES, t, to + i);
            ByteVector ps = ByteVector.fromArray(SPECIES, p, po + i);
            others =
                    ts.lanewise(VectorOperators.XOR, onlyT)
                            .or(ps.lanewise(VectorOperators.XOR, onlyP))
                            .or(others);
        }
        return others.eq((byte) 0).allTrue();
    }

    /// Lists the runs of a block as [#list(VectorLabelBytes, VectorLabelBytes, int)] does, where
    /// labels have two bytes: a run ends where any of them changes. The low ones are listed.
    int list(VectorLabelPlanes target, VectorLabelPlanes prediction, int length) {
        VectorRunsByBits.mark(target.high(), prediction.high(), words(length), marks);
        return listAll(target.low(), prediction.low(), length);
    }

    private int listAll(VectorLabelBytes target, VectorLabelBytes prediction, int length) {
        int last = length - 1;
        marks[last / WORD] |= 1L << last;
        return list(target, prediction, length, marks);
    }

    /// Lists the runs that end where a byte changes, and also those that end at a mark, of which
    /// there is one at the last element. What lies behind that one is of any value.
    abstract int list(
            VectorLabelBytes target, VectorLabelBytes prediction, int length, long[] marks);

    /// Returns whether the bytes of both sides may be off the heap.
    abstract boolean readsOffHeap();

    static int words(int length) {
        return (length + WORD - 1) / WORD;
    }

    private static boolean processorHas(String flag) {
        Path list = Path.of("/proc/cpuinfo");
        try {
            return Files.isReadable(list)
                    && Files.readString(list, StandardCharsets.ISO_8859_1).contains(flag);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
