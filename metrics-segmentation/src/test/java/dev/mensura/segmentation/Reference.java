package dev.mensura.segmentation;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The metrics of this module once more, as plain loops over masks of `boolean`, to compare with.
/// Shares nothing with the main code but the names of the averages.
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

    /// Returns `values` with `absent` instead of `NaN`, except for classes that are left out.
    static double[] withAbsent(double[] values, double absent, Set<Integer> leftOut) {
        double[] filled = values.clone();
        for (int c = 0; c < filled.length; c++) {
            if (Double.isNaN(filled[c]) && !leftOut.contains(c)) {
                filled[c] = absent;
            }
        }
        return filled;
    }

    /// Returns the Jaccard index per class.
    double[] jaccardPerClass(double zeroDivision, Set<Integer> leftOut) {
        return withAbsent(iou(leftOut), zeroDivision, leftOut);
    }

    /// Returns the Jaccard index as one number.
    ///
    /// @param absentCounts whether absent classes enter the macro mean, as for independent labels
    double jaccard(
            Average average, double zeroDivision, boolean absentCounts, Set<Integer> leftOut) {
        return switch (average) {
            case NONE, MACRO ->
                    mean(absentCounts ? jaccardPerClass(zeroDivision, leftOut) : iou(leftOut));
            case MICRO -> {
                double i = 0;
                double u = 0;
                for (int c = 0; c < union.length; c++) {
                    i += leftOut.contains(c) ? 0 : intersection[c];
                    u += leftOut.contains(c) ? 0 : union[c];
                }
                yield u == 0 ? zeroDivision : i / u;
            }
            case WEIGHTED -> {
                double[] iou = iou(leftOut);
                double sum = 0;
                double weights = 0;
                for (int c = 0; c < iou.length; c++) {
                    if (!Double.isNaN(iou[c])) {
                        sum += support[c] * iou[c];
                        weights += support[c];
                    }
                }
                yield weights == 0 ? Double.NaN : sum / weights;
            }
        };
    }

    /// Returns the mean IoU in any order of averaging.
    static double meanIoU(
            int numClasses, List<Image> images, Aggregation aggregation, Set<Integer> leftOut) {
        return switch (aggregation) {
            case DATASET -> mean(count(numClasses, images).iou(leftOut));
            case POOLED ->
                    mean(
                            images.stream()
                                    .map(image -> count(numClasses, List.of(image)).iou(leftOut))
                                    .flatMapToDouble(Arrays::stream)
                                    .toArray());
            case PER_CLASS_THEN_MEAN -> mean(meanOverImages(numClasses, images, leftOut));
            case PER_IMAGE_THEN_MEAN ->
                    mean(
                            images.stream()
                                    .map(image -> count(numClasses, List.of(image)).iou(leftOut))
                                    .mapToDouble(Reference::mean)
                                    .toArray());
        };
    }

    /// Returns the IoU per class that goes with an order of averaging, `NaN` where undefined.
    static double[] meanIoUPerClass(
            int numClasses, List<Image> images, Aggregation aggregation, Set<Integer> leftOut) {
        return aggregation == Aggregation.DATASET
                ? count(numClasses, images).iou(leftOut)
                : meanOverImages(numClasses, images, leftOut);
    }

    private static double[] meanOverImages(
            int numClasses, List<Image> images, Set<Integer> leftOut) {
        double[] means = new double[numClasses];
        for (int c = 0; c < numClasses; c++) {
            int index = c;
            means[c] =
                    mean(
                            images.stream()
                                    .map(image -> count(numClasses, List.of(image)).iou(leftOut))
                                    .mapToDouble(iou -> iou[index])
                                    .toArray());
        }
        return means;
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
