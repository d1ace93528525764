package dev.mensura.core.kernel;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/// The specification of pair counting: one plain loop per label width.
///
/// Plain labels (see [LabelCodes#plainLabels()]) are their own codes; a pair with any other label
/// is coded first. Both codes are classes exactly if their bitwise OR is not negative.
///
/// 8-bit labels are looked up instead, in tables of 256 entries: where a target's row of cells
/// begins, and in which column a prediction counts. Ignored targets have a row of their own behind
/// the others, so that ignored pixels, however they are spread, cost no branch that could be
/// mispredicted; a rejected label is negative. Long calls go through [ScalarByteTable].
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
    private final SideCodes predictionCodes;
    private final SideCodes targetCodes;

    /// Made when the first long call comes.
    private @Nullable ScalarByteTable byteTable;

    ScalarPairCounter(LabelCodes codes) {
        super(codes);
        int numClasses = codes.numClasses();
        codesOfCodes = codes.ofCodes();
        predictionCodes = new SideCodes(codes, false);
        targetCodes = new SideCodes(codes, true);
        rowsUint8 = rows(codes.targetCodes8(false), numClasses);
        columnsUint8 = codes.predictionCodes8(false);
        rowsInt8 = rows(codes.targetCodes8(true), numClasses);
        columnsInt8 = codes.predictionCodes8(true);
        table = new long[Math.multiplyExact(numClasses, numClasses)];
        counts = new long[Math.addExact(table.length, numClasses)];
    }

    private static int[] rows(int[] targetCodes, int numClasses) {
        int[] rows = new int[targetCodes.length];
        for (int i = 0; i < rows.length; i++) {
            int code = targetCodes[i] == LabelCodes.IGNORED ? numClasses : targetCodes[i];
            rows[i] = code * numClasses;
        }
        return rows;
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
    long countChecked(
            LabelSource prediction,
            long predictionStart,
            LabelSource target,
            long targetStart,
            long length) {
        boolean alike =
                prediction instanceof StoredLabels p
                        && target instanceof StoredLabels t
                        && p.type() == t.type();
        long longest = alike ? Math.min(longest(prediction), longest(target)) : BLOCK;
        for (long done = 0; done < length; done += longest) {
            int count = (int) Math.min(longest, length - done);
            long p = predictionStart + done;
            long t = targetStart + done;
            int accepted =
                    alike
                            ? countStored(
                                    (StoredLabels) prediction, p, (StoredLabels) target, t, count)
                            : countUnlike(prediction, p, target, t, count);
            if (accepted < count) {
                return done + accepted;
            }
        }
        return length;
    }

    private static int longest(LabelSource side) {
        return side instanceof StoredLabels labels ? StoredBlock.longest(labels) : BLOCK;
    }

    private int countStored(
            StoredLabels prediction,
            long predictionStart,
            StoredLabels target,
            long targetStart,
            int count) {
        predictionBlock.show(prediction, predictionStart, count);
        targetBlock.show(target, targetStart, count);
        Object p = predictionBlock.array();
        Object t = targetBlock.array();
        int po = predictionBlock.offset();
        int to = targetBlock.offset();
        boolean signed = target.type().isSigned();
        return switch (target.type()) {
            case UINT8, INT8 -> count((byte[]) p, po, (byte[]) t, to, count, signed);
            case UINT16, INT16 -> count((short[]) p, po, (short[]) t, to, count, signed);
            case INT32 -> count((int[]) p, po, (int[]) t, to, count, codes());
            case INT64 -> count((long[]) p, po, (long[]) t, to, count);
        };
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

    private int count(
            byte[] prediction,
            int predictionOffset,
            byte[] target,
            int targetOffset,
            int length,
            boolean signed) {
        int[] rows = signed ? rowsInt8 : rowsUint8;
        int[] columns = signed ? columnsInt8 : columnsUint8;
        int numClasses = codes().numClasses();
        return length >= BLOCK && ScalarByteTable.serves(columns, numClasses)
                ? countBlocks(
                        prediction, predictionOffset, target, targetOffset, length, rows, columns)
                : countEach(
                        prediction, predictionOffset, target, targetOffset, length, rows, columns);
    }

    /// Counts label by label, and so finds the first rejected pair.
    private int countEach(
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

    /// Counts the same faster, where predictions are classes; if a pair is rejected, once more label
    /// by label to find the first.
    private int countBlocks(
            byte[] prediction,
            int predictionOffset,
            byte[] target,
            int targetOffset,
            int length,
            int[] rows,
            int[] columns) {
        ScalarByteTable blocks = byteTable();
        boolean accepted = true;
        for (int from = 0; from < length && accepted; from += BLOCK) {
            int block = Math.min(BLOCK, length - from);
            int p = predictionOffset + from;
            int t = targetOffset + from;
            accepted =
                    blocks.add(prediction, p, target, t, block)
                            || countEach(prediction, p, target, t, block, rows, columns) == block;
        }
        accepted &= blocks.moveInto(counts, rows);
        return accepted
                ? length
                : countEach(
                        prediction, predictionOffset, target, targetOffset, length, rows, columns);
    }

    private ScalarByteTable byteTable() {
        ScalarByteTable made = byteTable;
        if (made == null) {
            made = new ScalarByteTable(codes().numClasses());
            byteTable = made;
        }
        return made;
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
