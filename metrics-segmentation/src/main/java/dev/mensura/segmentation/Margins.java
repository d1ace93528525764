package dev.mensura.segmentation;

import dev.mensura.core.ConfusionMatrix;

import java.math.BigInteger;

/// The row and column sums of a confusion matrix, added up once. Labels outside the range that
/// count as errors are one more row and column, which meet in an empty cell.
final class Margins {
    private final long[] targets;
    private final long[] predictions;
    private long agreements;
    private long outsideTargets;
    private long outsidePredictions;
    private long elements;

    private Margins(int size) {
        this.targets = new long[size];
        this.predictions = new long[size];
    }

    /// Returns the sums over all planes together.
    static Margins of(ConfusionMatrix matrix) {
        Margins margins = new Margins(matrix.size());
        matrix.forEachCell(
                (plane, target, prediction, count) -> margins.add(target, prediction, count));
        for (int index = 0; index < matrix.size(); index++) {
            margins.targets[index] += matrix.outsidePredictions(index);
            margins.predictions[index] += matrix.outsideTargets(index);
            margins.outsidePredictions += matrix.outsidePredictions(index);
            margins.outsideTargets += matrix.outsideTargets(index);
        }
        margins.elements += margins.outsidePredictions + margins.outsideTargets;
        return margins;
    }

    /// Returns the sums over one plane of BINARY or MULTILABEL, where no label is outside the
    /// range.
    static Margins of(ConfusionMatrix matrix, int plane) {
        Margins margins = new Margins(matrix.size());
        for (int t = 0; t < matrix.size(); t++) {
            for (int p = 0; p < matrix.size(); p++) {
                margins.add(t, p, matrix.get(plane, t, p));
            }
        }
        return margins;
    }

    private void add(int target, int prediction, long count) {
        targets[target] += count;
        predictions[prediction] += count;
        agreements += target == prediction ? count : 0;
        elements += count;
    }

    /// Returns the number of classes.
    int size() {
        return targets.length;
    }

    /// Returns how many elements have class `index` in the target.
    long target(int index) {
        return targets[index];
    }

    /// Returns how many elements have class `index` in the prediction.
    long prediction(int index) {
        return predictions[index];
    }

    /// Returns how many elements have a target outside the range.
    long outsideTargets() {
        return outsideTargets;
    }

    /// Returns how many elements have a prediction outside the range.
    long outsidePredictions() {
        return outsidePredictions;
    }

    /// Returns the number of elements.
    long elements() {
        return elements;
    }

    /// Returns how many elements have the same class in target and prediction.
    long agreements() {
        return agreements;
    }

    /// Returns how many elements do not.
    long disagreements() {
        return elements - agreements;
    }

    /// Returns `elements` squared.
    BigInteger squareOfElements() {
        return BigInteger.valueOf(elements).pow(2);
    }

    /// Returns the sum of T P over the classes: `elements` times the agreements that chance gives.
    BigInteger products() {
        ProductSum sum = new ProductSum();
        sum.add(outsideTargets, outsidePredictions);
        for (int index = 0; index < targets.length; index++) {
            sum.add(targets[index], predictions[index]);
        }
        return sum.value();
    }

    /// Returns the sum of T^2 over the classes.
    BigInteger squaresOfTargets() {
        return squares(targets, outsideTargets);
    }

    /// Returns the sum of P^2 over the classes.
    BigInteger squaresOfPredictions() {
        return squares(predictions, outsidePredictions);
    }

    private static BigInteger squares(long[] counts, long outside) {
        ProductSum sum = new ProductSum();
        sum.add(outside, outside);
        for (long count : counts) {
            sum.add(count, count);
        }
        return sum.value();
    }
}
