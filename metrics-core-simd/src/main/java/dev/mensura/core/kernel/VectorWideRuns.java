package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;

/// Lists the runs of 64-bit labels, as PyTorch has them, or of 32-bit ones where they are stored: to
/// bring all of them to bytes first ([VectorPacking]) takes 1.6 times as long off the heap.
///
/// Every 64 elements of both sides are compared with those one further, which gives a word of run ends,
/// whose positions are listed. Only the label at the end of each run becomes a byte, and only that one is
/// checked, as all of a run are equal.
///
/// Vectors of 512 bits give those one further by a selection of two that are loaded anyway: a load in
/// itself is the costly part, as each touches two cache lines wherever labels do not begin with one. Shorter
/// ones are loaded once more: Java selects of two of them by several instructions, which takes twice as long.
/// A processor that compresses bytes compresses the positions, as in [VectorRunsByCompress]; there the mask
/// never leaves its register, so the lines are not shared. Others take them bit by bit.
///
/// Both sides are read where they are if both are in arrays or both off the heap; else the side that is
/// not in an array is copied block by block, and so is the end of an image. There is a loop for arrays and
/// one for off-heap memory, as [VectorMemory] tells. Each is in a method that is too long to be inlined:
/// taken into one body, where a process has labels of many kinds, those of one type had boxed vectors in
/// two of four runs of the tests. [VectorIntRuns] is written and [VectorLongRuns] made of it, as the package
/// tells. `int64` and `int32` of `mensura bench` show them.
abstract class VectorWideRuns {
    /// Stands for the number of runs where a label has no byte.
    static final int NO_BYTES = -1;

    /// Elements per word of run ends.
    static final int WORD = Long.SIZE;

    /// Elements per inner loop: with a whole block of `int` in one, labels in the last-level cache took 1.3
    /// times as long.
    static final int PART = 512;

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;

    /// Whether the elements one further are selected of two vectors; the compiler drops what is not done.
    static final boolean OF_TWO = BYTES.vectorBitSize() == 512;

    private static final boolean COMPRESSES = VectorRuns.compressesBytes();

    /// The least bits of a vector. Of 128 bits, 64-bit labels have two lanes, which Java emulates on x64, and
    /// other processors were not measured.
    private static final int LEAST_BITS = 256;

    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final ByteVector BIT_NUMBERS = ByteVector.zero(BYTES).addIndex(1);

    /// Labels, of any value, that are read behind a block: the rest of its last word and a vector more.
    private static final int BEHIND = WORD + IntVector.SPECIES_PREFERRED.length();

    private final StoredBlock targetBlock = new StoredBlock();
    private final StoredBlock predictionBlock = new StoredBlock();

    /// Returns whether the vectors of this processor are long enough.
    static boolean hasLongVectors() {
        return BYTES.vectorBitSize() >= LEAST_BITS;
    }

    /// Returns whether both sides have the same type, of 32 bits or 64.
    static boolean areWide(LabelSource target, LabelSource prediction) {
        return target instanceof StoredLabels targets
                && prediction instanceof StoredLabels predictions
                && targets.type() == predictions.type()
                && targets.type().bytes() >= Integer.BYTES;
    }

    /// Lists the runs of a block of 1 to [PairCounter#BLOCK] elements and returns their number, or
    /// [#NO_BYTES] if a label is not among the 256 from the first one of its side on.
    ///
    /// @param into takes the runs
    final int list(
            StoredLabels target,
            long t,
            long firstTarget,
            StoredLabels prediction,
            long p,
            long firstPrediction,
            int length,
            VectorRuns into) {
        if (isOffHeap(target, t, length) && isOffHeap(prediction, p, length)) {
            int bytes = target.type().bytes();
            return listMemory(
                    target.segment(),
                    t * bytes,
                    firstTarget,
                    prediction.segment(),
                    p * bytes,
                    firstPrediction,
                    length,
                    into);
        }
        targetBlock.show(target, t, length, BEHIND);
        predictionBlock.show(prediction, p, length, BEHIND);
        return listArrays(
                targetBlock.array(),
                targetBlock.offset(),
                firstTarget,
                predictionBlock.array(),
                predictionBlock.offset(),
                firstPrediction,
                length,
                into);
    }

    private static boolean isOffHeap(StoredLabels labels, long from, int length) {
        return VectorMemory.isOffHeap(labels.segment())
                && from <= labels.segment().byteSize() / labels.type().bytes() - length - BEHIND;
    }

    /// Lists the runs of arrays from index `to` and `po` on.
    abstract int listArrays(
            Object target,
            int to,
            long firstTarget,
            Object prediction,
            int po,
            long firstPrediction,
            int length,
            VectorRuns into);

    /// Lists the runs of off-heap memory from byte `to` and `po` on.
    abstract int listMemory(
            MemorySegment target,
            long to,
            long firstTarget,
            MemorySegment prediction,
            long po,
            long firstPrediction,
            int length,
            VectorRuns into);

    /// Lists the ends of a word whose first element is number `first` of the block, behind `listed`
    /// others, and returns how many are listed then.
    static int listWord(long isEnd, int first, short[] ends, int listed) {
        int count = Long.bitCount(isEnd);
        if (COMPRESSES) {
            ByteVector numbers = BIT_NUMBERS.compress(VectorMask.fromLong(BYTES, isEnd));
            ((ShortVector) numbers.castShape(SHORTS, 0)).add((short) first).intoArray(ends, listed);
            if (count > SHORTS.length()) {
                ((ShortVector) numbers.castShape(SHORTS, 1))
                        .add((short) first)
                        .intoArray(ends, listed + SHORTS.length());
            }
        } else {
            long left = isEnd;
            for (int next = listed; left != 0; next++) {
                ends[next] = (short) (first + Long.numberOfTrailingZeros(left));
                left &= left - 1;
            }
        }
        return listed + count;
    }

    /// Makes `last` the last of `listed` ends, and returns how many are listed then: the last word tells
    /// about elements that are not of the block.
    static int endAt(int last, short[] ends, int listed) {
        int before = listed;
        while (before > 0 && ends[before - 1] >= last) {
            before--;
        }
        ends[before] = (short) last;
        return before + 1;
    }
}
