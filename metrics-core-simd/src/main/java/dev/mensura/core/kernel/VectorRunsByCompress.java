package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;

/// Lists runs with an instruction that compresses bytes, in one loop.
///
/// Every 64 elements are compared with those one further, which gives a mask of run ends, and the
/// bytes and positions at the ends are compressed and stored, even where there are none: whether a
/// word has an end can be predicted so badly that a branch costs more, up to twice as much for masks of
/// street scenes. Only behind a block of few runs, in arrays, words without an end are left out: with that,
/// masks of large regions take 0.7 times as long, others up to 1.05 times (off the heap 1.1, so not there).
/// As one loop it also reads memory without a pause, and labels that no cache holds take a fifth less time
/// than with finding and listing apart.
///
/// Room for 16 ends is stored, and for all 64 only after more than those: a store that crosses the border of
/// a memory page takes some 60 cycles, many words without an end store to the same place, and where
/// pages begin in an array is luck, so that of two counters one was up to three times as slow as the
/// other. Short stores seldom cross: all masks take a tenth less time, and the unluckiest counter a third
/// less.
///
/// There is a loop for arrays and one for off-heap memory; [VectorMemory] tells why.
final class VectorRunsByCompress extends VectorRuns {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;

    /// Room for the ends of a word that has no more than these.
    private static final VectorSpecies<Byte> SIXTEEN = ByteVector.SPECIES_128;

    private static final VectorSpecies<Short> SIXTEEN_SHORTS = ShortVector.SPECIES_256;

    private static final ByteVector BIT_NUMBERS = ByteVector.zero(BYTES).addIndex(1);

    /// The most runs of a block behind which the next one is taken for one of few: one in a word, on average.
    private static final int FEW_RUNS = PairCounter.BLOCK / WORD;

    /// Whether the last block had few runs.
    private boolean few;

    @Override
    boolean readsOffHeap() {
        return true;
    }

    @Override
    int list(VectorLabelBytes target, VectorLabelBytes prediction, int length, long[] marks) {
        int next =
                target.isInArray()
                        ? listArrays(!few, target, prediction, words(length), marks)
                        : listMemory(target, prediction, words(length), marks);
        while (ends[next - 1] != length - 1) {
            next--;
        }
        few = next <= FEW_RUNS;
        return next;
    }

    /// @param every whether to store even where a word has no end
    private int listArrays(
            boolean every,
            VectorLabelBytes target,
            VectorLabelBytes prediction,
            int words,
            long[] marks) {
        byte[] intoTargets = targets;
        byte[] intoPredictions = predictions;
        short[] intoEnds = ends;
        byte[] inT = target.bytes();
        byte[] inP = prediction.bytes();
        int to = target.offset();
        int po = prediction.offset();
        int next = 0;
        for (int w = 0; w < words; w++) {
            int i = w * WORD;
            ByteVector t = ByteVector.fromArray(BYTES, inT, to + i);
            ByteVector p = ByteVector.fromArray(BYTES, inP, po + i);
            ByteVector nextT = ByteVector.fromArray(BYTES, inT, to + i + 1);
            ByteVector nextP = ByteVector.fromArray(BYTES, inP, po + i + 1);
            VectorMask<Byte> isEnd =
                    t.compare(VectorOperators.NE, nextT)
                            .or(p.compare(VectorOperators.NE, nextP))
                            .or(VectorMask.fromLong(BYTES, marks[w]));
            int count = isEnd.trueCount();
            if (every || count != 0) {
                ByteVector endT = t.compress(isEnd);
                ByteVector endP = p.compress(isEnd);
                ByteVector numbers = BIT_NUMBERS.compress(isEnd);
                ((ByteVector) endT.castShape(SIXTEEN, 0)).intoArray(intoTargets, next);
                ((ByteVector) endP.castShape(SIXTEEN, 0)).intoArray(intoPredictions, next);
                ((ShortVector) numbers.castShape(SIXTEEN_SHORTS, 0))
                        .add((short) i)
                        .intoArray(intoEnds, next);
                if (count > SIXTEEN.length()) {
                    endT.intoArray(intoTargets, next);
                    endP.intoArray(intoPredictions, next);
                    ((ShortVector) numbers.castShape(SHORTS, 0))
                            .add((short) i)
                            .intoArray(intoEnds, next);
                    ((ShortVector) numbers.castShape(SHORTS, 1))
                            .add((short) i)
                            .intoArray(intoEnds, next + SHORTS.length());
                }
            }
            next += count;
        }
        return next;
    }

    /// Does the same off the heap. The loop has a `long`: the compiler checks the bounds of segments once
    /// before such a loop, with an `int` in every turn, which took 1.2 times as long.
    private int listMemory(
            VectorLabelBytes target, VectorLabelBytes prediction, int words, long[] marks) {
        byte[] intoTargets = targets;
        byte[] intoPredictions = predictions;
        short[] intoEnds = ends;
        MemorySegment inT = VectorMemory.offHeap(target.memory());
        MemorySegment inP = VectorMemory.offHeap(prediction.memory());
        long to = target.start();
        long po = prediction.start();
        int next = 0;
        long end = (long) words * WORD;
        for (long i = 0; i < end; i += WORD) {
            ByteVector t = VectorMemory.load(inT, to + i);
            ByteVector p = VectorMemory.load(inP, po + i);
            ByteVector nextT = VectorMemory.load(inT, to + i + 1);
            ByteVector nextP = VectorMemory.load(inP, po + i + 1);
            VectorMask<Byte> isEnd =
                    t.compare(VectorOperators.NE, nextT)
                            .or(p.compare(VectorOperators.NE, nextP))
                            .or(VectorMask.fromLong(BYTES, marks[(int) i / WORD]));
            ByteVector endT = t.compress(isEnd);
            ByteVector endP = p.compress(isEnd);
            ByteVector numbers = BIT_NUMBERS.compress(isEnd);
            int count = isEnd.trueCount();
            ((ByteVector) endT.castShape(SIXTEEN, 0)).intoArray(intoTargets, next);
            ((ByteVector) endP.castShape(SIXTEEN, 0)).intoArray(intoPredictions, next);
            ((ShortVector) numbers.castShape(SIXTEEN_SHORTS, 0))
                    .add((short) i)
                    .intoArray(intoEnds, next);
            if (count > SIXTEEN.length()) {
                endT.intoArray(intoTargets, next);
                endP.intoArray(intoPredictions, next);
                ((ShortVector) numbers.castShape(SHORTS, 0))
                        .add((short) i)
                        .intoArray(intoEnds, next);
                ((ShortVector) numbers.castShape(SHORTS, 1))
                        .add((short) i)
                        .intoArray(intoEnds, next + SHORTS.length());
            }
            next += count;
        }
        return next;
    }
}
