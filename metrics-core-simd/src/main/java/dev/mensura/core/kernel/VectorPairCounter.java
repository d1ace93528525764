package dev.mensura.core.kernel;

import java.util.Arrays;
import java.util.Objects;

/// Counts runs instead of positions: real masks are piecewise constant.
///
/// A call is cut into blocks. Each block goes through three phases, kept apart so that each is a
/// small loop: mark where runs end (vector comparison), list the marked positions, add the length
/// of each run to its cell. A run may cross blocks: it is added where it ends. Blocks with too many
/// runs to profit, and the next few after them, are added position by position.
///
/// Scratch is allocated once per counter, about 25 KiB: marks, positions and cells of a block, and
/// look-up tables for 8-bit labels; for wider ones two `int` per label between the lowest and the
/// highest meaningful label near the classes. Counts are `long`: no overflow, nothing to spill, and
/// one copy of the table when it is asked for.
///
/// Prediction and target may be the same array; they are only read.
final class VectorPairCounter extends PairCounter {

    /// Positions per block: its bytes and the used scratch fit a 32 KiB first-level cache, and its
    /// positions fit a `short`.
    static final int BLOCK = 4096;

    /// Blocks with more than this share of run ends are added position by position: adding a run
    /// costs two to three times as much as adding a position.
    private static final double DENSE = 0.375;

    /// Blocks after a dense one that are taken for dense unseen.
    private static final int DENSE_STREAK = 3;

    private static final int WORD = VectorLabels.WORD;

    private final LabelCells labelCells;
    private final int[] rowsUint8;
    private final int[] columnsUint8;
    private final int[] rowsInt8;
    private final int[] columnsInt8;

    private final VectorByteCells cellsUint8;
    private final VectorByteCells cellsInt8;

    private final VectorByteLabels byteLabels;
    private final VectorShortLabels shortLabels;
    private final VectorIntLabels intLabels;
    private final VectorLongLabels longLabels;
    private final VectorIntLabels codeLabels;

    private final long[] marks = new long[BLOCK / WORD];
    private final VectorRunEnds runEnds;

    /// C * C cells, then C for ignored positions, then unused ones up to a power of two.
    private final long[] counts;

    private final long[] table;

    VectorPairCounter(LabelCodes codes) {
        this(codes, VectorRunEnds.compressesBytes());
    }

    VectorPairCounter(LabelCodes codes, boolean compress) {
        super(codes);
        labelCells = new LabelCells(codes);
        rowsUint8 = labelCells.rows8(false);
        columnsUint8 = labelCells.columns8(false);
        rowsInt8 = labelCells.rows8(true);
        columnsInt8 = labelCells.columns8(true);
        short[] blockCells = new short[BLOCK];
        cellsUint8 = VectorByteCells.of(codes.numClasses(), rowsUint8, columnsUint8, blockCells);
        cellsInt8 = VectorByteCells.of(codes.numClasses(), rowsInt8, columnsInt8, blockCells);
        byteLabels = new VectorByteLabels();
        shortLabels = new VectorShortLabels(labelCells);
        intLabels = new VectorIntLabels(labelCells);
        longLabels = new VectorLongLabels(labelCells);
        codeLabels = new VectorIntLabels(new LabelCells(codes.ofCodes()));
        runEnds = new VectorRunEnds(BLOCK, compress);
        counts = new long[labelCells.tableLength()];
        table = new long[codes.numClasses() * codes.numClasses()];
    }

    @Override
    public long[] table() {
        System.arraycopy(counts, 0, table, 0, table.length);
        return table;
    }

    @Override
    public long ignored() {
        long sum = 0;
        for (int i = table.length; i < counts.length; i++) {
            sum += counts[i];
        }
        return sum;
    }

    @Override
    public void clear() {
        Arrays.fill(counts, 0L);
    }

    @Override
    public int count(
            byte[] prediction,
            int predictionOffset,
            byte[] target,
            int targetOffset,
            int length,
            boolean signed) {
        Objects.checkFromIndexSize(predictionOffset, length, prediction.length);
        Objects.checkFromIndexSize(targetOffset, length, target.length);
        int[] rows = signed ? rowsInt8 : rowsUint8;
        int[] columns = signed ? columnsInt8 : columnsUint8;
        VectorByteCells cells = signed ? cellsInt8 : cellsUint8;
        byteLabels.bind(prediction, predictionOffset, target, targetOffset, rows, columns, cells);
        return count(byteLabels, length);
    }

    @Override
    public int count(
            short[] prediction,
            int predictionOffset,
            short[] target,
            int targetOffset,
            int length,
            boolean signed) {
        Objects.checkFromIndexSize(predictionOffset, length, prediction.length);
        Objects.checkFromIndexSize(targetOffset, length, target.length);
        shortLabels.bind(prediction, predictionOffset, target, targetOffset, signed);
        return count(shortLabels, length);
    }

    @Override
    public int count(
            int[] prediction, int predictionOffset, int[] target, int targetOffset, int length) {
        Objects.checkFromIndexSize(predictionOffset, length, prediction.length);
        Objects.checkFromIndexSize(targetOffset, length, target.length);
        intLabels.bind(prediction, predictionOffset, target, targetOffset);
        return count(intLabels, length);
    }

    @Override
    public int count(
            long[] prediction, int predictionOffset, long[] target, int targetOffset, int length) {
        Objects.checkFromIndexSize(predictionOffset, length, prediction.length);
        Objects.checkFromIndexSize(targetOffset, length, target.length);
        longLabels.bind(prediction, predictionOffset, target, targetOffset);
        return count(longLabels, length);
    }

    @Override
    public int countCodes(int[] predictionCodes, int[] targetCodes, int length) {
        Objects.checkFromIndexSize(0, length, predictionCodes.length);
        Objects.checkFromIndexSize(0, length, targetCodes.length);
        codeLabels.bind(predictionCodes, 0, targetCodes, 0);
        return count(codeLabels, length);
    }

    private int count(VectorLabels labels, int length) {
        int highest =
                length <= WORD ? labels.addEach(0, length, counts) : addBlocks(labels, length);
        int accepted = highest > LabelCells.LAST_CELL ? firstRejected(labels, length) : length;
        labels.release();
        return accepted;
    }

    /// Adds more than one word of positions and returns a rejected cell if there is one.
    private int addBlocks(VectorLabels labels, int length) {
        int lastEnd = -1;
        int highest = 0;
        int denseStreak = 0;
        for (int from = 0; from < length; from += BLOCK) {
            int block = Math.min(BLOCK, length - from);
            boolean dense = denseStreak > 0;
            int runs = 0;
            if (dense) {
                denseStreak--;
            } else {
                runs = markRunEnds(labels, from, block, from + block == length);
                dense = runs > block * DENSE;
                denseStreak = dense ? DENSE_STREAK : 0;
            }
            if (dense) {
                highest = Math.max(highest, addOpenRun(labels, from, lastEnd));
                highest = Math.max(highest, labels.addEach(from, block, counts));
                lastEnd = from + block - 1;
            } else if (runs > 0) {
                runEnds.list(marks);
                short[] ends = runEnds.positions();
                highest =
                        Math.max(highest, labels.addRuns(from, ends, runs, lastEnd - from, counts));
                lastEnd = from + ends[runs - 1];
            }
            if (highest > LabelCells.LAST_CELL) {
                break;
            }
        }
        return highest;
    }

    /// Marks the run ends of a block and returns their number. The last position of a call has no
    /// successor to be compared with: the last word is marked one position earlier, shifted into
    /// place, and gets its last bit by definition.
    private int markRunEnds(VectorLabels labels, int from, int block, boolean last) {
        int words = (block + WORD - 1) / WORD;
        if (last) {
            labels.markRunEnds(from + block - WORD - 1, 1, marks);
            int rest = block - (words - 1) * WORD;
            long tail = ((marks[0] >>> 1) >>> (WORD - rest)) | (1L << (rest - 1));
            labels.markRunEnds(from, words - 1, marks);
            marks[words - 1] = tail;
        } else {
            labels.markRunEnds(from, words, marks);
        }
        return runEnds.count(marks, words);
    }

    /// Adds the run that is still open before `from`, if any.
    private int addOpenRun(VectorLabels labels, int from, int lastEnd) {
        int open = from - 1 - lastEnd;
        if (open == 0) {
            return 0;
        }
        short[] ends = runEnds.positions();
        ends[0] = 0;
        return labels.addRuns(from - 1, ends, 1, -open, counts);
    }

    /// Returns the index of the first rejected pair; its cells are added once more, which is
    /// allowed because the counts are lost anyway.
    private int firstRejected(VectorLabels labels, int length) {
        int i = 0;
        while (i < length - 1 && labels.addEach(i, 1, counts) <= LabelCells.LAST_CELL) {
            i++;
        }
        return i;
    }
}
