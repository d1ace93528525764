package dev.mensura.segmentation;

import java.util.Arrays;

/// What the golden cases ask of a confusion matrix, by plain loops.
///
/// @param planes the cells, `[plane][target][prediction]`
record GoldenMatrix(long[][][] planes) {

    /// Returns the cells in order, divided by the sum of their row, column or plane; 0 for 0/0.
    double[] cells(String normalize) {
        int size = planes[0].length;
        double[] cells = new double[planes.length * size * size];
        int at = 0;
        for (long[][] plane : planes) {
            for (int t = 0; t < size; t++) {
                for (int p = 0; p < size; p++) {
                    double divisor =
                            switch (normalize) {
                                case "TARGET" -> row(plane, t);
                                case "PREDICTION" -> column(plane, p);
                                case "ALL" -> sum(plane);
                                default -> 1;
                            };
                    cells[at++] = divisor == 0 ? 0 : plane[t][p] / divisor;
                }
            }
        }
        return cells;
    }

    private static long row(long[][] plane, int target) {
        return Arrays.stream(plane[target]).sum();
    }

    private static long column(long[][] plane, int prediction) {
        return Arrays.stream(plane).mapToLong(row -> row[prediction]).sum();
    }

    private static long sum(long[][] plane) {
        return Arrays.stream(plane).flatMapToLong(Arrays::stream).sum();
    }

    private static long diagonal(long[][] plane) {
        long sum = 0;
        for (int c = 0; c < plane.length; c++) {
            sum += plane[c][c];
        }
        return sum;
    }

    /// Returns Cohen's kappa, `NaN` for 0/0.
    double kappa(String weights) {
        long[][] plane = planes[0];
        double observed = 0;
        double expected = 0;
        for (int t = 0; t < plane.length; t++) {
            for (int p = 0; p < plane.length; p++) {
                double weight =
                        switch (weights) {
                            case "LINEAR" -> Math.abs(t - p);
                            case "QUADRATIC" -> (t - p) * (t - p);
                            default -> t == p ? 0 : 1;
                        };
                observed += weight * plane[t][p];
                expected += weight * row(plane, t) * column(plane, p) / sum(plane);
            }
        }
        return 1 - observed / expected;
    }

    /// Returns the Matthews correlation, `NaN` for a denominator of 0.
    double correlation() {
        long[][] plane = planes[0];
        double n = sum(plane);
        double both = 0;
        double targets = 0;
        double predictions = 0;
        for (int c = 0; c < plane.length; c++) {
            double target = row(plane, c);
            double prediction = column(plane, c);
            both += target * prediction;
            targets += target * target;
            predictions += prediction * prediction;
        }
        double denominator = Math.sqrt(n * n - targets) * Math.sqrt(n * n - predictions);
        return denominator == 0 ? Double.NaN : (diagonal(plane) * n - both) / denominator;
    }

    /// Returns 1 where all elements are right, -1 where all are wrong, else 0.
    double agreement() {
        long right = diagonal(planes[0]);
        long wrong = sum(planes[0]) - right;
        if (right > 0 && wrong > 0 || right == 0 && wrong == 0) {
            return 0;
        }
        return right > 0 ? 1 : -1;
    }

    /// Returns the mean of the recalls of the classes in the target.
    double balancedAccuracy(boolean adjusted) {
        long[][] plane = planes[0];
        double sum = 0;
        double n = 0;
        for (int c = 0; c < plane.length; c++) {
            if (row(plane, c) > 0) {
                sum += (double) plane[c][c] / row(plane, c);
                n++;
            }
        }
        return adjusted ? (sum / n - 1 / n) / (1 - 1 / n) : sum / n;
    }
}
