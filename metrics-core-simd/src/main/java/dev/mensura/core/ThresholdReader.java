package dev.mensura.core;

import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.kernel.LabelCodes;

/// Reads one plane of scores as 1 where the score passes the threshold, else 0. A `NaN` score is
/// rejected.
final class ThresholdReader implements CodeReader {
    private final ScoreMap scores;
    private final long channel;
    private final long elements;
    private final double cut;
    private final boolean equalPasses;
    private final ScoreBlock block;

    ThresholdReader(ScoreMap scores, long channel, LabelRule rule) {
        this.scores = scores;
        this.channel = channel;
        this.elements = scores.spatialShape().size();
        this.cut = rule.cut(scores);
        this.equalPasses = rule.thresholdRule() == ThresholdRule.GREATER_OR_EQUAL;
        this.block = new ScoreBlock(scores, BLOCK);
    }

    @Override
    public void read(long start, int count, int[] codes) {
        double[] values = block.read(channel * elements + start, count);
        for (int i = 0; i < count; i++) {
            double score = values[i];
            boolean passes = score > cut || (equalPasses && score == cut);
            codes[i] = passes ? 1 : Double.isNaN(score) ? LabelCodes.REJECTED : 0;
        }
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
