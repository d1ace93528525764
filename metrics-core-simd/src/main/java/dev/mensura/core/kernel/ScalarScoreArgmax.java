package dev.mensura.core.kernel;

import java.util.Arrays;

/// The specification of [ScoreArgmax]: each score is compared with the best one of its pixel so far.
final class ScalarScoreArgmax extends ScoreArgmax {
    private static final int BLOCK = 2048;

    private final ScalarScoreBlock block = new ScalarScoreBlock(BLOCK);
    private final double[] best = new double[BLOCK];
    private final int[] winners = new int[BLOCK];

    ScalarScoreArgmax(int numClasses) {
        super(numClasses);
    }

    @Override
    public void winners(ScoreView scores, long start, int count, byte[] codes) {
        winners(scores, start, count, codes, 0);
    }

    /// Puts the codes into `codes[at]` and behind.
    void winners(ScoreView scores, long start, int count, byte[] codes, int at) {
        for (int done = 0; done < count; done += BLOCK) {
            int run = Math.min(BLOCK, count - done);
            find(scores, start + done, run);
            for (int i = 0; i < run; i++) {
                codes[at + done + i] = (byte) winners[i];
            }
        }
    }

    @Override
    public void winners(ScoreView scores, long start, int count, int[] codes) {
        for (int done = 0; done < count; done += BLOCK) {
            int run = Math.min(BLOCK, count - done);
            find(scores, start + done, run);
            System.arraycopy(winners, 0, codes, done, run);
        }
    }

    private void find(ScoreView scores, long start, int run) {
        Arrays.fill(best, 0, run, Double.NEGATIVE_INFINITY);
        Arrays.fill(winners, 0, run, 0);
        if (scores.isInterleaved()) {
            findInterleaved(scores, start, run);
        } else {
            findPlanar(scores, start, run);
        }
    }

    private void findPlanar(ScoreView scores, long start, int run) {
        for (int c = 0; c < numClasses(); c++) {
            double[] plane = block.read(scores, c * scores.pixels() + start, run);
            for (int i = 0; i < run; i++) {
                meet(i, c, plane[i]);
            }
        }
    }

    private void findInterleaved(ScoreView scores, long start, int run) {
        long first = start * numClasses();
        long length = (long) run * numClasses();
        int i = 0;
        int c = 0;
        for (long done = 0; done < length; done += BLOCK) {
            int part = (int) Math.min(BLOCK, length - done);
            double[] values = block.read(scores, first + done, part);
            for (int j = 0; j < part; j++) {
                meet(i, c, values[j]);
                if (++c == numClasses()) {
                    c = 0;
                    i++;
                }
            }
        }
    }

    /// Takes the next score of pixel `i`. After a `NaN` no score is higher any more.
    private void meet(int i, int c, double score) {
        if (score > best[i]) {
            best[i] = score;
            winners[i] = c;
        } else if (Double.isNaN(score)) {
            best[i] = Double.POSITIVE_INFINITY;
            winners[i] = NOT_A_NUMBER;
        }
    }
}
