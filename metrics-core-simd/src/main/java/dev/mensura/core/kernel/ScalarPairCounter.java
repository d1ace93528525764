package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The specification of pair counting.
///
/// Blocks are counted by runs of equal pairs ([ScalarRuns]): an addition to a cell has to wait for the
/// last one to it, which takes longer than to compare a label with its neighbour, and real masks are
/// piecewise constant. Dense blocks ([DenseBlocks]) are counted label by label, by one plain loop per
/// width.
///
/// Label by label, plain labels (see [LabelCodes#plainLabels()]) are their own codes; a pair with any
/// other label is coded first. Both codes are classes exactly if their bitwise OR is not negative.
///
/// There 8-bit labels are looked up instead, in tables of 256 entries: where a target's row of cells
/// begins, and in which column a prediction counts. Ignored targets have a row of their own behind
/// the others, so that ignored pixels, however they are spread, cost no branch that could be
/// mispredicted; a rejected label is negative. Long calls go through a [ScalarByteTable] of their type.
final class ScalarPairCounter extends PairCounter {

    private final LabelCodes codesOfCodes;
    private final int[] rowsUint8;
    private final int[] columnsUint8;
    private final int[] rowsInt8;
    private final int[] columnsInt8;

    /// C * C cells, then C for ignored positions.
    private final long[] counts;

    private final long[] table;
    private final StoredBlock predictionBlock = new StoredBlock();
    private final StoredBlock targetBlock = new StoredBlock();
    private final DenseBlocks dense = new DenseBlocks();
    private final SideCodes predictionCodes;
    private final SideCodes targetCodes;

    /// The types of labels that long calls count in byte tables.
    private final Set<LabelType> inByteTables = EnumSet.noneOf(LabelType.class);

    /// Each made when the first long call with such labels comes.
    private final Map<LabelType, ScalarByteTable> byteTables = new EnumMap<>(LabelType.class);

    ScalarPairCounter(LabelCodes codes) {
        super(codes);
        int numClasses = codes.numClasses();
        codesOfCodes = codes.ofCodes();
        predictionCodes = new SideCodes(codes, false);
        targetCodes = new SideCodes(codes, true);
        rowsUint8 = rows(codes.codesOfBytes(LabelType.UINT8, true), numClasses);
        columnsUint8 = codes.codesOfBytes(LabelType.UINT8, false);
        rowsInt8 = rows(codes.codesOfBytes(LabelType.INT8, true), numClasses);
        columnsInt8 = codes.codesOfBytes(LabelType.INT8, false);
        for (LabelType type : LabelType.values()) {
            if (ScalarByteTable.serves(codes, type)) {
                inByteTables.add(type);
            }
        }
        table = new long[Math.multiplyExact(numClasses, numClasses)];
        counts = new long[Math.addExact(table.length, numClasses)];
    }

    /// Returns where the rows of target codes begin in the counts; less than 0 for rejected ones.
    static int[] rows(int[] targetCodes, int numClasses) {
        int[] rows = new int[targetCodes.length];
        for (int i = 0; i < rows.length; i++) {
            int code = targetCodes[i] == LabelCodes.IGNORED ? numClasses : targetCodes[i];
            rows[i] = code * numClasses;
        }
        return rows;
    }

    @Override
    public long[] table() {
        emptyByteTables();
        System.arraycopy(counts, 0, table, 0, table.length);
        return table;
    }

    @Override
    public long ignored() {
        emptyByteTables();
        long sum = 0;
        for (int i = table.length; i < counts.length; i++) {
            sum += counts[i];
        }
        return sum;
    }

    @Override
    public void clear() {
        emptyByteTables();
        Arrays.fill(counts, 0L);
    }

    @Override
    long countChecked(
            LabelSource prediction,
            long predictionStart,
            LabelSource target,
            long targetStart,
            long length) {
        if (prediction instanceof StoredLabels p
                && target instanceof StoredLabels t
                && p.type() == t.type()) {
            return countStored(p, predictionStart, t, targetStart, length);
        }
        for (long done = 0; done < length; done += BLOCK) {
            int block = (int) Math.min(BLOCK, length - done);
            int accepted =
                    countUnlike(
                            prediction, predictionStart + done, target, targetStart + done, block);
            if (accepted < block) {
                return done + accepted;
            }
        }
        return length;
    }

    private long countStored(
            StoredLabels prediction, long p, StoredLabels target, long t, long length) {
        if (length >= BLOCK
                && inByteTables.contains(target.type())
                && countInTable(prediction, p, target, t, length)) {
            return length;
        }
        for (long done = 0; done < length; done += BLOCK) {
            int block = (int) Math.min(BLOCK, length - done);
            int accepted = countBlock(prediction, p + done, target, t + done, block);
            if (accepted < block) {
                return done + accepted;
            }
        }
        return length;
    }

    /// Counts the same faster, where predictions are classes. Returns false if a pair is rejected; then
    /// the counts are of no use.
    private boolean countInTable(
            StoredLabels prediction, long p, StoredLabels target, long t, long length) {
        ScalarByteTable byteTable = byteTable(target.type());
        boolean accepted = true;
        for (long done = 0; done < length && accepted; done += BLOCK) {
            int block = (int) Math.min(BLOCK, length - done);
            predictionBlock.show(prediction, p + done, block);
            targetBlock.show(target, t + done, block);
            accepted =
                    byteTable.add(predictionBlock, targetBlock, block)
                            || countBlock(prediction, p + done, target, t + done, block) == block;
        }
        return accepted && !byteTable.hasRejected();
    }

    /// Counts two sides of different kinds through codes.
    private int countUnlike(
            LabelSource prediction,
            long predictionStart,
            LabelSource target,
            long targetStart,
            int count) {
        return countCodes(
                predictionCodes.read(prediction, predictionStart, count),
                targetCodes.read(target, targetStart, count),
                count);
    }

    /// Counts in order, and so finds the first rejected pair.
    private int countBlock(
            StoredLabels prediction, long p, StoredLabels target, long t, int length) {
        predictionBlock.show(prediction, p, length);
        targetBlock.show(target, t, length);
        return dense.skips() ? countEach(target.type(), length) : countRuns(length);
    }

    /// Counts the blocks that are shown run by run.
    private int countRuns(int length) {
        LabelCodes codes = codes();
        int numClasses = codes.numClasses();
        int runs = 0;
        int begin = 0;
        while (begin < length) {
            int end = ScalarRuns.end(predictionBlock, targetBlock, begin, length);
            int t = codes.targetCode(targetBlock.label(begin));
            int p = codes.predictionCode(predictionBlock.label(begin));
            if ((t | p) >= 0) {
                counts[t * numClasses + p] += end - begin;
            } else if (t == LabelCodes.IGNORED) {
                counts[table.length] += end - begin;
            } else {
                return begin;
            }
            begin = end;
            runs++;
        }
        dense.note(runs, length);
        return length;
    }

    /// Counts the blocks that are shown label by label.
    private int countEach(LabelType type, int length) {
        Object ps = predictionBlock.array();
        Object ts = targetBlock.array();
        int po = predictionBlock.offset();
        int to = targetBlock.offset();
        return switch (type) {
            case UINT8 -> count((byte[]) ps, po, (byte[]) ts, to, length, rowsUint8, columnsUint8);
            case INT8 -> count((byte[]) ps, po, (byte[]) ts, to, length, rowsInt8, columnsInt8);
            case UINT16, INT16 ->
                    count((short[]) ps, po, (short[]) ts, to, length, type.isSigned());
            case INT32 -> count((int[]) ps, po, (int[]) ts, to, length, codes());
            case INT64 -> count((long[]) ps, po, (long[]) ts, to, length);
        };
    }

    private ScalarByteTable byteTable(LabelType type) {
        ScalarByteTable made = byteTables.get(type);
        if (made == null) {
            made = new ScalarByteTable(codes(), type);
            byteTables.put(type, made);
        }
        return made;
    }

    private void emptyByteTables() {
        for (ScalarByteTable filled : byteTables.values()) {
            filled.moveInto(counts);
        }
    }

    private int count(
            byte[] prediction,
            int predictionOffset,
            byte[] target,
            int targetOffset,
            int length,
            int[] rows,
            int[] columns) {
        int ignoredRow = table.length;
        long[] cells = counts;
        for (int i = 0; i < length; i++) {
            int row = rows[target[targetOffset + i] & 0xFF];
            int column = columns[prediction[predictionOffset + i] & 0xFF];
            if ((row | column) >= 0) {
                cells[row + column]++;
            } else if (row == ignoredRow) {
                cells[row]++;
            } else {
                return i;
            }
        }
        return length;
    }

    private int count(
            short[] prediction,
            int predictionOffset,
            short[] target,
            int targetOffset,
            int length,
            boolean signed) {
        LabelCodes codes = codes();
        int plain = Math.min(codes.plainLabels(), signed ? Short.MAX_VALUE + 1 : 65536);
        int numClasses = codes.numClasses();
        long[] cells = counts;
        for (int i = 0; i < length; i++) {
            int t = target[targetOffset + i] & 0xFFFF;
            int p = prediction[predictionOffset + i] & 0xFFFF;
            if (t >= plain || p >= plain) {
                t = codes.targetCode(signed ? (short) t : t);
                p = codes.predictionCode(signed ? (short) p : p);
            }
            if ((t | p) >= 0) {
                cells[t * numClasses + p]++;
            } else if (t == LabelCodes.IGNORED) {
                cells[table.length]++;
            } else {
                return i;
            }
        }
        return length;
    }

    @Override
    public int countCodes(int[] predictionCodes, int[] targetCodes, int length) {
        Objects.checkFromIndexSize(0, length, predictionCodes.length);
        Objects.checkFromIndexSize(0, length, targetCodes.length);
        return count(predictionCodes, 0, targetCodes, 0, length, codesOfCodes);
    }

    private int count(
            int[] prediction,
            int predictionOffset,
            int[] target,
            int targetOffset,
            int length,
            LabelCodes codes) {
        int plain = codes.plainLabels();
        int numClasses = codes.numClasses();
        long[] cells = counts;
        for (int i = 0; i < length; i++) {
            int t = target[targetOffset + i];
            int p = prediction[predictionOffset + i];
            if (t < 0 || t >= plain || p < 0 || p >= plain) {
                t = codes.targetCode(t);
                p = codes.predictionCode(p);
            }
            if ((t | p) >= 0) {
                cells[t * numClasses + p]++;
            } else if (t == LabelCodes.IGNORED) {
                cells[table.length]++;
            } else {
                return i;
            }
        }
        return length;
    }

    private int count(
            long[] prediction, int predictionOffset, long[] target, int targetOffset, int length) {
        LabelCodes codes = codes();
        int plain = codes.plainLabels();
        int numClasses = codes.numClasses();
        long[] cells = counts;
        for (int i = 0; i < length; i++) {
            long targetLabel = target[targetOffset + i];
            long predictionLabel = prediction[predictionOffset + i];
            int t = (int) targetLabel;
            int p = (int) predictionLabel;
            if (targetLabel < 0
                    || targetLabel >= plain
                    || predictionLabel < 0
                    || predictionLabel >= plain) {
                t = codes.targetCode(targetLabel);
                p = codes.predictionCode(predictionLabel);
            }
            if ((t | p) >= 0) {
                cells[t * numClasses + p]++;
            } else if (t == LabelCodes.IGNORED) {
                cells[table.length]++;
            } else {
                return i;
            }
        }
        return length;
    }
}
