package dev.mensura.segmentation;

import dev.mensura.segmentation.Reference.Image;

import java.util.ArrayList;
import java.util.List;

/// The counts of some images by plain loops, per class or label.
final class GoldenCounts {
    final long[] intersection;
    final long[] target;
    final long[] prediction;
    final long[] elements;
    private final List<Image> images = new ArrayList<>();

    private GoldenCounts(int numClasses) {
        this.intersection = new long[numClasses];
        this.target = new long[numClasses];
        this.prediction = new long[numClasses];
        this.elements = new long[numClasses];
    }

    /// Counts one image.
    static GoldenCounts of(int numClasses, Image image) {
        GoldenCounts counts = new GoldenCounts(numClasses);
        counts.images.add(image);
        for (int c = 0; c < numClasses; c++) {
            for (int i = 0; i < image.target()[c].length; i++) {
                if (image.counted()[c][i]) {
                    boolean isPrediction = image.prediction()[c][i];
                    boolean isTarget = image.target()[c][i];
                    counts.intersection[c] += isPrediction && isTarget ? 1 : 0;
                    counts.target[c] += isTarget ? 1 : 0;
                    counts.prediction[c] += isPrediction ? 1 : 0;
                    counts.elements[c]++;
                }
            }
        }
        return counts;
    }

    /// Adds up the counts of images.
    static GoldenCounts sum(int numClasses, List<GoldenCounts> images) {
        GoldenCounts sum = new GoldenCounts(numClasses);
        for (GoldenCounts image : images) {
            sum.images.addAll(image.images);
            for (int c = 0; c < numClasses; c++) {
                sum.intersection[c] += image.intersection[c];
                sum.target[c] += image.target[c];
                sum.prediction[c] += image.prediction[c];
                sum.elements[c] += image.elements[c];
            }
        }
        return sum;
    }

    long union(int c) {
        return target[c] + prediction[c] - intersection[c];
    }

    long trueNegatives(int c) {
        return elements[c] - union(c);
    }

    long[] unions() {
        long[] unions = new long[target.length];
        for (int c = 0; c < unions.length; c++) {
            unions[c] = union(c);
        }
        return unions;
    }

    /// Returns the cells `[plane][target][prediction]`.
    ///
    /// @param classes whether there is one plane of the classes; else there is one of 0 and 1 per label
    long[][][] matrix(boolean classes) {
        int size = classes ? target.length : 2;
        long[][][] planes = new long[classes ? 1 : target.length][size][size];
        for (Image image : images) {
            for (int c = 0; c < target.length; c++) {
                for (int i = 0; i < image.target()[c].length; i++) {
                    boolean isTarget = image.target()[c][i];
                    if (!image.counted()[c][i]) {
                        continue;
                    }
                    if (!classes) {
                        planes[c][isTarget ? 1 : 0][image.prediction()[c][i] ? 1 : 0]++;
                    } else if (isTarget) {
                        planes[0][c][predictedClass(image, i)]++;
                    }
                }
            }
        }
        return planes;
    }

    private static int predictedClass(Image image, int element) {
        int c = 0;
        while (!image.prediction()[c][element]) {
            c++;
        }
        return c;
    }
}
