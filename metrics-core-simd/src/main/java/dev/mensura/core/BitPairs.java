package dev.mensura.core;

import dev.mensura.core.input.BitMask;
import dev.mensura.core.kernel.BitPlanes;
import dev.mensura.core.kernel.Kernels;
import dev.mensura.core.kernel.LabelCodes;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// The table `[target][prediction]` of two bit masks.
///
/// Bits are counted before it is asked what 0 and 1 mean: there are four pairs, and the rule is
/// applied to their counts. What the kernel does not count in place, at least the last bits, is
/// copied in blocks, so that bits behind the last element can be left out. The blocks take 12 KiB,
/// once.
final class BitPairs {
    private static final int BLOCK_WORDS = 512;
    private static final int BLOCK_BYTES = BLOCK_WORDS * Long.BYTES;

    private final LabelRule rule;
    private final BitPlanes planes = Kernels.bitPlanes();
    private final long[] prediction = new long[BLOCK_WORDS];
    private final long[] target = new long[BLOCK_WORDS];
    private final long[] valid = new long[BLOCK_WORDS];
    private final MemorySegment predictionBytes = MemorySegment.ofArray(prediction);
    private final MemorySegment targetBytes = MemorySegment.ofArray(target);
    private final MemorySegment validBytes = MemorySegment.ofArray(valid);

    /// `[valid, prediction, target, both]`.
    private final long[] sums = new long[4];

    private final long[] cells = new long[4];
    private long ignored;

    BitPairs(LabelRule rule) {
        this.rule = rule;
    }

    /// Returns the cells in the order `[target * 2 + prediction]`; the next call overwrites them.
    long[] cells() {
        return cells;
    }

    /// Returns the number of elements left out because their target is ignored.
    long ignored() {
        return ignored;
    }

    /// Replaces the counts by those of two masks of equal shape.
    ///
    /// @throws LabelRejectedException if 0 or 1 occurs, but is mapped to what is no label
    void count(BitMask predicted, BitMask truth) {
        Arrays.fill(sums, 0);
        Arrays.fill(cells, 0);
        long size = truth.shape().size();
        BitMask validity = truth.validity();
        MemorySegment p = predicted.segment();
        MemorySegment t = truth.segment();
        MemorySegment v = validity == null ? null : validity.segment();
        long done = planes.addStored(p, t, v, size / Long.SIZE, sums) * Long.SIZE;
        while (done < size) {
            long count = Math.min(BLOCK_BYTES * (long) Byte.SIZE, size - done);
            addBlock(p, t, v, done / Byte.SIZE, count);
            done += count;
        }
        ignored = size - sums[0];
        long both = sums[3];
        long neither = sums[0] - sums[1] - sums[2] + both;
        boolean accepted =
                book(0, 0, neither)
                        && book(0, 1, sums[1] - both)
                        && book(1, 0, sums[2] - both)
                        && book(1, 1, both);
        if (!accepted) {
            throw rejection(predicted, truth);
        }
    }

    /// Adds `count` elements from the byte `from` on. Where the last byte or word has more bits, they
    /// are made invalid.
    private void addBlock(
            MemorySegment p, MemorySegment t, @Nullable MemorySegment v, long from, long count) {
        int words = (int) ((count + Long.SIZE - 1) / Long.SIZE);
        long bytes = (count + Byte.SIZE - 1) / Byte.SIZE;
        int spare = (int) (bytes * Byte.SIZE - count);
        MemorySegment.copy(p, from, predictionBytes, 0, bytes);
        MemorySegment.copy(t, from, targetBytes, 0, bytes);
        if (v == null) {
            Arrays.fill(valid, 0, words, -1);
        } else {
            MemorySegment.copy(v, from, validBytes, 0, bytes);
        }
        byte last = validBytes.get(ValueLayout.JAVA_BYTE, bytes - 1);
        validBytes.set(ValueLayout.JAVA_BYTE, bytes - 1, (byte) (last & (0xFF >> spare)));
        for (long i = bytes; i < (long) words * Long.BYTES; i++) {
            validBytes.set(ValueLayout.JAVA_BYTE, i, (byte) 0);
        }
        planes.addPairs(prediction, target, valid, words, sums);
    }

    /// Books `count` elements with these bits and returns whether they are accepted.
    private boolean book(int targetBit, int predictionBit, long count) {
        int t = rule.codes().targetCode(targetBit);
        int p = rule.codes().predictionCode(predictionBit);
        if (t == LabelCodes.IGNORED) {
            ignored += count;
        } else if (t != LabelCodes.REJECTED && p != LabelCodes.REJECTED) {
            cells[2 * t + p] += count;
        } else {
            return count == 0;
        }
        return true;
    }

    /// Returns why the first rejected element, of which there is one, is rejected.
    private LabelRejectedException rejection(BitMask predicted, BitMask truth) {
        BitReader predictions = BitReader.ofPrediction("prediction", predicted, rule);
        BitReader targets = BitReader.ofTarget("target", truth, rule);
        long at = 0;
        while (targets.code(at) == LabelCodes.IGNORED
                || (targets.code(at) != LabelCodes.REJECTED
                        && predictions.code(at) != LabelCodes.REJECTED)) {
            at++;
        }
        boolean isTarget = targets.code(at) == LabelCodes.REJECTED;
        return (isTarget ? targets : predictions).rejection(at);
    }
}
