package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Counts blocks of 8-bit labels as they are stored, `cell[target byte * C + prediction]`, and says
/// afterwards what the target bytes meant.
///
/// A look-up per label takes as long again as counting itself. So labels are not looked up: before a
/// block is counted, its predictions are compared with C, eight at a time; the target may hold any of 256
/// bytes, which have a row each. [#hasRejected] then tells whether one of them means nothing, and
/// [#moveInto] adds the rows of classes and of ignored labels to their cells.
///
/// Nor is each label counted: an addition to a cell has to wait for the last one to it, which takes
/// longer than all else, and real masks are piecewise constant. So runs of equal pairs are added, found
/// in eight pairs at a time with ordinary 64-bit arithmetic; label by label only where blocks are dense
/// ([DenseBlocks]). `LabelCountingBenchmark` compares this with a loop that checks nothing.
///
/// Serves up to [#MAX_CLASSES] classes whose predictions mean themselves; takes 2 KiB per class.
final class ScalarByteTable {
    /// Up to here "below C" is one addition per eight bytes.
    static final int MAX_CLASSES = 128;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final int numClasses;

    /// Where the row of each target byte begins in the cells of [#moveInto]; less than 0 if it means
    /// nothing.
    private final int[] rows;

    private final long[] counts;
    private final DenseBlocks dense = new DenseBlocks();
    private boolean empty = true;

    ScalarByteTable(LabelCodes codes, LabelType type) {
        numClasses = codes.numClasses();
        rows = ScalarPairCounter.rows(codes.codesOfBytes(type, true), numClasses);
        counts = new long[rows.length * numClasses];
    }

    /// Returns whether labels of a type with these codes can be counted: if predicted classes mean
    /// themselves.
    static boolean serves(LabelCodes codes, LabelType type) {
        boolean serves = codes.numClasses() <= MAX_CLASSES && type.bytes() == 1;
        for (int label = 0; label < codes.numClasses() && serves; label++) {
            serves = codes.predictionCode(label) == label;
        }
        return serves;
    }

    /// Adds a block of labels and returns true, or returns false and adds nothing if a prediction is no
    /// class.
    boolean add(StoredBlock predictions, StoredBlock targets, int length) {
        byte[] prediction = (byte[]) predictions.array();
        byte[] target = (byte[]) targets.array();
        int predictionOffset = predictions.offset();
        int targetOffset = targets.offset();
        if (!allBelow(numClasses, prediction, predictionOffset, length)) {
            return false;
        }
        empty = false;
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

    /// Returns whether a target byte was added that means nothing.
    boolean hasRejected() {
        int low = 0;
        while (low < rows.length && !empty) {
            int end = low;
            while (end < rows.length && rows[end] < 0) {
                end++;
            }
            if (end > low && !areZero(low * numClasses, end * numClasses)) {
                return true;
            }
            low = end + 1;
        }
        return false;
    }

    /// Returns whether the cells `from` to `to - 1` are zero: the first is, and each equals the next one,
    /// which an intrinsic of the JVM finds out ten times as fast as a loop.
    private boolean areZero(int from, int to) {
        return counts[from] == 0 && Arrays.equals(counts, from, to - 1, counts, from + 1, to);
    }

    /// Adds the counts to `cells`, but for those of target bytes that mean nothing, and sets them to zero.
    void moveInto(long[] cells) {
        if (empty) {
            return;
        }
        for (int low = 0; low < rows.length; low++) {
            if (rows[low] >= 0) {
                int from = low * numClasses;
                for (int column = 0; column < numClasses; column++) {
                    cells[rows[low] + column] += counts[from + column];
                }
            }
        }
        Arrays.fill(counts, 0);
        empty = true;
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
