package dev.mensura.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The highest of float32 scores.
///
/// Planar scores go by plane after plane of a block, interleaved ones by [VectorFloatPixels].
///
/// Lanes are pixels. Each keeps its best score so far and the class that had it, and takes a class
/// whose score is greater; a class that is met again is never greater, so the last plane may be read
/// more than once instead of having a loop of its own. The class is kept as a number of the score's
/// type, so that one comparison serves both; classes below 255 are exact in it. Scores are also added
/// up, as a `NaN` among them makes the sum one: an addition instead of a comparison and an operation on
/// masks, of which some processors do one at a time. Infinities of both signs make it one too, of scores
/// or of sums of huge ones, so a sum that is no number says only that there may be a `NaN`.
///
/// Off-heap planes are read in place; [VectorMemory] tells why they have a loop of their own. Other
/// memory is copied.
///
/// Nothing that is kept overflows; an array index is an `int`, an off-heap offset a `long`. Scratch,
/// allocated once: 96 KiB, more only where a group of pixels has more scores than four planes of a
/// block. `ScoreCountingBenchmark` compares this with reading the scores and doing nothing.
final class VectorFloatArgmax extends VectorArgmax {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private static final int LANES = SPECIES.length();

    /// Pixels per block: best scores and classes take 32 KiB and stay near while the planes go by.
    /// Memory is read ahead within a page alone, so runs of several pages are faster than shorter ones.
    private static final int BLOCK = (1 << 14) / Float.BYTES;

    /// Planes that are read at once. The planes of many images begin a multiple of a page apart, so
    /// that many read at once compete for the same cache sets.
    private static final int PLANES = 4;

    /// Interleaved scores that are copied at once, where they are: 32 KiB.
    private static final int COPIED = (1 << 15) / Float.BYTES;

    private final float[] best = new float[BLOCK];
    private final float[] winner = new float[BLOCK];
    private final float[] copies;
    private final VectorFloatPixels interleaved;

    VectorFloatArgmax(int numClasses) {
        super(numClasses);
        interleaved = new VectorFloatPixels(numClasses);
        copies =
                new float
                        [Math.max(
                                PLANES * BLOCK,
                                VectorFloatPixels.GROUP * numClasses + VectorFloatPixels.SLACK)];
    }

    @Override
    int group() {
        return VectorFloatPixels.GROUP;
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
        Arrays.fill(best, 0, count, Float.NEGATIVE_INFINITY);
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
    private static void narrow(float[] classes, int count, byte[] codes, int at) {
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
        float[] array = scores.floats();
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

    private boolean meet(float[] array, int w, int x, int y, int z, int count, int c) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i += LANES) {
            FloatVector top = load(best, i);
            FloatVector code = load(winner, i);
            FloatVector a = load(array, w + i);
            code = code(c, a, top, code);
            top = top(a, top);
            FloatVector b = load(array, x + i);
            code = code(c + 1, b, top, code);
            top = top(b, top);
            FloatVector d = load(array, y + i);
            code = code(c + 2, d, top, code);
            top = top(d, top);
            FloatVector e = load(array, z + i);
            code(c + 3, e, top, code).intoArray(winner, i);
            top(e, top).intoArray(best, i);
            sum = a.add(b).add(d.add(e)).add(sum);
        }
        return !sum.compare(VectorOperators.NE, sum).anyTrue();
    }

    private boolean meet(MemorySegment planes, long w, long x, long y, long z, int count, int c) {
        MemorySegment offHeap = VectorMemory.offHeap(planes);
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i += LANES) {
            FloatVector top = load(best, i);
            FloatVector code = load(winner, i);
            FloatVector a = load(offHeap, w + i);
            code = code(c, a, top, code);
            top = top(a, top);
            FloatVector b = load(offHeap, x + i);
            code = code(c + 1, b, top, code);
            top = top(b, top);
            FloatVector d = load(offHeap, y + i);
            code = code(c + 2, d, top, code);
            top = top(d, top);
            FloatVector e = load(offHeap, z + i);
            code(c + 3, e, top, code).intoArray(winner, i);
            top(e, top).intoArray(best, i);
            sum = a.add(b).add(d.add(e)).add(sum);
        }
        return !sum.compare(VectorOperators.NE, sum).anyTrue();
    }

    private static FloatVector load(float[] array, int index) {
        return FloatVector.fromArray(SPECIES, array, index);
    }

    private static FloatVector load(MemorySegment offHeap, long index) {
        return FloatVector.fromMemorySegment(SPECIES, offHeap, index * Float.BYTES, ORDER);
    }

    private static FloatVector top(FloatVector score, FloatVector top) {
        return top.blend(score, score.compare(VectorOperators.GT, top));
    }

    private static FloatVector code(int c, FloatVector score, FloatVector top, FloatVector code) {
        return code.blend(c, score.compare(VectorOperators.GT, top));
    }

    private boolean findInterleaved(ScoreView scores, long start, int count, byte[] codes, int at) {
        int part = Math.max(1, COPIED / numClasses / group()) * group();
        for (int done = 0; done < count; done += part) {
            int run = Math.min(part, count - done);
            long first = (start + done) * numClasses;
            int length = run * numClasses;
            float[] array = copies;
            int from = 0;
            if (isInPlace(scores, first, length)) {
                array = scores.floats();
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
        int room = scores.floats().length - scores.arrayStart() - VectorFloatPixels.SLACK;
        return scores.isInArray() && first <= room - length;
    }
}
