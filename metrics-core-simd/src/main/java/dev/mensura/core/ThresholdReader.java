package dev.mensura.core;

import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.kernel.CodedLabels;
import dev.mensura.core.kernel.LabelCodes;
import dev.mensura.core.kernel.LabelSource;
import dev.mensura.core.kernel.ScoreThreshold;
import dev.mensura.core.kernel.ScoreView;

/// Reads one plane of scores as 1 where the score passes the threshold, else 0. A `NaN` score is
/// rejected.
final class ThresholdReader implements CodeReader {
    private final ScoreMap scores;
    private final long channel;
    private final long first;
    private final double cut;
    private final boolean equalPasses;
    private final ScoreView view;
    private final ScoreThreshold threshold;
    private final byte[] bytes;

    ThresholdReader(ScoreMap scores, long channel, LabelRule rule, ScoreKernels kernels) {
        this.scores = scores;
        this.channel = channel;
        long elements = scores.spatialShape().size();
        this.first = channel * elements;
        this.cut = rule.cut(scores);
        this.equalPasses = rule.thresholdRule() == ThresholdRule.GREATER_OR_EQUAL;
        this.view = new ScoreView(scores.segment(), scores.isDoublePrecision(), false, elements);
        this.threshold = kernels.threshold();
        this.bytes = kernels.codes();
    }

    @Override
    public void read(long start, int count, int[] codes) {
        threshold.compare(view, first + start, count, cut, equalPasses, bytes);
        for (int i = 0; i < count; i++) {
            boolean rejected = bytes[i] == ScoreThreshold.NOT_A_NUMBER;
            codes[i] = rejected ? LabelCodes.REJECTED : bytes[i];
        }
    }

    @Override
    public LabelSource source() {
        return (CodedLabels) this::compare;
    }

    private void compare(long start, int count, byte[] codes) {
        threshold.compare(view, first + start, count, cut, equalPasses, codes);
    }

    @Override
    public LabelRejectedException rejection(long position) {
        return new LabelRejectedException(
                "prediction has score NaN at "
                        + scores.spatialShape().coordinates(position)
                        + (scores.form() == ScoreMap.Form.PER_LABEL ? " of label " + channel : "")
                        + ", expected a number",
                position);
    }
}
