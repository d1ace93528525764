package dev.mensura.segmentation;

import static dev.mensura.segmentation.Results.TWO_IMAGES;
import static dev.mensura.segmentation.Results.assertResult;
import static dev.mensura.segmentation.Results.create;
import static dev.mensura.segmentation.Results.of;
import static dev.mensura.segmentation.Samples.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class BalancedAccuracyTest {
    private static final double NAN = Double.NaN;
    private static final BalancedAccuracy PLAIN = BalancedAccuracy.builder(3).build();
    private static final BalancedAccuracy ADJUSTED =
            BalancedAccuracy.builder(3).adjusted(true).build();

    /// Class 0: 3 of 4 are found; class 1: 2 of 2; class 2: 1 of 1.
    @Test
    void ofACaseDrawnByHand() {
        SegmentationSample sample = labels("0001112", "0000112");
        assertResult(PLAIN.score(sample), 2.75 / 3, 3 / 4.0, 1, 1);
        assertResult(ADJUSTED.score(sample), (2.75 / 3 - 1 / 3.0) / (2 / 3.0), 3 / 4.0, 1, 1);
    }

    /// Class 2 occurs nowhere: chance is one half.
    @Test
    void chanceIsThatOfTheClassesOfTheTarget() {
        assertResult(of(PLAIN, TWO_IMAGES), 0.8333, 0.6667, 1, NAN);
        assertResult(of(ADJUSTED, TWO_IMAGES), 0.6667, 0.6667, 1, NAN);
        SegmentationSample untargeted = labels("0012", "0011");
        assertResult(PLAIN.score(untargeted), 0.75, 1, 0.5, NAN);
        assertResult(ADJUSTED.score(untargeted), 0.5, 1, 0.5, NAN);
        assertThat(ADJUSTED.score(untargeted).evidence().validClasses()).containsExactly(0, 1);
    }

    @Test
    void ofOneClassAloneNothingIsBetterThanChance() {
        assertResult(PLAIN.score(labels("01", "00")), 0.5, 0.5, NAN, NAN);
        assertResult(ADJUSTED.score(labels("01", "00")), NAN, 0.5, NAN, NAN);
    }

    @Test
    void theAdjustedRangeBeginsBelowZero() {
        assertResult(ADJUSTED.score(labels("1100", "0011")), -1, 0, 0, NAN);
        assertResult(ADJUSTED.score(labels("0101", "0011")), 0, 0.5, 0.5, NAN);
        assertResult(ADJUSTED.score(labels("0011", "0011")), 1, 1, 1, NAN);
        assertThat(ADJUSTED.descriptor().minimum()).isEqualTo(-1);
        assertThat(PLAIN.descriptor().minimum()).isZero();
        assertThat(ADJUSTED.descriptor().maximum()).isEqualTo(1);
    }

    @Test
    void ignoredAndExcludedClassesAreNoneOfTheClasses() {
        SegmentationSample sample = labels("01111202", "00011222");
        assertResult(
                BalancedAccuracy.builder(3).adjusted(true).ignoreLabels(0).build().score(sample),
                (5 / 6.0 - 0.5) / 0.5,
                NAN,
                1,
                2 / 3.0);
        assertResult(
                BalancedAccuracy.builder(3).adjusted(true).excludedClasses(0).build().score(sample),
                (5 / 6.0 - 0.5) / 0.5,
                NAN,
                1,
                2 / 3.0);
    }

    @Test
    void whereNothingIsCountedTheValueIsUndefined() {
        for (boolean adjusted : new boolean[] {false, true}) {
            Metric<SegmentationSample, SegmentationResult> metric =
                    BalancedAccuracy.builder(2)
                            .adjusted(adjusted)
                            .ignoreLabels(9)
                            .build()
                            .newMetric();
            assertResult(metric.compute(), NAN, NAN, NAN);
            assertResult(metric.forward(labels("", "")), NAN, NAN, NAN);
            assertResult(metric.forward(labels("01", "99")), NAN, NAN, NAN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"balanced_accuracy", "BalancedAccuracy"})
    void isFoundByNameAndAlias(String name) {
        MetricOptions options = MetricOptions.none().with("numClasses", 3);
        assertThat(create(name, options)).isEqualTo(PLAIN);
        assertThat(create(name, options.with("adjusted", "true"))).isEqualTo(ADJUSTED);
    }

    @Test
    void everyOptionMakesAnotherDefinition() {
        Definitions.assertDifferent(
                List.of(
                        PLAIN,
                        ADJUSTED,
                        BalancedAccuracy.builder(4).build(),
                        BalancedAccuracy.builder(3).ignoreLabels(0).build(),
                        BalancedAccuracy.builder(3).excludedClasses(0).build()));
    }

    @Test
    void refusesWhatIsNoTruthValue() {
        assertThatExceptionOfType(MetricOptionException.class)
                .isThrownBy(() ->
                        create(
                                "balanced_accuracy",
                                MetricOptions.none()
                                        .with("numClasses", 3)
                                        .with("adjusted", "perhaps")))
                .withMessage("option adjusted is \"perhaps\", expected true or false");
    }
}
