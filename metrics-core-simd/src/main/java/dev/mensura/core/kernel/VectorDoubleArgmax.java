package dev.mensura.core.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The highest of float64 scores: [VectorFloatArgmax], which explains it, for the other type.
final class VectorDoubleArgmax extends VectorArgmax {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private static final int LANES = SPECIES.length();

    /// Pixels per block: best scores and classes take 16 KiB and stay in the first-level cache while
    /// the planes go by.
    private static final int BLOCK = 1024;

    /// Planes that are read at once. The planes of many images begin a multiple of a page apart, so
    /// that many read at once compete for the same cache sets.
    private static final int PLANES = 3;

    /// Places of a block where interleaved scores are read by turns.
    private static final int PLACES = 8;

    private final double[] best = new double[BLOCK];
    private final double[] winner = new double[BLOCK];
    private final double[] copies;

    /// The distances of the pixels of a vector where scores are interleaved.
    private final int[] steps = new int[LANES];

    VectorDoubleArgmax(int numClasses) {
        super(numClasses);
        copies = new double[Math.max(PLANES * BLOCK, LANES * numClasses)];
        Arrays.setAll(steps, lane -> lane * numClasses);
    }

    @Override
    int lanes() {
        return LANES;
    }

    @Override
    int block() {
        return BLOCK;
    }

    @Override
    boolean winners(ScoreView scores, long start, int count, byte[] codes, int at) {
        boolean numbers =
                scores.isInterleaved()
                        ? findInterleaved(scores, start, count)
                        : findPlanar(scores, start, count);
        if (numbers) {
            for (int i = 0; i < count; i++) {
                codes[at + i] = (byte) winner[i];
            }
        }
        return numbers;
    }

    private boolean findPlanar(ScoreView scores, long start, int count) {
        Arrays.fill(best, 0, count, Double.NEGATIVE_INFINITY);
        Arrays.fill(winner, 0, count, 0);
        boolean numbers = true;
        for (int c = 0; c < numClasses && numbers; c += PLANES) {
            int last = numClasses - 1;
            long first = c * scores.pixels() + start;
            long second = Math.min(c + 1, last) * scores.pixels() + start;
            long third = Math.min(c + 2, last) * scores.pixels() + start;
            numbers = meetPlanes(scores, first, second, third, count, c);
        }
        return numbers;
    }

    private boolean meetPlanes(
            ScoreView scores, long first, long second, long third, int count, int c) {
        if (scores.isInArray()) {
            long from = scores.arrayStart();
            MemorySegment none = MemorySegment.NULL;
            double[] array = scores.doubles();
            return meet(true, array, none, from + first, from + second, from + third, count, c);
        }
        if (VectorMemory.isOffHeap(scores.segment())) {
            return meet(false, copies, scores.segment(), first, second, third, count, c);
        }
        scores.copy(first, count, copies, 0);
        scores.copy(second, count, copies, BLOCK);
        scores.copy(third, count, copies, 2 * BLOCK);
        return meet(true, copies, MemorySegment.NULL, 0, BLOCK, 2 * BLOCK, count, c);
    }

    /// Compares the planes of the classes `c`, `c + 1` and `c + 2`, which begin at scores `first`,
    /// `second` and `third`, with the best ones. Returns whether all scores are numbers.
    private boolean meet(
            boolean inArray,
            double[] array,
            MemorySegment segment,
            long first,
            long second,
            long third,
            int count,
            int c) {
        MemorySegment offHeap = VectorMemory.offHeap(segment);
        double[] highest = best;
        double[] classes = winner;
        VectorMask<Double> nan = SPECIES.maskAll(false);
        for (int i = 0; i < count; i += LANES) {
            DoubleVector top = DoubleVector.fromArray(SPECIES, highest, i);
            DoubleVector code = DoubleVector.fromArray(SPECIES, classes, i);
            DoubleVector score = load(inArray, array, offHeap, first, i);
            VectorMask<Double> greater = score.compare(VectorOperators.GT, top);
            nan = nan.or(score.compare(VectorOperators.NE, score));
            top = top.blend(score, greater);
            code = code.blend(c, greater);
            score = load(inArray, array, offHeap, second, i);
            greater = score.compare(VectorOperators.GT, top);
            nan = nan.or(score.compare(VectorOperators.NE, score));
            top = top.blend(score, greater);
            code = code.blend(c + 1, greater);
            score = load(inArray, array, offHeap, third, i);
            greater = score.compare(VectorOperators.GT, top);
            nan = nan.or(score.compare(VectorOperators.NE, score));
            top.blend(score, greater).intoArray(highest, i);
            code.blend(c + 2, greater).intoArray(classes, i);
        }
        return !nan.anyTrue();
    }

    private static DoubleVector load(
            boolean inArray, double[] array, MemorySegment offHeap, long from, int i) {
        return inArray
                ? DoubleVector.fromArray(SPECIES, array, (int) from + i)
                : DoubleVector.fromMemorySegment(
                        SPECIES, offHeap, from * Double.BYTES + (long) i * Double.BYTES, ORDER);
    }

    private boolean findInterleaved(ScoreView scores, long start, int count) {
        int groups = count / LANES;
        int each = (groups + PLACES - 1) / PLACES;
        boolean numbers = true;
        for (int turn = 0; turn < each && numbers; turn++) {
            for (int group = turn; group < groups; group += each) {
                int pixel = group * LANES;
                numbers &= meetPixels(scores, (start + pixel) * numClasses, pixel);
            }
        }
        return numbers;
    }

    private boolean meetPixels(ScoreView scores, long first, int pixel) {
        if (scores.isInArray()) {
            return gather(scores.doubles(), scores.arrayStart() + (int) first, pixel);
        }
        if (VectorMemory.isOffHeap(scores.segment())) {
            stage(scores.segment(), first);
        } else {
            scores.copy(first, LANES * numClasses, copies, 0);
        }
        return gather(copies, 0, pixel);
    }

    /// Copies the scores of one vector of pixels; a call of the general copy took longer.
    private void stage(MemorySegment segment, long first) {
        MemorySegment offHeap = VectorMemory.offHeap(segment);
        double[] into = copies;
        for (int i = 0; i < LANES * numClasses; i += LANES) {
            load(false, into, offHeap, first, i).intoArray(into, i);
        }
    }

    /// Finds the winners of one vector of pixels, whose scores begin at `array[from]`, for
    /// `winner[pixel]` and behind. Returns whether all scores are numbers.
    private boolean gather(double[] array, int from, int pixel) {
        DoubleVector top = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        DoubleVector code = DoubleVector.zero(SPECIES);
        VectorMask<Double> nan = SPECIES.maskAll(false);
        for (int c = 0; c < numClasses; c++) {
            DoubleVector score = DoubleVector.fromArray(SPECIES, array, from + c, steps, 0);
            VectorMask<Double> greater = score.compare(VectorOperators.GT, top);
            nan = nan.or(score.compare(VectorOperators.NE, score));
            top = top.blend(score, greater);
            code = code.blend(c, greater);
        }
        code.intoArray(winner, pixel);
        return !nan.anyTrue();
    }
}
