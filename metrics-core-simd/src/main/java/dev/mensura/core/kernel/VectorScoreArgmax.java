package dev.mensura.core.kernel;

import org.jspecify.annotations.Nullable;

/// Finds the highest scores by vectors, block by block, for up to 255 classes.
///
/// What does not fill a group of vectors at the end of a call, and a block that may have a `NaN` in it,
/// are left to the specification. The strategy of a score type is made when the first scores of that
/// type come.
final class VectorScoreArgmax extends ScoreArgmax {
    private final ScalarScoreArgmax scalar;
    private @Nullable VectorArgmax floats;
    private @Nullable VectorArgmax doubles;

    VectorScoreArgmax(int numClasses) {
        super(numClasses);
        scalar = new ScalarScoreArgmax(numClasses);
    }

    @Override
    public void winners(ScoreView scores, long start, int count, byte[] codes) {
        VectorArgmax vectors = scores.isDoublePrecision() ? doubles() : floats();
        int whole = count - count % vectors.group();
        for (int done = 0; done < whole; done += vectors.block()) {
            int run = Math.min(vectors.block(), whole - done);
            if (!vectors.winners(scores, start + done, run, codes, done)) {
                scalar.winners(scores, start + done, run, codes, done);
            }
        }
        scalar.winners(scores, start + whole, count - whole, codes, whole);
    }

    @Override
    public void winners(ScoreView scores, long start, int count, int[] codes) {
        scalar.winners(scores, start, count, codes);
    }

    private VectorArgmax floats() {
        VectorArgmax made = floats;
        if (made == null) {
            made = new VectorFloatArgmax(numClasses());
            floats = made;
        }
        return made;
    }

    private VectorArgmax doubles() {
        VectorArgmax made = doubles;
        if (made == null) {
            made = new VectorDoubleArgmax(numClasses());
            doubles = made;
        }
        return made;
    }
}
