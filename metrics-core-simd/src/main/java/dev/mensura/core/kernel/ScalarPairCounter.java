package dev.mensura.core.kernel;

import java.util.Arrays;
import java.util.Objects;

/// The specification of pair counting: one plain loop per label width.
///
/// Plain labels (see [LabelCodes#plainLabels()]) are their own codes; a pair with any other label
/// is coded first. Both codes are classes exactly if their bitwise OR is not negative.
final class ScalarPairCounter extends PairCounter {

    private final LabelCodes codesOfCodes;
    private final int[] targetCodesUint8;
    private final int[] predictionCodesUint8;
    private final int[] targetCodesInt8;
    private final int[] predictionCodesInt8;
    private final long[] table;
    private long ignored;

    ScalarPairCounter(LabelCodes codes) {
        super(codes);
        codesOfCodes = codes.ofCodes();
        targetCodesUint8 = codes.targetCodes8(false);
        predictionCodesUint8 = codes.predictionCodes8(false);
        targetCodesInt8 = codes.targetCodes8(true);
        predictionCodesInt8 = codes.predictionCodes8(true);
        table = new long[Math.multiplyExact(codes.numClasses(), codes.numClasses())];
    }

    @Override
    public long[] table() {
        return table;
    }

    @Override
    public long ignored() {
        return ignored;
    }

    @Override
    public void clear() {
        Arrays.fill(table, 0L);
        ignored = 0;
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
        int[] targetCodes = signed ? targetCodesInt8 : targetCodesUint8;
        int[] predictionCodes = signed ? predictionCodesInt8 : predictionCodesUint8;
        int plain = Math.min(codes().plainLabels(), signed ? Byte.MAX_VALUE + 1 : 256);
        int numClasses = codes().numClasses();
        long[] cells = table;
        long skipped = 0;
        for (int i = 0; i < length; i++) {
            int t = target[targetOffset + i] & 0xFF;
            int p = prediction[predictionOffset + i] & 0xFF;
            if (t >= plain || p >= plain) {
                t = targetCodes[t];
                p = predictionCodes[p];
            }
            if ((t | p) >= 0) {
                cells[t * numClasses + p]++;
            } else if (t == LabelCodes.IGNORED) {
                skipped++;
            } else {
                return i;
            }
        }
        ignored += skipped;
        return length;
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
        LabelCodes codes = codes();
        int plain = Math.min(codes.plainLabels(), signed ? Short.MAX_VALUE + 1 : 65536);
        int numClasses = codes.numClasses();
        long[] cells = table;
        long skipped = 0;
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
                skipped++;
            } else {
                return i;
            }
        }
        ignored += skipped;
        return length;
    }

    @Override
    public int count(
            int[] prediction, int predictionOffset, int[] target, int targetOffset, int length) {
        return count(prediction, predictionOffset, target, targetOffset, length, codes());
    }

    @Override
    public int countCodes(int[] predictionCodes, int[] targetCodes, int length) {
        return count(predictionCodes, 0, targetCodes, 0, length, codesOfCodes);
    }

    private int count(
            int[] prediction,
            int predictionOffset,
            int[] target,
            int targetOffset,
            int length,
            LabelCodes codes) {
        Objects.checkFromIndexSize(predictionOffset, length, prediction.length);
        Objects.checkFromIndexSize(targetOffset, length, target.length);
        int plain = codes.plainLabels();
        int numClasses = codes.numClasses();
        long[] cells = table;
        long skipped = 0;
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
                skipped++;
            } else {
                return i;
            }
        }
        ignored += skipped;
        return length;
    }

    @Override
    public int count(
            long[] prediction, int predictionOffset, long[] target, int targetOffset, int length) {
        Objects.checkFromIndexSize(predictionOffset, length, prediction.length);
        Objects.checkFromIndexSize(targetOffset, length, target.length);
        LabelCodes codes = codes();
        int plain = codes.plainLabels();
        int numClasses = codes.numClasses();
        long[] cells = table;
        long skipped = 0;
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
                skipped++;
            } else {
                return i;
            }
        }
        ignored += skipped;
        return length;
    }
}
