package dev.mensura.core.kernel;

/// The specification of [ScoreThreshold]: one comparison per score.
final class ScalarScoreThreshold extends ScoreThreshold {
    private static final int BLOCK = 2048;

    private final ScalarScoreBlock block = new ScalarScoreBlock(BLOCK);

    @Override
    public void compare(
            ScoreView scores,
            long start,
            int count,
            double cut,
            boolean equalPasses,
            byte[] codes) {
        compare(scores, start, count, cut, equalPasses, codes, 0);
    }

    /// Puts the codes into `codes[at]` and behind.
    void compare(
            ScoreView scores,
            long start,
            int count,
            double cut,
            boolean equalPasses,
            byte[] codes,
            int at) {
        for (int done = 0; done < count; done += BLOCK) {
            int run = Math.min(BLOCK, count - done);
            double[] values = block.read(scores, start + done, run);
            for (int i = 0; i < run; i++) {
                codes[at + done + i] = (byte) code(values[i], cut, equalPasses);
            }
        }
    }

    private static int code(double score, double cut, boolean equalPasses) {
        boolean passes = score > cut || (equalPasses && score == cut);
        return passes ? 1 : Double.isNaN(score) ? NOT_A_NUMBER : 0;
    }
}
