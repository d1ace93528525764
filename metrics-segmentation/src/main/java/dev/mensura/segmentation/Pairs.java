package dev.mensura.segmentation;

import dev.mensura.core.ConfusionMatrix;

import java.math.BigInteger;

/// How many pairs of elements are together in one cluster, where a cluster is all that has one
/// label. Elements whose label is outside the range and counts as an error are clusters of their
/// own.
///
/// @param all n (n - 1) / 2
/// @param inTarget pairs that are together in the target
/// @param inPrediction pairs that are together in the prediction
/// @param inBoth pairs that are together in both
record Pairs(BigInteger all, BigInteger inTarget, BigInteger inPrediction, BigInteger inBoth) {

    static Pairs of(ConfusionMatrix matrix) {
        Margins margins = Margins.of(matrix);
        ProductSum targets = new ProductSum();
        ProductSum predictions = new ProductSum();
        ProductSum both = new ProductSum();
        for (int t = 0; t < matrix.size(); t++) {
            addOrdered(targets, margins.target(t));
            addOrdered(predictions, margins.prediction(t));
        }
        matrix.forEachCell((plane, target, prediction, count) -> addOrdered(both, count));
        ProductSum all = new ProductSum();
        addOrdered(all, margins.elements());
        return new Pairs(half(all), half(targets), half(predictions), half(both));
    }

    /// Adds each pair of `count` elements twice, once in each order.
    private static void addOrdered(ProductSum sum, long count) {
        sum.add(count, count - 1);
    }

    private static BigInteger half(ProductSum ordered) {
        return ordered.value().shiftRight(1);
    }

    /// Returns how many pairs are together in both or in neither.
    BigInteger agreements() {
        return all.subtract(inTarget).subtract(inPrediction).add(inBoth.shiftLeft(1));
    }
}
