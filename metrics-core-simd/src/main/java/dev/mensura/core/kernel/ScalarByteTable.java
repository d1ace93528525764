package dev.mensura.core.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Counts blocks of 8-bit labels as they are stored, `cell[target byte * C + prediction]`, and says
/// afterwards what the target bytes meant.
///
/// A look-up per label takes as long again as counting itself. So labels are not looked up: before a
/// block is counted, its predictions are compared with C, eight at a time; the target may hold any
/// of 256 bytes, which have a row each. [#moveInto] then adds the rows of classes and of ignored
/// labels to their cells.
///
/// Nor is each label counted: an addition to a cell has to wait for the last one to it, which takes
/// longer than all else, and real masks are piecewise constant. So runs of equal pairs are added, found
/// in eight pairs at a time with ordinary 64-bit arithmetic; label by label only where blocks are dense
/// ([DenseBlocks]). `LabelCountingBenchmark` compares this with a loop that checks nothing.
///
/// Serves up to [#MAX_CLASSES] classes whose predictions mean themselves; 256 KiB at most.
final class ScalarByteTable {
    /// Up to here "below C" is one addition per eight bytes.
    static final int MAX_CLASSES = 128;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final int numClasses;
    private final long[] counts;
    private final DenseBlocks dense = new DenseBlocks();

    ScalarByteTable(int numClasses) {
        this.numClasses = numClasses;
        this.counts = new long[256 * numClasses];
    }

    /// Returns whether predictions with these columns can be counted: each class is its own column.
    static boolean serves(int[] columns, int numClasses) {
        for (int label = 0; label < Math.min(numClasses, columns.length); label++) {
            if (columns[label] != label) {
                return false;
            }
        }
        return numClasses <= MAX_CLASSES;
    }

    /// Adds a block and returns true, or returns false if one of its predictions is no class; then
    /// nothing is added.
    boolean add(
            byte[] prediction, int predictionOffset, byte[] target, int targetOffset, int length) {
        if (!allBelow(numClasses, prediction, predictionOffset, length)) {
            return false;
        }
        if (dense.skips()) {
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
        int columns = numClasses;
        long[] cells = counts;
        for (int i = targetOffset; i < end; i++) {
            cells[(target[i] & 0xFF) * columns + (prediction[i + shift] & 0xFF)]++;
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
        int columns = numClasses;
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

    /// Adds the counts to `cells`, where the row of each target byte begins at `rows`, and sets them
    /// to zero. Returns whether all of them had a row; the rest is lost.
    boolean moveInto(long[] cells, int[] rows) {
        boolean complete = true;
        for (int label = 0; label < rows.length; label++) {
            int from = label * numClasses;
            for (int column = 0; column < numClasses; column++) {
                long count = counts[from + column];
                if (count != 0) {
                    counts[from + column] = 0;
                    if (rows[label] < 0) {
                        complete = false;
                    } else {
                        cells[rows[label] + column] += count;
                    }
                }
            }
        }
        return complete;
    }

    /// Returns whether all unsigned bytes are below `limit`, at most 128: adding `128 - limit` to the
    /// low seven bits of each sets its high bit otherwise.
    private static boolean allBelow(int limit, byte[] labels, int offset, int length) {
        long gap = (128 - limit) * EACH_BYTE;
        long found = 0;
        int end = offset + length;
        int i = offset;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(labels, i);
            found |= ((eight & LOW_BITS) + gap) | eight;
        }
        for (; i < end; i++) {
            found |= (labels[i] & 0xFF) >= limit ? HIGH_BITS : 0;
        }
        return (found & HIGH_BITS) == 0;
    }
}
