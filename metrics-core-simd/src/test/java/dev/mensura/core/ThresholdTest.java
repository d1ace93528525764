package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.core.input.ScoreMap.Kind;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import java.util.stream.DoubleStream;

/// The cut in logit space, checked by its definition: `x > cut` exactly when
/// `1 / (1 + exp(-x)) > t`, that is `t * (1 + exp(-x)) < 1`, with 100 digits.
class ThresholdTest {
    private static final MathContext DIGITS = new MathContext(100);

    /// Returns `exp(x)` by `(exp(x / 4096))^4096` and the power series; shares nothing with the
    /// main code but mathematics.
    private static BigDecimal exp(double x) {
        BigDecimal small = new BigDecimal(x).divide(BigDecimal.valueOf(4096), DIGITS);
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 90; k >= 1; k--) {
            sum = sum.add(BigDecimal.ONE).multiply(small).divide(BigDecimal.valueOf(k), DIGITS);
        }
        return sum.add(BigDecimal.ONE).pow(4096, DIGITS);
    }

    private static boolean isAbove(double logit, double threshold) {
        if (Math.abs(logit) <= Double.MIN_VALUE) {
            // exp(-x) would need 325 digits; with t = 1/2 the definition is x > 0
            assertThat(threshold).isEqualTo(0.5);
            return logit > 0;
        }
        return new BigDecimal(threshold)
                        .multiply(BigDecimal.ONE.add(exp(-logit)))
                        .compareTo(BigDecimal.ONE)
                < 0;
    }

    private static void checkFloat(float threshold) {
        double cut = Threshold.cut(threshold, ThresholdRule.GREATER, Kind.LOGITS, false);
        float at = (float) cut;
        assertThat((double) at).as("a float, for %s", threshold).isEqualTo(cut);
        assertThat(isAbove(at, threshold)).as("at the cut of %s", threshold).isFalse();
        assertThat(isAbove(Math.nextUp(at), threshold)).as("above %s", threshold).isTrue();
    }

    private static void checkDouble(double threshold) {
        double cut = Threshold.cut(threshold, ThresholdRule.GREATER, Kind.LOGITS, true);
        assertThat(isAbove(cut, threshold)).as("at the cut of %s", threshold).isFalse();
        assertThat(isAbove(Math.nextUp(cut), threshold)).as("above %s", threshold).isTrue();
    }

    /// Whether `1 / (1 + exp(-logit)) >= threshold`; only the logit of 1/2 is a number, so equality
    /// is decided there alone.
    private static boolean isAtLeast(double logit, double threshold) {
        return (threshold == 0.5 && logit == 0) || isAbove(logit, threshold);
    }

    private static double atLeast(double threshold, boolean doublePrecision) {
        return Threshold.cut(
                threshold, ThresholdRule.GREATER_OR_EQUAL, Kind.LOGITS, doublePrecision);
    }

    @ParameterizedTest
    @MethodSource("thresholds")
    @DisplayName("GREATER_OR_EQUAL: the cut itself passes, the float32 logit below it does not")
    void atLeastFloat32(double threshold) {
        float rounded = (float) threshold;
        double cut = atLeast(threshold, false);
        float at = (float) cut;
        assertThat((double) at).as("a float, for %s", threshold).isEqualTo(cut);
        assertThat(isAtLeast(at, rounded)).as("at the cut of %s", threshold).isTrue();
        assertThat(isAtLeast(Math.nextDown(at), rounded)).as("below %s", threshold).isFalse();
    }

    @ParameterizedTest
    @MethodSource("thresholds")
    @DisplayName("GREATER_OR_EQUAL: the cut itself passes, the float64 logit below it does not")
    void atLeastFloat64(double threshold) {
        double cut = atLeast(threshold, true);
        assertThat(isAtLeast(cut, threshold)).as("at the cut of %s", threshold).isTrue();
        assertThat(isAtLeast(Math.nextDown(cut), threshold)).as("below %s", threshold).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("GREATER_OR_EQUAL: 0.5 is 0, 0 and 1 are the infinities, probabilities stay")
    void atLeastFixedPoints(boolean doubles) {
        assertThat(atLeast(0.5, doubles)).isEqualTo(0.0);
        assertThat(atLeast(0, doubles)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(atLeast(1, doubles)).isEqualTo(Double.POSITIVE_INFINITY);
        for (double threshold : new double[] {0, 0.3, 0.5, 1}) {
            assertThat(
                            Threshold.cut(
                                    threshold,
                                    ThresholdRule.GREATER_OR_EQUAL,
                                    Kind.PROBABILITIES,
                                    doubles))
                    .isEqualTo(doubles ? threshold : (float) threshold);
        }
    }

    static DoubleStream thresholds() {
        Random random = Seed.random("thresholds");
        return DoubleStream.concat(
                DoubleStream.of(
                        0.5,
                        0.1,
                        0.25,
                        0.3,
                        0.4999999,
                        0.5000001,
                        0.75,
                        0.9,
                        0.999999,
                        1e-6,
                        1e-30,
                        0x1p-126,
                        Math.nextDown(0.5),
                        Math.nextUp(0.5),
                        Math.nextDown(0.5f),
                        Math.nextUp(0.5f),
                        Math.nextDown(1f)),
                random.doubles(40));
    }

    @ParameterizedTest
    @MethodSource("thresholds")
    @DisplayName("No float32 logit is on the wrong side")
    void float32(double threshold) {
        checkFloat((float) threshold);
    }

    @ParameterizedTest
    @MethodSource("thresholds")
    @DisplayName("No float64 logit is on the wrong side")
    void float64(double threshold) {
        checkDouble(threshold);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, Double.MIN_NORMAL, 0x1.fffffffffffffp-1})
    @DisplayName("The extreme float64 thresholds")
    void extremeDoubles(double threshold) {
        checkDouble(threshold);
    }

    @Test
    @DisplayName("The extreme float32 thresholds")
    void extremeFloats() {
        checkFloat(Float.MIN_VALUE);
        checkFloat(Float.MIN_NORMAL);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("0.5 is 0, 0 and 1 are the infinities in logit space")
    void fixedPoints(boolean doubles) {
        assertThat(Threshold.cut(0.5, ThresholdRule.GREATER, Kind.LOGITS, doubles)).isEqualTo(0.0);
        assertThat(Threshold.cut(0, ThresholdRule.GREATER, Kind.LOGITS, doubles))
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Threshold.cut(1, ThresholdRule.GREATER, Kind.LOGITS, doubles))
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    @DisplayName("Probabilities: the threshold in the score's own type")
    void probabilities() {
        assertThat(Threshold.cut(0.3, ThresholdRule.GREATER, Kind.PROBABILITIES, false))
                .isEqualTo((double) 0.3f);
        assertThat(Threshold.cut(0.3, ThresholdRule.GREATER, Kind.PROBABILITIES, true))
                .isEqualTo(0.3);
        assertThat(Threshold.cut(1e-60, ThresholdRule.GREATER, Kind.PROBABILITIES, false))
                .isEqualTo(0.0);
        assertThat(Threshold.cut(1 - 1e-12, ThresholdRule.GREATER, Kind.LOGITS, false))
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY, -Double.MIN_VALUE})
    @DisplayName("A threshold outside [0, 1] is refused")
    void outside(double threshold) {
        assertThatThrownBy(() -> LabelRule.binary().threshold(threshold))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threshold is " + threshold + ", expected a number from 0 to 1");
    }

    @Test
    @DisplayName("-0.0 is 0: equal rules, equal fingerprints")
    void negativeZero() {
        LabelRule negative = LabelRule.binary().threshold(-0.0).build();
        LabelRule zero = LabelRule.binary().threshold(0).build();
        assertThat(negative).isEqualTo(zero).hasSameHashCodeAs(zero).hasToString(zero.toString());
    }
}
