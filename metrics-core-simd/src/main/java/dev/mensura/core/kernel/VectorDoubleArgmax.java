package dev.mensura.core.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The highest of double64 scores: [VectorFloatArgmax], which explains it, for the other type.
final class VectorDoubleArgmax extends VectorArgmax {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private static final int LANES = SPECIES.length();

    /// Pixels per block: best scores and classes take 32 KiB and stay near while the planes go by.
    /// Memory is read ahead within a page alone, so runs of several pages are faster than shorter ones.
    private static final int BLOCK = 2048;

    /// Planes that are read at once. The planes of many images begin a multiple of a page apart, so
    /// that many read at once compete for the same cache sets.
    private static final int PLANES = 4;

    /// Interleaved scores that are copied at once, where they are: 32 KiB.
    private static final int COPIED = 4096;

    private final double[] best = new double[BLOCK];
    private final double[] winner = new double[BLOCK];
    private final double[] copies;
    private final VectorDoublePixels interleaved;

    VectorDoubleArgmax(int numClasses) {
        super(numClasses);
        interleaved = new VectorDoublePixels(numClasses);
        copies =
                new double
                        [Math.max(
                                PLANES * BLOCK,
                                VectorDoublePixels.GROUP * numClasses + VectorDoublePixels.SLACK)];
    }

    @Override
    int group() {
        return VectorDoublePixels.GROUP;
    }

    @Override
    int block() {
        return BLOCK;
    }

    @Override
    boolean winners(ScoreView scores, long start, int count, byte[] codes, int at) {
        return scores.isInterleaved()
                ? findInterleaved(scores, start, count, codes, at)
                : findPlanar(scores, start, count, codes, at);
    }

    private boolean findPlanar(ScoreView scores, long start, int count, byte[] codes, int at) {
        Arrays.fill(best, 0, count, Double.NEGATIVE_INFINITY);
        Arrays.fill(winner, 0, count, 0);
        for (int c = 0; c < numClasses; c += PLANES) {
            if (!meetPlanes(scores, start, count, c)) {
                return false;
            }
        }
        narrow(winner, count, codes, at);
        return true;
    }

    /// A method of its own, so that it is compiled to vector code whatever is around its call.
    private static void narrow(double[] classes, int count, byte[] codes, int at) {
        for (int i = 0; i < count; i++) {
            codes[at + i] = (byte) classes[i];
        }
    }

    /// Compares the planes of the classes from `c` on with the best ones, [#PLANES] of them, or up to
    /// the last one, again and again. Returns false if there may be a `NaN`.
    ///
    /// One call for arrays, of scores or of copies: it is inlined, and with two of them the body grew beyond
    /// what the compiler inlines, where vectors have 256 bits.
    private boolean meetPlanes(ScoreView scores, long start, int count, int c) {
        long w = start + c * scores.pixels();
        long x = start + Math.min(c + 1, numClasses - 1) * scores.pixels();
        long y = start + Math.min(c + 2, numClasses - 1) * scores.pixels();
        long z = start + Math.min(c + 3, numClasses - 1) * scores.pixels();
        if (VectorMemory.isOffHeap(scores.segment())) {
            return meet(scores.segment(), w, x, y, z, count, c);
        }
        double[] array = scores.doubles();
        int from = scores.arrayStart();
        if (!scores.isInArray()) {
            scores.copy(w, count, copies, 0);
            scores.copy(x, count, copies, BLOCK);
            scores.copy(y, count, copies, 2 * BLOCK);
            scores.copy(z, count, copies, 3 * BLOCK);
            array = copies;
            from = 0;
            w = 0;
            x = BLOCK;
            y = 2 * BLOCK;
            z = 3 * BLOCK;
        }
        return meet(
                array, from + (int) w, from + (int) x, from + (int) y, from + (int) z, count, c);
    }

    private boolean meet(double[] array, int w, int x, int y, int z, int count, int c) {
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = 0; i < count; i += LANES) {
            DoubleVector top = load(best, i);
            DoubleVector code = load(winner, i);
            DoubleVector a = load(array, w + i);
            code = code(c, a, top, code);
            top = top(a, top);
            DoubleVector b = load(array, x + i);
            code = code(c + 1, b, top, code);
            top = top(b, top);
            DoubleVector d = load(array, y + i);
            code = code(c + 2, d, top, code);
            top = top(d, top);
            DoubleVector e = load(array, z + i);
            code(c + 3, e, top, code).intoArray(winner, i);
            top(e, top).intoArray(best, i);
            sum = a.add(b).add(d.add(e)).add(sum);
        }
        return !sum.compare(VectorOperators.NE, sum).anyTrue();
    }

    private boolean meet(MemorySegment planes, long w, long x, long y, long z, int count, int c) {
        MemorySegment offHeap = VectorMemory.offHeap(planes);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = 0; i < count; i += LANES) {
            DoubleVector top = load(best, i);
            DoubleVector code = load(winner, i);
            DoubleVector a = load(offHeap, w + i);
            code = code(c, a, top, code);
            top = top(a, top);
            DoubleVector b = load(offHeap, x + i);
            code = code(c + 1, b, top, code);
            top = top(b, top);
            DoubleVector d = load(offHeap, y + i);
            code = code(c + 2, d, top, code);
            top = top(d, top);
            DoubleVector e = load(offHeap, z + i);
            code(c + 3, e, top, code).intoArray(winner, i);
            top(e, top).intoArray(best, i);
            sum = a.add(b).add(d.add(e)).add(sum);
        }
        return !sum.compare(VectorOperators.NE, sum).anyTrue();
    }

    private static DoubleVector load(double[] array, int index) {
        return DoubleVector.fromArray(SPECIES, array, index);
    }

    private static DoubleVector load(MemorySegment offHeap, long index) {
        return DoubleVector.fromMemorySegment(SPECIES, offHeap, index * Double.BYTES, ORDER);
    }

    private static DoubleVector top(DoubleVector score, DoubleVector top) {
        return top.blend(score, score.compare(VectorOperators.GT, top));
    }

    private static DoubleVector code(
            int c, DoubleVector score, DoubleVector top, DoubleVector code) {
        return code.blend(c, score.compare(VectorOperators.GT, top));
    }

    private boolean findInterleaved(ScoreView scores, long start, int count, byte[] codes, int at) {
        int part = Math.max(1, COPIED / numClasses / group()) * group();
        for (int done = 0; done < count; done += part) {
            int run = Math.min(part, count - done);
            long first = (start + done) * numClasses;
            int length = run * numClasses;
            double[] array = copies;
            int from = 0;
            if (isInPlace(scores, first, length)) {
                array = scores.doubles();
                from = scores.arrayStart() + (int) first;
            } else {
                scores.copy(first, length, copies, 0);
            }
            for (int i = 0; i < run; i += group()) {
                if (!interleaved.winners(array, from + i * numClasses, codes, at + done + i)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isInPlace(ScoreView scores, long first, int length) {
        int room = scores.doubles().length - scores.arrayStart() - VectorDoublePixels.SLACK;
        return scores.isInArray() && first <= room - length;
    }
}
