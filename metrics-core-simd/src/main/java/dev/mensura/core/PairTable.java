package dev.mensura.core;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.kernel.Kernels;
import dev.mensura.core.kernel.LabelCodes;
import dev.mensura.core.kernel.PairCounter;

/// The table `[target][prediction]` of one image, counted by the kernel.
///
/// Two maps of the same label type go to the kernel as they are stored. All other pairs are read
/// as blocks of codes. The table is scratch: it reaches a state only when the whole image has been
/// accepted, so a rejected image leaves no trace.
final class PairTable {
    private final LabelRule rule;
    private final PairCounter counter;
    private final int[] targetCodes = new int[CodeReader.BLOCK];
    private final int[] predictionCodes = new int[CodeReader.BLOCK];

    PairTable(LabelRule rule) {
        this.rule = rule;
        this.counter = Kernels.pairCounter(rule.codes());
    }

    /// Returns the rule that this table counts by.
    LabelRule rule() {
        return rule;
    }

    /// Returns the number of classes along each axis, with one for labels outside the range if they
    /// are let pass.
    int size() {
        return rule.codes().numClasses();
    }

    /// Returns the cells in the order `[target * size + prediction]`; the next call overwrites them.
    long[] cells() {
        return counter.table();
    }

    /// Returns the number of elements left out because their target is ignored.
    long ignored() {
        return counter.ignored();
    }

    void clear() {
        counter.clear();
    }

    /// Counts two label maps of equal shape.
    ///
    /// @param of what is appended to "prediction" and "target" in messages
    void count(LabelMap prediction, LabelMap target, String of) {
        if (prediction.type() != target.type()) {
            count(
                    LabelReader.ofPrediction("prediction" + of, prediction, rule),
                    LabelReader.ofTarget("target" + of, target, rule),
                    target.shape().size());
            return;
        }
        long accepted = countStored(prediction, target);
        if (accepted < target.shape().size()) {
            boolean isTarget = rule.codes().targetCode(target.get(accepted)) == LabelCodes.REJECTED;
            LabelReader wrong =
                    isTarget
                            ? LabelReader.ofTarget("target" + of, target, rule)
                            : LabelReader.ofPrediction("prediction" + of, prediction, rule);
            throw wrong.rejection(accepted);
        }
    }

    /// Counts two inputs of `size` elements through codes.
    void count(CodeReader predictions, CodeReader targets, long size) {
        for (long start = 0; start < size; start += CodeReader.BLOCK) {
            int count = (int) Math.min(CodeReader.BLOCK, size - start);
            targets.read(start, count, targetCodes);
            predictions.read(start, count, predictionCodes);
            int accepted = counter.countCodes(predictionCodes, targetCodes, count);
            if (accepted < count) {
                boolean isTarget = targetCodes[accepted] == LabelCodes.REJECTED;
                throw (isTarget ? targets : predictions).rejection(start + accepted);
            }
        }
    }

    /// Returns how many elements were accepted before the first rejected one.
    private long countStored(LabelMap prediction, LabelMap target) {
        long size = target.shape().size();
        long rowLength =
                prediction.isContiguous() && target.isContiguous() ? size : target.rowLength();
        ArrayView predictions = new ArrayView(prediction);
        ArrayView targets = new ArrayView(target);
        int longest = Math.min(predictions.longestRun(), targets.longestRun());
        long done = 0;
        while (done < size) {
            long row = done / rowLength;
            long column = done % rowLength;
            int run = (int) Math.min(longest, rowLength - column);
            predictions.show(row * prediction.rowStride() + column, run);
            targets.show(row * target.rowStride() + column, run);
            int accepted = countShown(prediction, predictions, targets, run);
            if (accepted < run) {
                return done + accepted;
            }
            done += run;
        }
        return size;
    }

    private int countShown(LabelMap map, ArrayView predictions, ArrayView targets, int run) {
        boolean signed = map.type().isSigned();
        Object p = predictions.array();
        Object t = targets.array();
        int po = predictions.offset();
        int to = targets.offset();
        return switch (map.type()) {
            case UINT8, INT8 -> counter.count((byte[]) p, po, (byte[]) t, to, run, signed);
            case UINT16, INT16 -> counter.count((short[]) p, po, (short[]) t, to, run, signed);
            case INT32 -> counter.count((int[]) p, po, (int[]) t, to, run);
            case INT64 -> counter.count((long[]) p, po, (long[]) t, to, run);
        };
    }
}
