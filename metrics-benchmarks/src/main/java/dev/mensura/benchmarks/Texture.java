package dev.mensura.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;

/// How the label masks of a benchmark look: how often neighbours differ decides how fast masks are
/// counted. All but [#NOISE], [#ONE] and [#EXAMPLES] are regions around random points; along their
/// borders the target is ignored (5 % of all pixels), and the prediction's borders are bent a little.
public enum Texture {
    /// One class everywhere.
    ONE(0, 0),
    /// A few big regions.
    REGIONS(560, 7),
    /// About what street scenes look like: one border in 60 pixels.
    CITY(200, 2.4),
    /// Many small regions.
    THIN(76, 0.95),
    /// Very many small regions.
    INSTANCES(42, 0.6),
    /// [#CITY] with one predicted pixel in twenty at random.
    SALTPEPPER(200, 2.4),
    /// Every pixel at random.
    NOISE(0, 0),
    /// The real masks of the folder `examples/masks`, side by side: eight classes.
    EXAMPLES(0, 0);

    /// The target label that is ignored.
    public static final int IGNORED = 255;

    /// The fewest classes that [#EXAMPLES] can be filled with.
    public static final int EXAMPLE_CLASSES = 8;

    private static final int ONE_IN = 20;

    private final int regionSize;
    private final double ignoredBorder;

    Texture(int regionSize, double ignoredBorder) {
        this.regionSize = regionSize;
        this.ignoredBorder = ignoredBorder;
    }

    /// Fills `prediction` and `target`, `[height, width]`, with uint8 labels below `numClasses`, and
    /// [#IGNORED] in the target. The same arguments give the same masks.
    ///
    /// @throws IllegalArgumentException if `numClasses` is too small for [#EXAMPLES]
    public void fill(
            byte[] prediction, byte[] target, int height, int width, int numClasses, long seed) {
        if (this == EXAMPLES) {
            if (numClasses < EXAMPLE_CLASSES) {
                throw new IllegalArgumentException(
                        "numClasses is "
                                + numClasses
                                + ", expected "
                                + EXAMPLE_CLASSES
                                + " or more for EXAMPLES");
            }
            ExampleMasks.load().fill(prediction, target, width);
            return;
        }
        SplittableRandom random = new SplittableRandom(seed);
        if (regionSize == 0) {
            for (int i = 0; i < target.length; i++) {
                int label = this == NOISE ? random.nextInt(numClasses) : 0;
                target[i] = (byte) (random.nextInt(ONE_IN) == 0 ? IGNORED : label);
                prediction[i] = (byte) (this == NOISE ? random.nextInt(numClasses) : 0);
            }
            if (this == ONE) {
                Arrays.fill(target, 0, target.length / ONE_IN, (byte) IGNORED);
                Arrays.fill(target, target.length / ONE_IN, target.length, (byte) 0);
            }
            return;
        }
        Regions regions = new Regions(regionSize, height, width, numClasses, random);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                regions.find(x, y);
                target[i] = (byte) (regions.margin < ignoredBorder ? IGNORED : regions.label);
                double bend = 2.5 * Math.sin(x * 0.031 + y * 0.017) + 1.5 * Math.sin(y * 0.11);
                regions.find(x + bend, y + 0.7 * bend);
                boolean wrong = this == SALTPEPPER && random.nextInt(ONE_IN) == 0;
                prediction[i] = (byte) (wrong ? random.nextInt(numClasses) : regions.label);
            }
        }
    }

    /// Voronoi cells of one random point per square of a grid.
    private static final class Regions {
        private final int size;
        private final int rows;
        private final int columns;
        private final double[] xs;
        private final double[] ys;
        private final int[] labels;
        private int label;
        private double margin;

        private Regions(int size, int height, int width, int numClasses, SplittableRandom random) {
            this.size = size;
            this.rows = height / size + 5;
            this.columns = width / size + 5;
            this.xs = new double[rows * columns];
            this.ys = new double[rows * columns];
            this.labels = new int[rows * columns];
            for (int k = 0; k < labels.length; k++) {
                xs[k] = (k % columns - 2 + random.nextDouble()) * size;
                ys[k] = (k / columns - 2 + random.nextDouble()) * size;
                labels[k] = random.nextInt(numClasses);
            }
        }

        /// Sets the label at a place and its distance to the next region.
        private void find(double x, double y) {
            int column = (int) Math.floor(x / size) + 2;
            int row = (int) Math.floor(y / size) + 2;
            double nearest = Double.MAX_VALUE;
            double second = Double.MAX_VALUE;
            for (int r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
                for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
                    int k = r * columns + c;
                    double dx = xs[k] - x;
                    double dy = ys[k] - y;
                    double squared = dx * dx + dy * dy;
                    if (squared < nearest) {
                        second = nearest;
                        nearest = squared;
                        label = labels[k];
                    } else if (squared < second) {
                        second = squared;
                    }
                }
            }
            margin = (Math.sqrt(second) - Math.sqrt(nearest)) / 2;
        }
    }
}
