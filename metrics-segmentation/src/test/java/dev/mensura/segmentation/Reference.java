package dev.mensura.segmentation;

import java.util.List;
import java.util.Set;

/// Counts over masks of `boolean` and what some metrics make of them, as plain loops, to compare with;
/// [Reading] is that for ratios of overlap. Shares nothing with the main code but names of options.
final class Reference {

    /// One image, `[class or label][element]`: where the prediction and the target have the class,
    /// and which elements are counted for it.
    record Image(boolean[][] prediction, boolean[][] target, boolean[][] counted) {

        /// Returns an image with one class per element. Elements whose target is ignored are not
        /// counted.
        static Image ofClasses(
                int numClasses, long[] prediction, long[] target, Set<Long> ignored) {
            int size = target.length;
            boolean[][] p = new boolean[numClasses][size];
            boolean[][] t = new boolean[numClasses][size];
            boolean[][] counted = new boolean[numClasses][size];
            for (int c = 0; c < numClasses; c++) {
                for (int i = 0; i < size; i++) {
                    p[c][i] = prediction[i] == c;
                    t[c][i] = target[i] == c;
                    counted[c][i] = !ignored.contains(target[i]);
                }
            }
            return new Image(p, t, counted);
        }

        /// Returns an image with one mask of 0 and 1 per label. Elements whose target value is
        /// ignored are not counted for that label.
        static Image ofMasks(long[][] prediction, long[][] target, Set<Long> ignored) {
            int labels = target.length;
            boolean[][] p = new boolean[labels][target[0].length];
            boolean[][] t = new boolean[labels][target[0].length];
            boolean[][] counted = new boolean[labels][target[0].length];
            for (int label = 0; label < labels; label++) {
                for (int i = 0; i < target[label].length; i++) {
                    p[label][i] = prediction[label][i] == 1;
                    t[label][i] = target[label][i] == 1;
                    counted[label][i] = !ignored.contains(target[label][i]);
                }
            }
            return new Image(p, t, counted);
        }
    }

    /// Counts per class over some images.
    final long[] intersection;

    final long[] union;
    final long[] support;

    private Reference(int numClasses) {
        this.intersection = new long[numClasses];
        this.union = new long[numClasses];
        this.support = new long[numClasses];
    }

    static Reference count(int numClasses, List<Image> images) {
        Reference counts = new Reference(numClasses);
        for (Image image : images) {
            for (int c = 0; c < numClasses; c++) {
                for (int i = 0; i < image.target[c].length; i++) {
                    if (image.counted[c][i]) {
                        boolean p = image.prediction[c][i];
                        boolean t = image.target[c][i];
                        counts.intersection[c] += p && t ? 1 : 0;
                        counts.union[c] += p || t ? 1 : 0;
                        counts.support[c] += t ? 1 : 0;
                    }
                }
            }
        }
        return counts;
    }

    /// Returns I / U of each class, `NaN` for 0/0 and for classes that are left out.
    double[] iou(Set<Integer> leftOut) {
        double[] iou = new double[union.length];
        for (int c = 0; c < iou.length; c++) {
            boolean defined = union[c] > 0 && !leftOut.contains(c);
            iou[c] = defined ? (double) intersection[c] / union[c] : Double.NaN;
        }
        return iou;
    }

    /// Returns the mean over images of the generalized Dice score.
    static double generalizedDice(
            List<Image> images, GeneralizedDice.Weights kind, Set<Integer> leftOut) {
        return mean(
                images.stream()
                        .mapToDouble(image -> generalizedDice(image, kind, leftOut))
                        .toArray());
    }

    private static double generalizedDice(
            Image image, GeneralizedDice.Weights kind, Set<Integer> leftOut) {
        int numClasses = image.target.length;
        Reference counts = count(numClasses, List.of(image));
        double[] weights = new double[numClasses];
        double largest = 0;
        for (int c = 0; c < numClasses; c++) {
            if (counts.support[c] > 0 && !leftOut.contains(c)) {
                weights[c] =
                        switch (kind) {
                            case SQUARE -> Math.pow(counts.support[c], -2);
                            case SIMPLE -> Math.pow(counts.support[c], -1);
                            case LINEAR -> 1;
                        };
                largest = Math.max(largest, weights[c]);
            }
        }
        double right = 0;
        double wrong = 0;
        boolean occurs = false;
        for (int c = 0; c < numClasses; c++) {
            if (!leftOut.contains(c)) {
                double weight = weights[c] > 0 ? weights[c] : largest;
                right += weight * counts.intersection[c];
                wrong += weight * (counts.union[c] - counts.intersection[c]);
                occurs |= counts.union[c] > 0;
            }
        }
        return !occurs ? Double.NaN : right == 0 ? 0 : 2 * right / (2 * right + wrong);
    }

    /// Returns the mean of the values that are not `NaN`, `NaN` if there is none.
    static double mean(double[] values) {
        double sum = 0;
        int defined = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                defined++;
            }
        }
        return defined == 0 ? Double.NaN : sum / defined;
    }
}
