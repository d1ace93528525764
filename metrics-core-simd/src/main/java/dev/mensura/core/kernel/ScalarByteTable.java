package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Counts blocks of labels as they are stored, `cell[low byte of target][prediction]`, and says afterwards
/// what they meant.
///
/// A look-up per label takes as long again as counting itself. So labels are not looked up: the target may
/// hold any of 256 labels, which have a row each, and the prediction any that has a column. [#hasRejected] then
/// tells whether one of them means nothing, and [#moveInto] adds the rows of classes and of ignored labels to
/// their cells.
///
/// Nor is each 8-bit label counted: an addition to a cell has to wait for the last one to it, which takes
/// longer than all else, and real masks are piecewise constant. So runs of equal pairs are added, found
/// in eight pairs at a time with ordinary 64-bit arithmetic; label by label only where blocks are dense
/// ([DenseBlocks]). Of wide labels only dense blocks are counted here ([ScalarWideCells]).
/// `LabelCountingBenchmark` compares this with a loop that checks nothing.
///
/// Serves up to [#MAX_CLASSES] classes whose predictions mean themselves; takes 2 to 4 KiB per class.
final class ScalarByteTable {
    static final int MAX_CLASSES = 256;

    private static final ScalarWideCells SHORTS = new ScalarShortCells();
    private static final ScalarWideCells INTS = new ScalarIntCells();
    private static final ScalarWideCells LONGS = new ScalarLongCells();

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final LabelType type;
    private final int numClasses;

    /// The bits of a prediction that has a column in the table of a wide type.
    private final int bits;

    /// The number of columns.
    private final int stride;

    /// The first of the 256 target labels.
    private final long first;

    /// The codes of the target labels, by their low bytes, and those of the columns.
    private final int[] targetCodes;

    private final int[] predictionCodes;

    /// As many as a power of two.
    private final long[] counts;

    private final DenseBlocks dense = new DenseBlocks();
    private boolean empty = true;

    ScalarByteTable(LabelCodes codes, LabelType type) {
        this.type = type;
        numClasses = codes.numClasses();
        bits = Integer.SIZE - Integer.numberOfLeadingZeros(numClasses - 1);
        stride = type.bytes() == 1 ? numClasses : 1 << bits;
        first = codes.firstLabel(type, 1 << Byte.SIZE);
        targetCodes = codes.codesOfBytes(type, true);
        predictionCodes = new int[stride];
        Arrays.setAll(predictionCodes, codes::predictionCode);
        counts = new long[targetCodes.length << bits];
    }

    /// Returns whether labels of a type with these codes can be counted: if predicted classes mean
    /// themselves.
    static boolean serves(LabelCodes codes, LabelType type) {
        int most = type == LabelType.INT8 ? Byte.MAX_VALUE + 1 : MAX_CLASSES;
        boolean serves = codes.numClasses() <= most;
        for (int label = 0; label < codes.numClasses() && serves; label++) {
            serves = codes.predictionCode(label) == label;
        }
        return serves;
    }

    /// Adds a block of labels and returns true, or returns false and adds nothing if one of them has no row or
    /// column.
    boolean add(StoredBlock predictions, StoredBlock targets, int length) {
        return switch (type) {
            case UINT8, INT8 -> addBytes(predictions, targets, length);
            case UINT16, INT16 -> addWide(SHORTS, predictions, targets, length);
            case INT32 -> addWide(INTS, predictions, targets, length);
            case INT64 -> addWide(LONGS, predictions, targets, length);
        };
    }

    private boolean addWide(
            ScalarWideCells wide, StoredBlock predictions, StoredBlock targets, int length) {
        empty = false;
        boolean fits =
                wide.add(
                        targets.array(),
                        targets.offset(),
                        first,
                        predictions.array(),
                        predictions.offset(),
                        length,
                        bits,
                        counts);
        for (int i = 0; i < length && !fits; i++) {
            counts[ScalarWideCells.cell(targets.label(i), predictions.label(i), bits, counts)]--;
        }
        return fits;
    }

    private boolean addBytes(StoredBlock predictions, StoredBlock targets, int length) {
        byte[] prediction = (byte[]) predictions.array();
        byte[] target = (byte[]) targets.array();
        int predictionOffset = predictions.offset();
        int targetOffset = targets.offset();
        if (!allBelow(numClasses, prediction, predictionOffset, length)) {
            return false;
        }
        empty = false;
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

    /// Returns whether a pair was added that is rejected.
    boolean hasRejected() {
        int low = 0;
        while (low < targetCodes.length && !empty) {
            int end = low;
            while (end < targetCodes.length && targetCodes[end] == LabelCodes.REJECTED) {
                end++;
            }
            boolean rejected = end > low && !areZero(low * stride, end * stride);
            if (rejected || (end < targetCodes.length && hasRejectedPrediction(end))) {
                return true;
            }
            low = end + 1;
        }
        return false;
    }

    private boolean hasRejectedPrediction(int low) {
        long sum = 0;
        for (int column = numClasses; column < stride; column++) {
            sum += predictionCodes[column] < 0 ? counts[low * stride + column] : 0;
        }
        return sum > 0 && targetCodes[low] != LabelCodes.IGNORED;
    }

    /// Returns whether the cells `from` to `to - 1` are zero: the first is, and each equals the next one,
    /// which an intrinsic of the JVM finds out ten times as fast as a loop.
    private boolean areZero(int from, int to) {
        return counts[from] == 0 && Arrays.equals(counts, from, to - 1, counts, from + 1, to);
    }

    /// Adds the counts to the C * C cells of pairs of classes and the one of ignored targets behind them, but for
    /// those of rejected pairs, and sets them to zero.
    void moveInto(long[] cells) {
        if (empty) {
            return;
        }
        int ignored = numClasses * numClasses;
        for (int low = 0; low < targetCodes.length; low++) {
            int t = targetCodes[low];
            for (int column = 0; column < stride && t != LabelCodes.REJECTED; column++) {
                int p = predictionCodes[column];
                if (t == LabelCodes.IGNORED) {
                    cells[ignored] += counts[low * stride + column];
                } else if (p >= 0) {
                    cells[t * numClasses + p] += counts[low * stride + column];
                }
            }
        }
        Arrays.fill(counts, 0);
        empty = true;
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
