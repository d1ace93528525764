package dev.mensura.core;

import dev.mensura.core.input.ScoreMap;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Moves a probability threshold into the space of the scores, once, so that counting only
/// compares.
///
/// For logits the cut is `ln(t / (1 - t))`, computed with 60 digits and rounded down to the type of
/// the score. A score is greater than the exact cut if and only if it is greater than the rounded
/// one, since no number of that type lies between the two. Only the logit of 0.5, which is 0, is a
/// number of that type itself; a score is at least any other exact cut if and only if it is at least
/// the next number above the rounded one.
final class Threshold {
    private static final double EVEN_ODDS = 0.5;

    private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

    private Threshold() {}

    /// Returns the number that a score is compared with by `rule`.
    static double cut(
            double threshold, ThresholdRule rule, ScoreMap.Kind kind, boolean doublePrecision) {
        double rounded = doublePrecision ? threshold : (float) threshold;
        if (kind == ScoreMap.Kind.PROBABILITIES) {
            return rounded;
        }
        if (rounded == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (rounded == 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (rounded == EVEN_ODDS) { // the default, for which start-up need not wait
            return 0;
        }
        BigDecimal probability = new BigDecimal(rounded);
        BigDecimal logit = ln(probability.divide(BigDecimal.ONE.subtract(probability), DIGITS));
        double floor = doublePrecision ? floorToDouble(logit) : floorToFloat(logit);
        if (rule == ThresholdRule.GREATER || floor == 0) {
            return floor;
        }
        return doublePrecision ? Math.nextUp(floor) : Math.nextUp((float) floor);
    }

    private static double floorToDouble(BigDecimal exact) {
        double nearest = exact.doubleValue();
        return new BigDecimal(nearest).compareTo(exact) > 0 ? Math.nextDown(nearest) : nearest;
    }

    private static float floorToFloat(BigDecimal exact) {
        float nearest = exact.floatValue();
        return new BigDecimal(nearest).compareTo(exact) > 0 ? Math.nextDown(nearest) : nearest;
    }

    /// Natural logarithm by Newton's method on `exp`, started from the double result: each step
    /// doubles the number of right digits.
    private static BigDecimal ln(BigDecimal x) {
        BigDecimal y = new BigDecimal(Math.log(x.doubleValue()));
        for (int step = 0; step < 3; step++) {
            y = y.add(x.divide(exp(y), DIGITS)).subtract(BigDecimal.ONE, DIGITS);
        }
        return y;
    }

    /// The exponential as `exp(y / 2^10) ^ 2^10`, the inner one by its power series.
    private static BigDecimal exp(BigDecimal y) {
        MathContext extended = new MathContext(DIGITS.getPrecision() + 10, RoundingMode.HALF_EVEN);
        int halvings = 10;
        BigDecimal small = y.divide(BigDecimal.valueOf(1L << halvings), extended);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int k = 1; k < 60; k++) {
            term = term.multiply(small, extended).divide(BigDecimal.valueOf(k), extended);
            sum = sum.add(term, extended);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum, extended);
        }
        return sum;
    }
}
