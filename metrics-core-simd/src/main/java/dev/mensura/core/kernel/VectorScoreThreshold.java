package dev.mensura.core.kernel;

/// Compares scores by vectors; what does not fill a vector of codes is left to the specification.
/// [VectorFloatThreshold] is written and [VectorDoubleThreshold] made of it, as the package tells.
final class VectorScoreThreshold extends ScoreThreshold {
    private final ScalarScoreThreshold scalar = new ScalarScoreThreshold();
    private final VectorFloatThreshold floats = new VectorFloatThreshold();
    private final VectorDoubleThreshold doubles = new VectorDoubleThreshold();

    @Override
    public void compare(
            ScoreView scores,
            long start,
            int count,
            double cut,
            boolean equalPasses,
            byte[] codes) {
        int whole = count - count % VectorCodes.LANES;
        double equal = equalPasses ? cut : Double.NaN;
        if (scores.isDoublePrecision()) {
            doubles.compare(scores, start, whole, cut, equal, codes);
        } else {
            floats.compare(scores, start, whole, (float) cut, (float) equal, codes);
        }
        scalar.compare(scores, start + whole, count - whole, cut, equalPasses, codes, whole);
    }
}
