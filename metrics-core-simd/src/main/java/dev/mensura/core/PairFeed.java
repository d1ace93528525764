package dev.mensura.core;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.kernel.LabelCodes;
import dev.mensura.core.kernel.LabelSource;
import dev.mensura.core.kernel.PairReader;
import dev.mensura.core.kernel.StoredLabels;

/// Feeds the pairs of one image to the kernel, and says which label is rejected.
///
/// Two maps go to the kernel as they are stored. All other pairs are read as blocks of codes. What the
/// kernel counts is scratch: it reaches a state only when the whole image has been accepted, so a
/// rejected image leaves no trace.
final class PairFeed {
    private final LabelRule rule;
    private final PairReader reader;
    private final ScoreKernels scoreKernels = new ScoreKernels();
    private final int[] targetCodes = new int[CodeReader.BLOCK];
    private final int[] predictionCodes = new int[CodeReader.BLOCK];

    /// @param reader reads the codes of `rule`
    PairFeed(LabelRule rule, PairReader reader) {
        this.rule = rule;
        this.reader = reader;
    }

    /// Returns the kernels that read scores for this feed.
    ScoreKernels scoreKernels() {
        return scoreKernels;
    }

    /// Counts two label maps of equal shape.
    ///
    /// @param of what is appended to "prediction" and "target" in messages
    void count(LabelMap prediction, LabelMap target, String of) {
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

    /// Counts two inputs of `size` elements: by the kernel alone where it can read both, else through
    /// codes.
    void count(CodeReader predictions, CodeReader targets, long size) {
        LabelSource prediction = predictions.source();
        LabelSource target = targets.source();
        long accepted =
                prediction != null && target != null
                        ? reader.count(prediction, 0, target, 0, size)
                        : countCodes(predictions, targets, size);
        if (accepted < size) {
            targets.read(accepted, 1, targetCodes);
            boolean isTarget = targetCodes[0] == LabelCodes.REJECTED;
            throw (isTarget ? targets : predictions).rejection(accepted);
        }
    }

    private long countCodes(CodeReader predictions, CodeReader targets, long size) {
        for (long start = 0; start < size; start += CodeReader.BLOCK) {
            int count = (int) Math.min(CodeReader.BLOCK, size - start);
            targets.read(start, count, targetCodes);
            predictions.read(start, count, predictionCodes);
            int accepted = reader.countCodes(predictionCodes, targetCodes, count);
            if (accepted < count) {
                return start + accepted;
            }
        }
        return size;
    }

    /// Returns how many elements were accepted before the first rejected one.
    private long countStored(LabelMap prediction, LabelMap target) {
        long size = target.shape().size();
        long rowLength =
                prediction.isContiguous() && target.isContiguous() ? size : target.rowLength();
        StoredLabels predictions = StoredLabels.of(prediction.segment(), prediction.type());
        StoredLabels targets = StoredLabels.of(target.segment(), target.type());
        for (long done = 0; done < size; done += rowLength) {
            long row = done / rowLength;
            long accepted =
                    reader.count(
                            predictions,
                            row * prediction.rowStride(),
                            targets,
                            row * target.rowStride(),
                            rowLength);
            if (accepted < rowLength) {
                return done + accepted;
            }
        }
        return size;
    }
}
