package dev.mensura.segmentation;

import dev.mensura.segmentation.Reference.Image;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/// The matrix metrics once more, as plain loops over elements and pairs of elements, to compare
/// with. Shares nothing with the main code but the names of normalisations.
final class MatrixReference {
    private final int size;

    /// Target and prediction of each counted element, `size` standing for all labels outside the
    /// range.
    private final List<int[]> elements = new ArrayList<>();

    private MatrixReference(int size) {
        this.size = size;
    }

    /// Returns the elements of images with at most one class per element. Those with none are
    /// outside the range; where they are so in target and prediction, nothing is left of them.
    static MatrixReference ofClasses(int numClasses, List<Image> images) {
        MatrixReference all = new MatrixReference(numClasses);
        for (Image image : images) {
            for (int i = 0; i < image.counted()[0].length; i++) {
                int target = classAt(image.target(), i);
                int prediction = classAt(image.prediction(), i);
                if (image.counted()[0][i] && Math.min(target, prediction) < numClasses) {
                    all.elements.add(new int[] {target, prediction});
                }
            }
        }
        return all;
    }

    private static int classAt(boolean[][] masks, int element) {
        int index = 0;
        while (index < masks.length && !masks[index][element]) {
            index++;
        }
        return index;
    }

    /// Returns the elements of the masks of some labels, one after the other; 1 is the label.
    static MatrixReference ofLabels(List<Integer> labels, List<Image> images) {
        MatrixReference all = new MatrixReference(2);
        for (Image image : images) {
            for (int label : labels) {
                for (int i = 0; i < image.counted()[label].length; i++) {
                    if (image.counted()[label][i]) {
                        int target = image.target()[label][i] ? 1 : 0;
                        int prediction = image.prediction()[label][i] ? 1 : 0;
                        all.elements.add(new int[] {target, prediction});
                    }
                }
            }
        }
        return all;
    }

    private long count(IntPredicate target, IntPredicate prediction) {
        return elements.stream().filter(e -> target.test(e[0]) && prediction.test(e[1])).count();
    }

    /// Returns the counts `[target][prediction]`, with a last row and column for what is outside.
    long[][] counts() {
        long[][] counts = new long[size + 1][size + 1];
        for (int[] element : elements) {
            counts[element[0]][element[1]]++;
        }
        return counts;
    }

    /// Returns the shares `[target][prediction]`.
    double[][] shares(NormalizedConfusionMatrix.Normalization normalization) {
        double[][] shares = new double[size][size];
        for (int t = 0; t < size; t++) {
            for (int p = 0; p < size; p++) {
                int row = t;
                int column = p;
                long divisor =
                        switch (normalization) {
                            case NONE -> 1;
                            case TARGET -> count(target -> target == row, any -> true);
                            case PREDICTION -> count(any -> true, other -> other == column);
                            case ALL -> elements.size();
                        };
                long count = count(target -> target == row, other -> other == column);
                shares[t][p] = count == 0 ? 0 : (double) count / divisor;
            }
        }
        return shares;
    }

    /// Returns the share of elements that are right, `NaN` without elements.
    double accuracy() {
        double right = elements.stream().filter(e -> e[0] == e[1]).count();
        return right / elements.size();
    }

    /// Returns I / U of each set of classes, from which ignored ones are taken out; `NaN` for 0/0.
    double[] categoryIoU(List<Set<Integer>> categories, Set<Long> ignored) {
        double[] values = new double[categories.size()];
        for (int index = 0; index < values.length; index++) {
            Set<Integer> category = categories.get(index);
            IntPredicate member = c -> category.contains(c) && !ignored.contains((long) c);
            double intersection = count(member, member);
            values[index] =
                    intersection
                            / (intersection
                                    + count(member, member.negate())
                                    + count(member.negate(), member));
        }
        return values;
    }

    /// Returns 1 - disagreement / (mean disagreement of each target with each prediction), where a
    /// disagreement weighs its distance to some power.
    double kappa(int power) {
        long observed = 0;
        long expected = 0;
        for (int[] one : elements) {
            observed += disagreement(one[0], one[1], power);
            for (int[] other : elements) {
                expected += disagreement(one[0], other[1], power);
            }
        }
        return (double) (expected - observed * elements.size()) / expected;
    }

    private static long disagreement(int target, int prediction, int power) {
        return target == prediction ? 0 : (long) Math.pow(Math.abs(target - prediction), power);
    }

    /// Returns the correlation of the indicators of the classes in target and prediction, summed
    /// over the classes; `NaN` where one of them is constant.
    double matthews() {
        if (isConstant(0) || isConstant(1)) {
            return Double.NaN;
        }
        return covariance(0, 1) / Math.sqrt(covariance(0, 0) * covariance(1, 1));
    }

    private boolean isConstant(int side) {
        return elements.stream().map(e -> e[side]).distinct().count() < 2;
    }

    private double covariance(int left, int right) {
        double sum = 0;
        for (int c = 0; c <= size; c++) {
            double leftMean = share(left, c);
            double rightMean = share(right, c);
            for (int[] element : elements) {
                double x = element[left] == c ? 1 : 0;
                double y = element[right] == c ? 1 : 0;
                sum += (x - leftMean) * (y - rightMean);
            }
        }
        return sum;
    }

    private double share(int side, int index) {
        double count = elements.stream().filter(e -> e[side] == index).count();
        return count / elements.size();
    }

    /// Returns the share of pairs that are together in both or apart in both.
    double rand() {
        long[][] pairs = pairs();
        long agreements = pairs[0][0] + pairs[1][1];
        return (double) agreements / (agreements + pairs[0][1] + pairs[1][0]);
    }

    /// Returns the adjusted Rand index, as the kappa of the four kinds of pairs.
    double adjustedRand() {
        long[][] pairs = pairs();
        long inBoth = pairs[1][1];
        long inTarget = pairs[1][0];
        long inPrediction = pairs[0][1];
        long inNone = pairs[0][0];
        if (inTarget == 0 && inPrediction == 0) {
            return inBoth + inNone == 0 ? Double.NaN : 1;
        }
        double gained = 2.0 * (inBoth * inNone - inTarget * inPrediction);
        return gained
                / ((inBoth + inTarget) * (inTarget + inNone)
                        + (inBoth + inPrediction) * (inPrediction + inNone));
    }

    /// Returns how many pairs are together (1) or apart (0) in target and prediction. What is
    /// outside the range is together with nothing.
    private long[][] pairs() {
        long[][] pairs = new long[2][2];
        for (int i = 0; i < elements.size(); i++) {
            for (int j = 0; j < i; j++) {
                pairs[together(i, j, 0)][together(i, j, 1)]++;
            }
        }
        return pairs;
    }

    private int together(int i, int j, int side) {
        int index = elements.get(i)[side];
        return index == elements.get(j)[side] && index < size ? 1 : 0;
    }
}
