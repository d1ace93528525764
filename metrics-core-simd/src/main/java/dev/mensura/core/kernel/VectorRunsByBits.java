package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Lists runs by taking the bits of their ends one by one.
///
/// That takes three small loops, of which the first two have no branch that depends on the data, since
/// real masks leave many words of 64 elements without an end, and which ones cannot be predicted: a bit
/// per element tells whether its bytes differ from the next ones, the words that have bits are
/// numbered, and only those are expanded.
final class VectorRunsByBits extends VectorRuns {
    private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;

    private final byte[] filledWords = new byte[PairCounter.BLOCK / WORD];
    private final long[] changes = new long[PairCounter.BLOCK / WORD];

    @Override
    boolean readsOffHeap() {
        return false;
    }

    @Override
    int list(VectorLabelBytes target, VectorLabelBytes prediction, int length, long[] marks) {
        int words = words(length);
        mark(target, prediction, words, changes);
        for (int w = 0; w < words; w++) {
            changes[w] |= marks[w];
        }
        changes[words - 1] &= -1L >>> -length;
        return expand(
                target.bytes(),
                target.offset(),
                prediction.bytes(),
                prediction.offset(),
                numberFilledWords(words));
    }

    /// Puts a bit for every element into `marks`: whether one of its bytes differs from the next.
    static void mark(
            VectorLabelBytes target, VectorLabelBytes prediction, int words, long[] marks) {
        mark(
                target.bytes(),
                target.offset(),
                prediction.bytes(),
                prediction.offset(),
                words,
                marks);
    }

    private static void mark(
            byte[] target, int to, byte[] prediction, int po, int words, long[] marks) {
        for (int w = 0; w < words; w++) {
            long word = 0;
            for (int bit = 0; bit < WORD; bit += SPECIES.length()) {
                int i = w * WORD + bit;
                VectorMask<Byte> t =
                        ByteVector.fromArray(SPECIES, target, to + i)
                                .compare(
                                        VectorOperators.NE,
                                        ByteVector.fromArray(SPECIES, target, to + i + 1));
                VectorMask<Byte> p =
                        ByteVector.fromArray(SPECIES, prediction, po + i)
                                .compare(
                                        VectorOperators.NE,
                                        ByteVector.fromArray(SPECIES, prediction, po + i + 1));
                word |= t.or(p).toLong() << bit;
            }
            marks[w] = word;
        }
    }

    private int numberFilledWords(int words) {
        byte[] numbers = filledWords;
        long[] c = changes;
        int next = 0;
        for (int w = 0; w < words; w++) {
            long bits = c[w];
            numbers[next] = (byte) w;
            next += (int) ((bits | -bits) >>> (WORD - 1));
        }
        return next;
    }

    private int expand(byte[] target, int to, byte[] prediction, int po, int filled) {
        int next = 0;
        for (int f = 0; f < filled; f++) {
            int word = filledWords[f];
            int first = word * WORD;
            long bits = changes[word];
            int end = next + Long.bitCount(bits);
            do {
                for (int four = 0; four < 4; four++) {
                    int position = first + (Long.numberOfTrailingZeros(bits) & (WORD - 1));
                    bits &= bits - 1;
                    targets[next + four] = target[to + position];
                    predictions[next + four] = prediction[po + position];
                    ends[next + four] = (short) position;
                }
                next += 4;
            } while (bits != 0);
            next = end;
        }
        return next;
    }
}
