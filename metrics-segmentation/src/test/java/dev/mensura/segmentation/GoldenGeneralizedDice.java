package dev.mensura.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Generalized Dice by plain loops: the mean over images of `2 sum(wI) / sum(w(T + P))`.
final class GoldenGeneralizedDice {
    private final int[] scored;
    private final int numClasses;
    private final String weighting;
    private final boolean weightsOfTheBatch;
    private final double absent;

    /// `2wI` and `w(T + P)` of every image and scored class.
    private final List<double[]> numerators = new ArrayList<>();

    private final List<double[]> denominators = new ArrayList<>();

    /// @param weighting SQUARE, SIMPLE or LINEAR
    /// @param weightsOfTheBatch whether an infinite weight is replaced as TorchMetrics 1.9 does
    /// @param absent what an image has for 0/0, `NaN` to leave the mean
    GoldenGeneralizedDice(
            int numClasses,
            Set<Integer> leftOut,
            String weighting,
            boolean weightsOfTheBatch,
            double absent,
            List<List<GoldenCounts>> batches) {
        this.numClasses = numClasses;
        this.scored = IntStream.range(0, numClasses).filter(c -> !leftOut.contains(c)).toArray();
        this.weighting = weighting;
        this.weightsOfTheBatch = weightsOfTheBatch;
        this.absent = absent;
        batches.forEach(this::add);
    }

    private void add(List<GoldenCounts> batch) {
        double[][] weights = new double[batch.size()][];
        for (int image = 0; image < weights.length; image++) {
            weights[image] = weights(batch.get(image));
        }
        if (weightsOfTheBatch) {
            replaceByTheBatch(weights);
        } else {
            for (double[] ofImage : weights) {
                replaceByTheImage(ofImage);
            }
        }
        for (int image = 0; image < weights.length; image++) {
            double[] numerator = new double[scored.length];
            double[] denominator = new double[scored.length];
            for (int k = 0; k < scored.length; k++) {
                GoldenCounts of = batch.get(image);
                int c = scored[k];
                numerator[k] = weights[image][k] * 2 * of.intersection[c];
                denominator[k] = weights[image][k] * (of.target[c] + of.prediction[c]);
            }
            numerators.add(numerator);
            denominators.add(denominator);
        }
    }

    private double[] weights(GoldenCounts counts) {
        double[] weights = new double[scored.length];
        for (int k = 0; k < weights.length; k++) {
            double target = counts.target[scored[k]];
            weights[k] =
                    switch (weighting) {
                        case "SQUARE" -> 1 / (target * target);
                        case "SIMPLE" -> 1 / target;
                        default -> 1;
                    };
        }
        return weights;
    }

    /// A class missing in the target of an image is as heavy as the heaviest there; where none is in
    /// the target, all weigh 1.
    private static void replaceByTheImage(double[] weights) {
        double heaviest = 0;
        for (double weight : weights) {
            heaviest = Double.isInfinite(weight) ? heaviest : Math.max(heaviest, weight);
        }
        for (int k = 0; k < weights.length; k++) {
            if (Double.isInfinite(weights[k])) {
                weights[k] = heaviest == 0 ? 1 : heaviest;
            }
        }
    }

    /// TorchMetrics takes the heaviest of each class over the batch, infinite weights counting 0,
    /// and then picks by an index that is transposed: number k of all weights, images first, gets
    /// that of class k / images.
    private static void replaceByTheBatch(double[][] weights) {
        int images = weights.length;
        int classes = weights[0].length;
        double[] heaviest = new double[classes];
        for (double[] ofImage : weights) {
            for (int k = 0; k < classes; k++) {
                double weight = Double.isInfinite(ofImage[k]) ? 0 : ofImage[k];
                heaviest[k] = Math.max(heaviest[k], weight);
            }
        }
        for (int k = 0; k < images * classes; k++) {
            if (Double.isInfinite(weights[k / classes][k % classes])) {
                weights[k / classes][k % classes] = heaviest[k / images];
            }
        }
    }

    /// Returns the mean over images.
    double value() {
        return mean(
                IntStream.range(0, numerators.size())
                        .mapToDouble(image ->
                                IntStream.range(0, scored.length)
                                                .mapToDouble(k -> numerators.get(image)[k])
                                                .sum()
                                        / IntStream.range(0, scored.length)
                                                .mapToDouble(k -> denominators.get(image)[k])
                                                .sum())
                        .toArray());
    }

    /// Returns the mean over images of each class, `NaN` for those not scored.
    double[] perClass() {
        double[] means = new double[numClasses];
        Arrays.fill(means, Double.NaN);
        for (int k = 0; k < scored.length; k++) {
            double[] ratios = new double[numerators.size()];
            for (int image = 0; image < ratios.length; image++) {
                ratios[image] = numerators.get(image)[k] / denominators.get(image)[k];
            }
            means[scored[k]] = mean(ratios);
        }
        return means;
    }

    private double mean(double[] ratios) {
        double sum = 0;
        int defined = 0;
        for (double ratio : ratios) {
            double value = Double.isNaN(ratio) ? absent : ratio;
            if (!Double.isNaN(value)) {
                sum += value;
                defined++;
            }
        }
        return defined == 0 ? Double.NaN : sum / defined;
    }
}
