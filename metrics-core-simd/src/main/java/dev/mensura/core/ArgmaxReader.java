package dev.mensura.core;

import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.kernel.CodedLabels;
import dev.mensura.core.kernel.LabelCodes;
import dev.mensura.core.kernel.LabelSource;
import dev.mensura.core.kernel.ScoreArgmax;
import dev.mensura.core.kernel.ScoreView;

import org.jspecify.annotations.Nullable;

/// Reads class scores as the class with the highest score, the lowest class among equals. An
/// element with a `NaN` score is rejected.
final class ArgmaxReader implements CodeReader {
    private final ScoreMap scores;
    private final ScoreView view;
    private final ScoreArgmax argmax;
    private final byte[] bytes;

    ArgmaxReader(ScoreMap scores, int numClasses, ScoreKernels kernels) {
        if (scores.channels() != numClasses) {
            throw new IllegalArgumentException(
                    "prediction has scores of shape "
                            + scores.shape()
                            + " with "
                            + scores.channels()
                            + " classes, expected "
                            + numClasses);
        }
        this.scores = scores;
        this.view =
                new ScoreView(
                        scores.segment(),
                        scores.isDoublePrecision(),
                        scores.form() == ScoreMap.Form.CLASS_LAST,
                        scores.spatialShape().size());
        this.argmax = kernels.argmax(numClasses);
        this.bytes = kernels.codes();
    }

    @Override
    public void read(long start, int count, int[] codes) {
        if (argmax.numClasses() > ScoreArgmax.MOST_BYTE_CLASSES) {
            argmax.winners(view, start, count, codes);
            for (int i = 0; i < count; i++) {
                codes[i] = codes[i] == ScoreArgmax.NOT_A_NUMBER ? LabelCodes.REJECTED : codes[i];
            }
            return;
        }
        argmax.winners(view, start, count, bytes);
        for (int i = 0; i < count; i++) {
            boolean rejected = bytes[i] == ScoreArgmax.NOT_A_NUMBER;
            codes[i] = rejected ? LabelCodes.REJECTED : bytes[i] & 0xFF;
        }
    }

    @Override
    public @Nullable LabelSource source() {
        return argmax.numClasses() <= CodedLabels.MAX_CLASSES ? (CodedLabels) this::winners : null;
    }

    private void winners(long start, int count, byte[] codes) {
        argmax.winners(view, start, count, codes);
    }

    @Override
    public LabelRejectedException rejection(long position) {
        return new LabelRejectedException(
                "prediction has score NaN at "
                        + scores.spatialShape().coordinates(position)
                        + ", expected numbers",
                position);
    }
}
