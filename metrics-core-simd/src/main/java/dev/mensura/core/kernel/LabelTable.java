package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

import java.util.Arrays;

/// A table of blocks of labels as they are stored, `cell[target][prediction]`, that says afterwards what they
/// meant.
///
/// A look-up per label takes as long again as counting itself. So labels are not looked up: the target may
/// hold any of 256 labels, which have a row each, and the prediction any that has a column. [#hasRejected] then
/// tells whether one of them means nothing, and [#moveInto] adds the rows of classes and of ignored labels to
/// their cells. `LabelCountingBenchmark` compares this with a loop that checks nothing.
///
/// Serves up to [#MAX_CLASSES] classes whose predictions mean themselves; takes 2 to 4 KiB per class.
abstract class LabelTable {
    static final int MAX_CLASSES = 256;

    /// The number of columns.
    final int stride;

    /// As many as a power of two, from `cell[0][0]` on.
    final long[] counts;

    private final int numClasses;

    /// The codes of the target labels, and those of the columns.
    private final int[] targetCodes;

    private final int[] predictionCodes;
    private boolean empty = true;

    /// @param targetCodes of 256 target labels, in the order of their rows
    LabelTable(LabelCodes codes, int[] targetCodes, int stride) {
        numClasses = codes.numClasses();
        this.targetCodes = targetCodes;
        this.stride = stride;
        predictionCodes = new int[stride];
        Arrays.setAll(predictionCodes, codes::predictionCode);
        counts = new long[targetCodes.length << bits(numClasses)];
    }

    /// Returns the bits of the classes.
    static int bits(int numClasses) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(numClasses - 1);
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
    final boolean add(StoredBlock predictions, StoredBlock targets, int length) {
        empty = false;
        return addToCells(predictions, targets, length);
    }

    abstract boolean addToCells(StoredBlock predictions, StoredBlock targets, int length);

    /// Returns whether a pair was added that is rejected.
    boolean hasRejected() {
        int row = 0;
        while (row < targetCodes.length && !empty) {
            int end = row;
            while (end < targetCodes.length && targetCodes[end] == LabelCodes.REJECTED) {
                end++;
            }
            boolean rejected = end > row && !areZero(row * stride, end * stride);
            if (rejected || (end < targetCodes.length && hasRejectedPrediction(end))) {
                return true;
            }
            row = end + 1;
        }
        return false;
    }

    private boolean hasRejectedPrediction(int row) {
        long sum = 0;
        for (int column = numClasses; column < stride; column++) {
            sum += predictionCodes[column] < 0 ? counts[row * stride + column] : 0;
        }
        return sum > 0 && targetCodes[row] != LabelCodes.IGNORED;
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
        for (int row = 0; row < targetCodes.length; row++) {
            int t = targetCodes[row];
            for (int column = 0; column < stride && t != LabelCodes.REJECTED; column++) {
                int p = predictionCodes[column];
                if (t == LabelCodes.IGNORED) {
                    cells[ignored] += counts[row * stride + column];
                } else if (p >= 0) {
                    cells[t * numClasses + p] += counts[row * stride + column];
                }
            }
        }
        Arrays.fill(counts, 0);
        empty = true;
    }
}
