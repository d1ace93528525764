package dev.mensura.core;

/// The counts of overlap per class from which IoU, Dice, precision and recall follow; see
/// [SegmentationFormulas].
public interface ClassCounts {

    /// Returns the number of classes or labels.
    int numClasses();

    /// Returns how many elements have the class in target and prediction (true positives).
    long intersection(int index);

    /// Returns how many elements have the class in the target (support).
    long target(int index);

    /// Returns how many elements have the class in the prediction.
    long prediction(int index);

    /// Returns how many elements were counted for the class, whatever they hold: the same for all
    /// classes, but for the labels of MULTILABEL, which ignore elements one by one.
    long elements(int index);

    /// Returns how many elements have the class neither in the target nor in the prediction (true
    /// negatives).
    default long trueNegatives(int index) {
        return elements(index) - union(index);
    }

    /// Returns how many elements have the class in the target, the prediction, or both.
    default long union(int index) {
        return target(index) + (prediction(index) - intersection(index));
    }
}
