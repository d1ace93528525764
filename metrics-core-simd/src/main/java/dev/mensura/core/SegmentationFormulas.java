package dev.mensura.core;

import dev.mensura.api.PerClass;

import java.math.BigInteger;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/// The formulas of overlap and accuracy, as pure functions over counts.
///
/// Per class: I = elements right, T = elements of the target, P = elements of the prediction,
/// U = T + P - I. A ratio 0/0 is `NaN`; averages run over what is defined, in class order, and are
/// `NaN` over nothing. Worked example, matrix `[target][prediction]` = `[[4, 2, 0], [0, 2, 0], [0, 0, 0]]`:
/// IoU `[0.6667, 0.5, NaN]` with mean 0.5833, Dice `[0.8, 0.6667, NaN]` with mean 0.7333, pixel
/// accuracy 0.75, mean accuracy 0.8333, frequency-weighted IoU 0.6250.
///
/// Sources: Jaccard (1912) for IoU; Dice (1945); Long, Shelhamer and Darrell, "Fully Convolutional
/// Networks for Semantic Segmentation" (2015), section 5, for pixel accuracy, mean accuracy, mean IU
/// and frequency-weighted IU.
public final class SegmentationFormulas {
    private SegmentationFormulas() {}

    /// Returns `numerator / denominator`, `NaN` for a denominator of 0.
    public static double ratio(double numerator, double denominator) {
        return denominator == 0 ? Double.NaN : numerator / denominator;
    }

    /// Returns `numerator / denominator`, `NaN` for a denominator of 0; counts from 2^53 up are
    /// rounded to the nearest double first.
    public static double ratio(long numerator, long denominator) {
        return ratio((double) numerator, (double) denominator);
    }

    /// Returns the intersection over union of one class, I / U, in `[0, 1]`.
    public static double iou(ClassCounts counts, int index) {
        return ratio(counts.intersection(index), counts.union(index));
    }

    /// Returns the Dice coefficient of one class, 2 I / (T + P), in `[0, 1]`.
    public static double dice(ClassCounts counts, int index) {
        return ratio(
                2.0 * counts.intersection(index),
                (double) counts.target(index) + counts.prediction(index));
    }

    /// Returns the precision of one class, I / P, in `[0, 1]`.
    public static double precision(ClassCounts counts, int index) {
        return ratio(counts.intersection(index), counts.prediction(index));
    }

    /// Returns the recall of one class, I / T, in `[0, 1]`; also called class accuracy.
    public static double recall(ClassCounts counts, int index) {
        return ratio(counts.intersection(index), counts.target(index));
    }

    /// Returns the share of elements whose class is right, sum I / sum T, in `[0, 1]`.
    public static double pixelAccuracy(ClassCounts counts) {
        return ratio(
                sum(counts.numClasses(), counts::intersection),
                sum(counts.numClasses(), counts::target));
    }

    /// Returns the mean recall over the classes that occur in the target, in `[0, 1]`.
    public static double meanAccuracy(ClassCounts counts) {
        return mean(perClass(counts.numClasses(), index -> recall(counts, index)));
    }

    /// Returns the IoU of the classes that occur in the target, weighted by how often they do, in
    /// `[0, 1]`.
    public static double frequencyWeightedIoU(ClassCounts counts) {
        return weightedMean(
                perClass(counts.numClasses(), index -> iou(counts, index)), counts::target);
    }

    /// Returns one value per class.
    public static PerClass perClass(int numClasses, IntToDoubleFunction value) {
        double[] values = new double[numClasses];
        for (int index = 0; index < numClasses; index++) {
            values[index] = value.applyAsDouble(index);
        }
        return PerClass.of(values);
    }

    /// Returns `values` with `NaN` for each class that is not scored.
    public static PerClass only(PerClass values, IntPredicate scored) {
        return perClass(
                values.size(), index -> scored.test(index) ? values.get(index) : Double.NaN);
    }

    /// Returns the mean of the values that are not `NaN`, in class order.
    public static double mean(PerClass values) {
        return weightedMean(values, index -> 1);
    }

    /// Returns the weighted mean of the values that are not `NaN`, in class order; `NaN` where the
    /// weights add up to 0.
    public static double weightedMean(PerClass values, IntToDoubleFunction weight) {
        double sum = 0;
        double total = 0;
        for (int index = 0; index < values.size(); index++) {
            double value = values.get(index);
            if (!Double.isNaN(value)) {
                sum += weight.applyAsDouble(index) * value;
                total += weight.applyAsDouble(index);
            }
        }
        return ratio(sum, total);
    }

    /// Returns the sum over all classes, rounded once: overlapping masks of many classes may add up
    /// to more than a `long` holds.
    private static double sum(int numClasses, IntToLongFunction count) {
        BigInteger sum = BigInteger.ZERO;
        for (int index = 0; index < numClasses; index++) {
            sum = sum.add(BigInteger.valueOf(count.applyAsLong(index)));
        }
        return sum.doubleValue();
    }
}
