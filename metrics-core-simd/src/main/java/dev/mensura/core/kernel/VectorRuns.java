package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;

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

    private static final boolean COMPRESSES_BYTES =
            ByteVector.SPECIES_PREFERRED.vectorBitSize() == WORD * Byte.SIZE
                    && processorHas("avx512_vbmi2");

    final byte[] targets = new byte[PairCounter.BLOCK + WORD];
    final byte[] predictions = new byte[PairCounter.BLOCK + WORD];
    final short[] ends = new short[PairCounter.BLOCK + WORD];
    private final long[] marks = new long[PairCounter.BLOCK / WORD];

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

    /// Lists the runs of a block of 1 to [PairCounter#BLOCK] elements and returns their number.
    int list(VectorLabelBytes target, VectorLabelBytes prediction, int length) {
        Arrays.fill(marks, 0);
        return listAll(target, prediction, length);
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
