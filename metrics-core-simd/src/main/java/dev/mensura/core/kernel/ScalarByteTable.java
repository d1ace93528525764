package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A table of 8-bit labels, a row for each byte.
///
/// Not each label is counted: an addition to a cell has to wait for the last one to it, which takes
/// longer than all else, and real masks are piecewise constant. So runs of equal pairs are added, found
/// in eight pairs at a time with ordinary 64-bit arithmetic; label by label only where blocks are dense
/// ([DenseBlocks]).
final class ScalarByteTable extends LabelTable {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final int numClasses;
    private final DenseBlocks dense = new DenseBlocks();

    ScalarByteTable(LabelCodes codes, LabelType type) {
        super(codes, codes.codesOfBytes(type, true), codes.numClasses());
        numClasses = codes.numClasses();
    }

    @Override
    boolean addToCells(StoredBlock predictions, StoredBlock targets, int length) {
        byte[] prediction = (byte[]) predictions.array();
        byte[] target = (byte[]) targets.array();
        int predictionOffset = predictions.offset();
        int targetOffset = targets.offset();
        if (!allBelow(numClasses, prediction, predictionOffset, length)) {
            return false;
        }
        if (dense.skips(length)) {
            addEach(prediction, predictionOffset, target, targetOffset, length);
        } else {
            int whole = length & -Long.BYTES;
            int runs = addRuns(prediction, predictionOffset, target, targetOffset, whole);
            addEach(
                    prediction,
                    predictionOffset + whole,
                    target,
                    targetOffset + whole,
                    length - whole);
            dense.note(runs, length);
        }
        return true;
    }

    private void addEach(
            byte[] prediction, int predictionOffset, byte[] target, int targetOffset, int length) {
        // A loop over target indices: with a sum as index into both arrays it takes a quarter
        // longer.
        int end = targetOffset + length;
        int shift = predictionOffset - targetOffset;
        int columns = stride;
        long[] cells = counts;
        int last = cells.length - 1;
        for (int i = targetOffset; i < end; i++) {
            cells[((target[i] & 0xFF) * columns + (prediction[i + shift] & 0xFF)) & last]++;
        }
    }

    /// Adds runs of equal pairs and returns how many there are.
    ///
    /// A byte that differs from the one before it, on either side, begins a run. Whether each of eight
    /// bytes is zero is seen in its high bit after 0x7F is added to the low seven bits: no carry leaves
    /// the byte.
    ///
    /// @param length a multiple of eight; with 0 nothing is added
    private int addRuns(
            byte[] prediction, int predictionOffset, byte[] target, int targetOffset, int length) {
        if (length == 0) {
            return 0;
        }
        int end = targetOffset + length;
        int shift = predictionOffset - targetOffset;
        int columns = stride;
        long[] cells = counts;
        int runs = 1;
        int begin = targetOffset;
        long lastTarget = target[targetOffset] & 0xFF;
        long lastPrediction = prediction[predictionOffset] & 0xFF;
        int cell = (int) lastTarget * columns + (int) lastPrediction;
        for (int i = targetOffset; i < end; i += Long.BYTES) {
            long t = (long) EIGHT_BYTES.get(target, i);
            long p = (long) EIGHT_BYTES.get(prediction, i + shift);
            long changes =
                    (t ^ (t << Byte.SIZE | lastTarget)) | (p ^ (p << Byte.SIZE | lastPrediction));
            long marks = (((changes & LOW_BITS) + LOW_BITS) | changes) & HIGH_BITS;
            for (; marks != 0; marks &= marks - 1) {
                int next = i + (Long.numberOfTrailingZeros(marks) >>> 3);
                cells[cell] += next - begin;
                runs++;
                begin = next;
                cell = (target[next] & 0xFF) * columns + (prediction[next + shift] & 0xFF);
            }
            lastTarget = t >>> 56;
            lastPrediction = p >>> 56;
        }
        cells[cell] += end - begin;
        return runs;
    }

    /// Returns whether all unsigned bytes are below `limit`, 1 to 256. Adding `128 - limit` to the low seven bits
    /// of each sets its high bit otherwise, unless it was set before. With a limit above 128 it must have been, and
    /// `256 - limit` is what sets it then.
    private static boolean allBelow(int limit, byte[] labels, int offset, int length) {
        boolean half = limit <= 128;
        long gap = (half ? 128 - limit : 256 - limit) * EACH_BYTE;
        long always = half ? HIGH_BITS : 0;
        long found = 0;
        int end = offset + length;
        int i = offset;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(labels, i);
            long above = (eight & LOW_BITS) + gap;
            found |= (above & (eight | always)) | (eight & always);
        }
        for (; i < end; i++) {
            found |= (labels[i] & 0xFF) >= limit ? HIGH_BITS : 0;
        }
        return (found & HIGH_BITS) == 0;
    }
}
