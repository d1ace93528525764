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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class MeanAccuracyTest {
    private static final double NAN = Double.NaN;

    /// Class 0: 3 of 4 are found; class 1: 2 of 2; class 2: 1 of 1.
    @Test
    void ofACaseDrawnByHand() {
        SegmentationSample sample = labels("0001112", "0000112");
        assertResult(MeanAccuracy.builder(3).build().score(sample), 2.75 / 3, 3 / 4.0, 1, 1);
    }

    /// The second image has class 0 alone in its target, of which 3 of 4 are found.
    @ParameterizedTest
    @CsvSource({
        "DATASET, 0.8333",
        "POOLED, 0.75",
        "PER_CLASS_THEN_MEAN, 0.8125",
        "PER_IMAGE_THEN_MEAN, 0.75"
    })
    void averagesOverClassesAndImages(Aggregation aggregation, double expected) {
        MeanAccuracy metric = MeanAccuracy.builder(3).aggregation(aggregation).build();
        double ofClass0 = aggregation == Aggregation.DATASET ? 4 / 6.0 : (0.5 + 0.75) / 2;
        assertResult(of(metric, TWO_IMAGES), expected, ofClass0, 1, NAN);
    }

    @Test
    void leavesOutClassesThatNoTargetHas() {
        SegmentationResult result = MeanAccuracy.builder(4).build().score(labels("0012", "0011"));
        assertResult(result, 0.75, 1, 0.5, NAN, NAN);
        assertThat(result.evidence().validClasses()).containsExactly(0, 1);
        assertThat(result.evidence().absentClasses()).containsExactly(3);
    }

    @Test
    void ignoringALabelIsNotExcludingAClass() {
        SegmentationSample sample = labels("01111202", "00011222");
        assertResult(MeanAccuracy.builder(3).build().score(sample), 0.6667, 1 / 3.0, 1, 2 / 3.0);
        assertResult(
                MeanAccuracy.builder(3).ignoreLabels(0).build().score(sample),
                0.8333,
                NAN,
                1,
                2 / 3.0);
        assertResult(
                MeanAccuracy.builder(3).includeBackground(false).build().score(sample),
                0.8333,
                NAN,
                1,
                2 / 3.0);
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingIsCountedTheValueIsUndefined(Aggregation aggregation) {
        Metric<SegmentationSample, SegmentationResult> metric =
                MeanAccuracy.builder(2)
                        .aggregation(aggregation)
                        .ignoreLabels(9)
                        .build()
                        .newMetric();
        assertResult(metric.compute(), NAN, NAN, NAN);
        assertResult(metric.forward(labels("", "")), NAN, NAN, NAN);
        assertResult(metric.forward(labels("01", "99")), NAN, NAN, NAN);
        assertThat(metric.compute().evidence().emptySamples()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void isOneWhereAllIsRightAndZeroWhereNothingIs(Aggregation aggregation) {
        MeanAccuracy metric = MeanAccuracy.builder(2).aggregation(aggregation).build();
        assertResult(metric.score(labels("0110", "0110")), 1, 1, 1);
        assertResult(metric.score(labels("1001", "0110")), 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean_accuracy", "mAcc", "class_accuracy", "MeanAccuracy"})
    void isFoundByNameAndAlias(String name) {
        MetricOptions options =
                MetricOptions.none().with("numClasses", 3).with("aggregation", "pooled");
        assertThat(create(name, options))
                .isEqualTo(MeanAccuracy.builder(3).aggregation(Aggregation.POOLED).build());
    }

    @Test
    void everyOptionMakesAnotherDefinition() {
        Definitions.assertDifferent(
                List.of(
                        MeanAccuracy.builder(3).build(),
                        MeanAccuracy.builder(4).build(),
                        MeanAccuracy.builder(3).ignoreLabels(0).build(),
                        MeanAccuracy.builder(3).excludedClasses(0).build(),
                        MeanAccuracy.builder(3).aggregation(Aggregation.POOLED).build(),
                        MeanAccuracy.builder(3)
                                .aggregation(Aggregation.PER_CLASS_THEN_MEAN)
                                .build()));
    }

    @Test
    void whichClassesEnterTheMeanIsFixed() {
        MetricOptions threeClasses = MetricOptions.none().with("numClasses", 3);
        for (String fixed : List.of("untargetedInMean", "absentInMean", "zeroDivision", "task")) {
            assertThatExceptionOfType(MetricOptionException.class)
                    .isThrownBy(() -> create("mean_accuracy", threeClasses.with(fixed, true)))
                    .withMessageStartingWith("option " + fixed + " is not known");
        }
        assertThat(create("mean_accuracy", threeClasses.with("profile", "SKLEARN")))
                .isEqualTo(MeanAccuracy.builder(3).build());
    }
}
