package dev.mensura.core;

import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.kernel.LabelCodes;

import java.util.Arrays;

/// Reads class scores as the class with the highest score, the lowest class among equals. An
/// element with a `NaN` score is rejected.
final class ArgmaxReader implements CodeReader {
    private final ScoreMap scores;
    private final int numClasses;
    private final long elements;
    private final ScoreBlock block;
    private final double[] best = new double[BLOCK];

    ArgmaxReader(ScoreMap scores, int numClasses) {
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
        this.numClasses = numClasses;
        this.elements = scores.spatialShape().size();
        this.block = new ScoreBlock(scores, BLOCK);
    }

    @Override
    public void read(long start, int count, int[] codes) {
        Arrays.fill(best, 0, count, Double.NEGATIVE_INFINITY);
        Arrays.fill(codes, 0, count, 0);
        if (scores.form() == ScoreMap.Form.CLASS_FIRST) {
            for (int c = 0; c < numClasses; c++) {
                double[] plane = block.read(c * elements + start, count);
                for (int i = 0; i < count; i++) {
                    codes[i] = winner(i, c, plane[i], codes[i]);
                }
            }
        } else {
            readInterleaved(start, count, codes);
        }
    }

    private void readInterleaved(long start, int count, int[] codes) {
        long first = start * numClasses;
        long scoreCount = (long) count * numClasses;
        int i = 0;
        int c = 0;
        for (long done = 0; done < scoreCount; done += BLOCK) {
            int run = (int) Math.min(BLOCK, scoreCount - done);
            double[] values = block.read(first + done, run);
            for (int j = 0; j < run; j++) {
                codes[i] = winner(i, c, values[j], codes[i]);
                if (++c == numClasses) {
                    c = 0;
                    i++;
                }
            }
        }
    }

    private int winner(int i, int candidate, double score, int current) {
        if (Double.isNaN(score)) {
            best[i] = Double.POSITIVE_INFINITY;
            return LabelCodes.REJECTED;
        }
        if (score > best[i]) {
            best[i] = score;
            return candidate;
        }
        return current;
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
