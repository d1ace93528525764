package dev.mensura.segmentation;

import dev.mensura.core.Task;
import dev.mensura.segmentation.Reference.Image;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// How an overlap metric with some options reads images out, once more as plain loops over masks, to
/// compare with. Shares nothing with the main code but the names of tasks and averages.
///
/// @param weights one per class, or none for equal ones
/// @param leftOut ignored and excluded classes
record Reading(
        Formula formula,
        Task task,
        int numClasses,
        Average average,
        Aggregation aggregation,
        double zeroDivision,
        boolean absentInMean,
        boolean untargetedInMean,
        double[] weights,
        Set<Integer> leftOut) {

    /// Returns the reading of a metric with these options, and the defaults of its task for the
    /// others.
    static Reading of(
            Formula formula,
            Task task,
            int numClasses,
            Average average,
            Aggregation aggregation,
            double zeroDivision,
            Set<Integer> leftOut) {
        return new Reading(
                formula,
                task,
                numClasses,
                average,
                aggregation,
                zeroDivision,
                task != Task.MULTICLASS,
                true,
                new double[0],
                leftOut);
    }

    Reading withFlags(boolean absent, boolean untargeted) {
        return new Reading(
                formula,
                task,
                numClasses,
                average,
                aggregation,
                zeroDivision,
                absent,
                untargeted,
                weights,
                leftOut);
    }

    Reading withWeights(double... more) {
        return new Reading(
                formula,
                task,
                numClasses,
                average,
                aggregation,
                zeroDivision,
                absentInMean,
                untargetedInMean,
                more,
                leftOut);
    }

    /// Returns the order that matters for these images: where nothing is counted, that of a data set.
    private Aggregation order(List<Image> images) {
        for (Image image : images) {
            for (boolean[] counted : image.counted()) {
                for (boolean each : counted) {
                    if (each) {
                        return aggregation;
                    }
                }
            }
        }
        return Aggregation.DATASET;
    }

    double value(List<Image> images) {
        return switch (order(images)) {
            case DATASET -> valueOf(images);
            case PER_IMAGE_THEN_MEAN -> {
                List<Double> values = new ArrayList<>();
                images.forEach(image -> values.add(valueOf(List.of(image))));
                yield mean(values);
            }
            case POOLED -> {
                List<Double> values = new ArrayList<>();
                for (Image image : images) {
                    for (int c = 0; c < numClasses; c++) {
                        values.add(member(List.of(image), c));
                    }
                }
                yield mean(values);
            }
            case PER_CLASS_THEN_MEAN -> {
                double[] means = new double[numClasses];
                for (int c = 0; c < numClasses; c++) {
                    means[c] = overImages(images, c);
                }
                yield weightedMean(means, weights);
            }
        };
    }

    double[] perClass(List<Image> images) {
        double[] shown = new double[numClasses];
        for (int c = 0; c < numClasses; c++) {
            double value =
                    order(images) == Aggregation.DATASET
                            ? orZeroDivision(ratio(cells(images, c)))
                            : orZeroDivision(overImages(images, c));
            shown[c] = hasValue(cells(images, c), c) ? value : Double.NaN;
        }
        return shown;
    }

    /// Returns the classes that enter the value.
    int[] valid(List<Image> images) {
        return IntStream.range(0, numClasses)
                .filter(c ->
                        !Double.isNaN(
                                order(images) == Aggregation.DATASET
                                        ? member(images, c)
                                        : overImages(images, c)))
                .toArray();
    }

    private double overImages(List<Image> images, int c) {
        List<Double> values = new ArrayList<>();
        images.forEach(image -> values.add(member(List.of(image), c)));
        return mean(values);
    }

    private double valueOf(List<Image> images) {
        double[] members = new double[numClasses];
        double[] supports = new double[numClasses];
        double numerator = 0;
        double denominator = 0;
        for (int c = 0; c < numClasses; c++) {
            long[] cells = cells(images, c);
            members[c] = member(images, c);
            supports[c] = cells[0] + cells[2];
            if (hasValue(cells, c)) {
                numerator += formula.parts(cells[0], cells[1], cells[2], cells[3])[0];
                denominator += formula.parts(cells[0], cells[1], cells[2], cells[3])[1];
            }
        }
        if (task == Task.BINARY) {
            return members[0];
        }
        return switch (average) {
            case NONE, MACRO -> weightedMean(members, weights);
            case MICRO -> denominator == 0 ? zeroDivision : numerator / denominator;
            case WEIGHTED -> weightedMean(members, supports);
        };
    }

    /// Returns what class `c` is in the mean, `NaN` where it is not in it.
    private double member(List<Image> images, int c) {
        long[] cells = cells(images, c);
        boolean absent = cells[0] + cells[1] + cells[2] == 0;
        boolean enters = hasValue(cells, c) && (absentInMean || !absent);
        return enters ? orZeroDivision(ratio(cells)) : Double.NaN;
    }

    private boolean hasValue(long[] cells, int c) {
        boolean untargeted = cells[0] + cells[2] == 0 && cells[1] > 0;
        return !leftOut.contains(c) && (untargetedInMean || !untargeted);
    }

    private double ratio(long[] cells) {
        double[] parts = formula.parts(cells[0], cells[1], cells[2], cells[3]);
        return parts[1] == 0 ? Double.NaN : parts[0] / parts[1];
    }

    private double orZeroDivision(double value) {
        return Double.isNaN(value) ? zeroDivision : value;
    }

    /// Returns how many elements are in target and prediction, in the prediction alone, in the target
    /// alone, and in neither.
    private static long[] cells(List<Image> images, int c) {
        long[] cells = new long[4];
        for (Image image : images) {
            for (int i = 0; i < image.target()[c].length; i++) {
                if (image.counted()[c][i]) {
                    boolean p = image.prediction()[c][i];
                    boolean t = image.target()[c][i];
                    cells[p && t ? 0 : p ? 1 : t ? 2 : 3]++;
                }
            }
        }
        return cells;
    }

    private static double mean(List<Double> values) {
        double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
        return weightedMean(array, new double[0]);
    }

    private static double weightedMean(double[] values, double[] weights) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                double weight = weights.length == 0 ? 1 : weights[i];
                sum += weight * values[i];
                total += weight;
            }
        }
        return total == 0 ? Double.NaN : sum / total;
    }
}
