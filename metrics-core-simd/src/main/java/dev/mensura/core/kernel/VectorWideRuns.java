package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;

/// Adds the runs of 64-bit labels, as PyTorch has them, or of 32-bit ones where they are stored: to
/// bring all of them to bytes first ([VectorPacking]) takes 1.6 times as long off the heap.
///
/// Every 64 elements of both sides are compared with those one further, which gives a word of run ends,
/// whose positions are listed. The cell of the labels there, all of a run being equal, is looked up, and the length
/// of the run added to it; whether a pair is rejected is seen behind the loop, and what was added is taken back
/// then. Both are done in small parts, and nothing but positions is written between: with a loop each over a whole
/// block to take labels, to calculate cells and to add lengths, masks of a city that no cache holds took 1.15 times
/// as long, as memory was not read on meanwhile.
///
/// Vectors over 64-bit labels in arrays have 256 bits, even where there are longer ones: arrays do not begin
/// with a cache line, and where no cache holds them, vectors that all lie in two lines took 1.5 times as long
/// on the fifth generation of Zen. 32-bit ones and memory off the heap, which most often begins with a line, take
/// the longest.
/// A processor that compresses bytes compresses the positions, as in [VectorRunsByCompress]; there the mask
/// never leaves its register, so the lines are not shared. Others take them bit by bit.
///
/// Both sides are read where they are if both are in arrays or both off the heap; else the side that is
/// not in an array is copied block by block, and so is the end of an image. There are loops for arrays and
/// for off-heap memory, as [VectorMemory] tells. [VectorIntRuns] is written and [VectorLongRuns] made of it, as the
/// package tells. `int64` and `int32` of `mensura bench` show them.
abstract class VectorWideRuns {
    /// Stands for the number of runs where a pair is rejected or a label has no byte.
    static final int NOT_ALL = -1;

    /// Elements per word of run ends.
    static final int WORD = Long.SIZE;

    /// Elements whose runs are listed before they are added.
    static final int PART = 512;

    /// The shortest vectors. Of 128 bits, 64-bit labels have two lanes, which Java emulates on x64, and other
    /// processors were not measured.
    static final VectorShape LEAST = VectorShape.S_256_BIT;

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final boolean COMPRESSES = VectorRuns.compressesBytes();
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final ByteVector BIT_NUMBERS = ByteVector.zero(BYTES).addIndex(1);

    /// Labels, of any value, that are read behind a block: the rest of its last word, and one.
    private static final int BEHIND = WORD;

    /// The last position of each run of a part.
    final short[] ends = new short[PART + WORD];

    private final StoredBlock targetBlock = new StoredBlock();
    private final StoredBlock predictionBlock = new StoredBlock();

    /// Returns whether the vectors of this processor are long enough.
    static boolean hasLongVectors() {
        return BYTES.vectorBitSize() >= LEAST.vectorBitSize();
    }

    /// Returns whether both sides have the same type, of 32 bits or 64.
    static boolean areWide(LabelSource target, LabelSource prediction) {
        return target instanceof StoredLabels targets
                && prediction instanceof StoredLabels predictions
                && targets.type() == predictions.type()
                && targets.type().bytes() >= Integer.BYTES;
    }

    /// Adds the lengths of the runs of a block of 1 to [PairCounter#BLOCK] elements and returns the number of
    /// runs, or adds nothing and returns [#NOT_ALL] if a pair is rejected or a label is not among the 256 from
    /// the first one of its side on.
    final int add(
            StoredLabels target,
            long t,
            ByteCodes targetCodes,
            StoredLabels prediction,
            long p,
            ByteCodes predictionCodes,
            int length,
            CellCounts counts) {
        int runs = add(target, t, targetCodes, prediction, p, predictionCodes, length, counts, 1);
        if (runs == NOT_ALL) {
            add(target, t, targetCodes, prediction, p, predictionCodes, length, counts, -1);
        } else {
            counts.counted(length);
        }
        return runs;
    }

    private int add(
            StoredLabels target,
            long t,
            ByteCodes targetCodes,
            StoredLabels prediction,
            long p,
            ByteCodes predictionCodes,
            int length,
            CellCounts counts,
            int sign) {
        if (isOffHeap(target, t, length) && isOffHeap(prediction, p, length)) {
            int bytes = target.type().bytes();
            return addMemory(
                    target.segment(),
                    t * bytes,
                    targetCodes,
                    prediction.segment(),
                    p * bytes,
                    predictionCodes,
                    length,
                    counts,
                    sign);
        }
        targetBlock.show(target, t, length, BEHIND);
        predictionBlock.show(prediction, p, length, BEHIND);
        return addArrays(
                targetBlock.array(),
                targetBlock.offset(),
                targetCodes,
                predictionBlock.array(),
                predictionBlock.offset(),
                predictionCodes,
                length,
                counts,
                sign);
    }

    private static boolean isOffHeap(StoredLabels labels, long from, int length) {
        return VectorMemory.isOffHeap(labels.segment())
                && from <= labels.segment().byteSize() / labels.type().bytes() - length - BEHIND;
    }

    /// Adds the runs of arrays from index `to` and `po` on. If it returns [#NOT_ALL], the cells of some other pairs
    /// have been added to; the same call with the other sign takes everything back.
    ///
    /// Nothing is compared in the loop: what is left of [ByteCodes#LAST_CELL] beside the cell of each pair, and the
    /// distance of each label from the first of its side, are laid over each other. A sign among the former tells of
    /// a rejected pair, more than a byte among the latter of a label that has none.
    ///
    /// @param sign of the lengths, 1 or -1
    abstract int addArrays(
            Object target,
            int to,
            ByteCodes targetCodes,
            Object prediction,
            int po,
            ByteCodes predictionCodes,
            int length,
            CellCounts counts,
            int sign);

    /// The same of off-heap memory from byte `to` and `po` on.
    abstract int addMemory(
            MemorySegment target,
            long to,
            ByteCodes targetCodes,
            MemorySegment prediction,
            long po,
            ByteCodes predictionCodes,
            int length,
            CellCounts counts,
            int sign);

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
