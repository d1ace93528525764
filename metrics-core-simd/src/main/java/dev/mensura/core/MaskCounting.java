package dev.mensura.core;

import dev.mensura.core.kernel.BitPlanes;
import dev.mensura.core.kernel.Kernels;

import java.util.Arrays;
import java.util.Objects;

/// Counts each class as a mask of its own: masks may overlap or leave elements uncovered.
///
/// Every mask is read once, block by block, into one bit per element; what is ignored, vanishes or
/// is rejected are planes of bits too. Planes are scratch: 6 KiB, and 1 KiB for each class that is
/// ignored, whose target masks have to be known before the first class is counted.
final class MaskCounting {
    private static final int WORDS = CodeReader.BLOCK / Long.SIZE;

    private final LabelRule rule;
    private final long[] intersection;
    private final long[] target;
    private final long[] prediction;
    private final BitPlanes planes = Kernels.bitPlanes();

    /// Target masks of the loaded block, of ignored classes; empty for all others.
    private final long[][] ignoredMasks;

    private final long[] predictionMask = new long[WORDS];
    private final long[] targetMask = new long[WORDS];
    private final long[] predictionMarks = new long[WORDS];
    private final long[] targetMarks = new long[WORDS];
    private final long[] left = new long[WORDS];
    private final long[] valid = new long[WORDS];
    private final long[] sums = new long[4];
    private long ignored;
    private long outOfRange;
    private long counted;

    /// Adds to these counts per class.
    MaskCounting(LabelRule rule, long[] intersection, long[] target, long[] prediction) {
        this.rule = rule;
        this.intersection = intersection;
        this.target = target;
        this.prediction = prediction;
        this.ignoredMasks = new long[rule.numClasses()][0];
        for (int c = 0; c < ignoredMasks.length; c++) {
            if (!rule.isScored(c)) {
                ignoredMasks[c] = new long[WORDS];
            }
        }
    }

    /// Returns the number of elements left out because their target is ignored.
    long ignored() {
        return ignored;
    }

    /// Returns the number of labels outside the range that the policy let pass.
    long outOfRange() {
        return outOfRange;
    }

    /// Returns the number of elements that count.
    long counted() {
        return counted;
    }

    /// Returns where the reader of predictions may mark wrong mask values.
    long[] predictionMarks() {
        return predictionMarks;
    }

    /// Returns where the reader of targets may mark wrong mask values.
    long[] targetMarks() {
        return targetMarks;
    }

    /// Counts `size` elements.
    void count(MaskReader predictions, MaskReader targets, long size) {
        ignored = 0;
        outOfRange = 0;
        counted = 0;
        for (long start = 0; start < size; start += CodeReader.BLOCK) {
            int count = (int) Math.min(CodeReader.BLOCK, size - start);
            targets.load(start, count);
            predictions.load(start, count);
            markLeft(targets, count);
            markValid(predictions, targets, count);
            for (int c = 0; c < ignoredMasks.length; c++) {
                countMask(c, predictions, targets, count);
            }
            long rejected = start + firstRejected(predictions, targets, count);
            if (rejected < start + count) {
                LabelRejectedException wrongTarget = targets.rejection(rejected);
                throw wrongTarget != null
                        ? wrongTarget
                        : Objects.requireNonNull(predictions.rejection(rejected));
            }
        }
    }

    private static int words(int count) {
        return (count + Long.SIZE - 1) / Long.SIZE;
    }

    /// Marks the elements of the block whose target is not ignored.
    private void markLeft(MaskReader targets, int count) {
        int words = words(count);
        Arrays.fill(left, 0, words, -1);
        left[words - 1] >>>= words * Long.SIZE - count;
        for (int w = 0; w < words; w++) {
            left[w] &= ~targets.ignored(w);
        }
        for (int c = 0; c < ignoredMasks.length; c++) {
            long[] mask = ignoredMasks[c];
            if (mask.length > 0) {
                targets.read(c, mask);
                for (int w = 0; w < words; w++) {
                    left[w] &= ~mask[w];
                }
            }
        }
        ignored += count - bits(left, words);
    }

    /// Marks the elements of the block that count.
    private void markValid(MaskReader predictions, MaskReader targets, int count) {
        int words = words(count);
        boolean either = rule.labelPolicy() == LabelPolicy.IGNORE_PIXEL;
        for (int w = 0; w < words; w++) {
            long t = targets.outside(w) & left[w];
            long p = predictions.outside(w) & left[w];
            outOfRange += Long.bitCount(t) + Long.bitCount(p);
            valid[w] = left[w] & ~(either ? t | p : t & p);
        }
        counted += bits(valid, words);
    }

    private static long bits(long[] plane, int words) {
        long bits = 0;
        for (int w = 0; w < words; w++) {
            bits += Long.bitCount(plane[w]);
        }
        return bits;
    }

    private void countMask(int c, MaskReader predictions, MaskReader targets, int count) {
        long[] mask = ignoredMasks[c];
        if (mask.length == 0) {
            mask = targetMask;
            targets.read(c, mask);
        }
        predictions.read(c, predictionMask);
        Arrays.fill(sums, 0);
        planes.addPairs(predictionMask, mask, valid, words(count), sums);
        prediction[c] += sums[1];
        target[c] += sums[2];
        intersection[c] += sums[3];
    }

    /// Returns the index of the first rejected element of the block, `count` if there is none.
    private int firstRejected(MaskReader predictions, MaskReader targets, int count) {
        for (int w = 0; w < words(count); w++) {
            long rejected = (targets.rejected(w) | predictions.rejected(w)) & left[w];
            if (rejected != 0) {
                return w * Long.SIZE + Long.numberOfTrailingZeros(rejected);
            }
        }
        return count;
    }
}
