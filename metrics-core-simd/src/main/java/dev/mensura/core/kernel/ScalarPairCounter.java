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
/// piecewise constant. Dense blocks ([DenseBlocks]) are coded and counted label by label.
///
/// Long calls are counted without a code per label or run: 8-bit labels, and dense blocks of wide ones, in a
/// [LabelTable] of their type.
final class ScalarPairCounter extends PairCounter {

    /// C * C cells, then one for ignored positions.
    private final long[] counts;

    private final long[] table;
    private final StoredBlock predictionBlock = new StoredBlock();
    private final StoredBlock targetBlock = new StoredBlock();
    private final DenseBlocks dense = new DenseBlocks();
    private final SideCodes predictionCodes;
    private final SideCodes targetCodes;

    /// The types of labels that long calls count in tables.
    private final Set<LabelType> inTables = EnumSet.noneOf(LabelType.class);

    /// Each made when the first block is its own.
    private final Map<LabelType, LabelTable> tables = new EnumMap<>(LabelType.class);

    ScalarPairCounter(LabelCodes codes) {
        super(codes);
        int numClasses = codes.numClasses();
        predictionCodes = new SideCodes(codes, false);
        targetCodes = new SideCodes(codes, true);
        for (LabelType type : LabelType.values()) {
            if (LabelTable.serves(codes, type)) {
                inTables.add(type);
            }
        }
        table = new long[Math.multiplyExact(numClasses, numClasses)];
        counts = new long[Math.addExact(table.length, 1)];
    }

    @Override
    public long[] table() {
        emptyTables();
        System.arraycopy(counts, 0, table, 0, table.length);
        return table;
    }

    @Override
    public long ignored() {
        emptyTables();
        return counts[table.length];
    }

    @Override
    public void clear() {
        emptyTables();
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
                    countCoded(
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
                && inTables.contains(target.type())
                && countInTable(prediction, p, target, t, length)) {
            return length;
        }
        long done = 0;
        while (done < length) {
            int block = (int) Math.min(Math.min(BLOCK, dense.most()), length - done);
            show(prediction, p + done, target, t + done, block);
            int accepted = countShown(prediction, p + done, target, t + done, block);
            if (accepted < block) {
                return done + accepted;
            }
            done += block;
        }
        return length;
    }

    /// Counts the same faster, where predictions are classes. Returns false if a pair is rejected; then
    /// the counts are of no use.
    private boolean countInTable(
            StoredLabels prediction, long p, StoredLabels target, long t, long length) {
        LabelType type = target.type();
        boolean ofBytes = type.bytes() == 1;
        boolean accepted = true;
        long done = 0;
        while (done < length && accepted) {
            int most = ofBytes ? BLOCK : Math.min(BLOCK, dense.most());
            int block = (int) Math.min(most, length - done);
            show(prediction, p + done, target, t + done, block);
            accepted =
                    ((ofBytes || dense.skips(block))
                                    && tableOf(type).add(predictionBlock, targetBlock, block))
                            || countShown(prediction, p + done, target, t + done, block) == block;
            done += block;
        }
        LabelTable filled = tables.get(type);
        return accepted && (filled == null || !filled.hasRejected());
    }

    /// Counts two sides through codes, which may be of different kinds.
    private int countCoded(
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

    private void show(StoredLabels prediction, long p, StoredLabels target, long t, int length) {
        predictionBlock.show(prediction, p, length);
        targetBlock.show(target, t, length);
    }

    /// Counts the blocks that are shown in order, and so finds the first rejected pair.
    private int countShown(
            StoredLabels prediction, long p, StoredLabels target, long t, int length) {
        return dense.skips(length)
                ? countCoded(prediction, p, target, t, length)
                : countRuns(length);
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

    private LabelTable tableOf(LabelType type) {
        LabelTable made = tables.get(type);
        if (made == null) {
            made =
                    type.bytes() == 1
                            ? new ScalarByteTable(codes(), type)
                            : new WideTable(codes(), type, WideCells.scalar(type));
            tables.put(type, made);
        }
        return made;
    }

    private void emptyTables() {
        for (LabelTable filled : tables.values()) {
            filled.moveInto(counts);
        }
    }

    @Override
    public int countCodes(int[] predictionCodes, int[] targetCodes, int length) {
        Objects.checkFromIndexSize(0, length, predictionCodes.length);
        Objects.checkFromIndexSize(0, length, targetCodes.length);
        int numClasses = codes().numClasses();
        long[] cells = counts;
        for (int i = 0; i < length; i++) {
            int t = targetCodes[i];
            int p = predictionCodes[i];
            if (t >= 0 && t < numClasses && p >= 0 && p < numClasses) {
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
