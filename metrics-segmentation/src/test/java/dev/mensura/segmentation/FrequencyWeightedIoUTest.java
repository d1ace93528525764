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

final class FrequencyWeightedIoUTest {
    private static final double NAN = Double.NaN;

    /// Class 0: 3 of 4, 4 times; class 1: 2 of 3, twice; class 2: 1 of 1, once.
    @Test
    void ofACaseDrawnByHand() {
        SegmentationSample sample = labels("0001112", "0000112");
        assertResult(
                FrequencyWeightedIoU.builder(3).build().score(sample),
                (4 * 0.75 + 2 * (2 / 3.0) + 1) / 7,
                0.75,
                2 / 3.0,
                1);
    }

    @Test
    void isTheJaccardIndexWeightedByTarget() {
        SegmentationResult result = of(FrequencyWeightedIoU.builder(3).build(), TWO_IMAGES);
        assertResult(result, 0.6250, 4 / 6.0, 2 / 4.0, NAN);
        assertThat(result.value())
                .isEqualTo(
                        of(JaccardIndex.multiclass(3).average(Average.WEIGHTED).build(), TWO_IMAGES)
                                .value());
    }

    @Test
    void aClassThatNoTargetHasWeighsNothing() {
        assertResult(
                FrequencyWeightedIoU.builder(4).build().score(labels("0012", "0011")),
                0.75,
                1,
                0.5,
                0,
                NAN);
    }

    @Test
    void ignoringALabelIsNotExcludingAClass() {
        SegmentationSample sample = labels("01111202", "00011222");
        assertResult(
                FrequencyWeightedIoU.builder(3).ignoreLabels(0).build().score(sample),
                (2 * 1 + 3 * (2 / 3.0)) / 5,
                NAN,
                1,
                2 / 3.0);
        assertResult(
                FrequencyWeightedIoU.builder(3).excludedClasses(0).build().score(sample),
                (2 * 0.5 + 3 * (2 / 3.0)) / 5,
                NAN,
                0.5,
                2 / 3.0);
    }

    @Test
    void whereNoTargetIsCountedTheValueIsUndefined() {
        Metric<SegmentationSample, SegmentationResult> metric =
                FrequencyWeightedIoU.builder(2).ignoreLabels(9).build().newMetric();
        assertResult(metric.compute(), NAN, NAN, NAN);
        assertResult(metric.forward(labels("", "")), NAN, NAN, NAN);
        assertResult(metric.forward(labels("01", "99")), NAN, NAN, NAN);
        assertResult(
                FrequencyWeightedIoU.builder(2)
                        .excludedClasses(0)
                        .build()
                        .score(labels("01", "00")),
                NAN,
                NAN,
                0);
    }

    @Test
    void isOneWhereAllIsRightAndZeroWhereNothingIs() {
        FrequencyWeightedIoU metric = FrequencyWeightedIoU.builder(2).build();
        assertResult(metric.score(labels("0110", "0110")), 1, 1, 1);
        assertResult(metric.score(labels("1001", "0110")), 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frequency_weighted_iou", "fwiou", "FWIoU", "FrequencyWeightedIoU"})
    void isFoundByNameAndAlias(String name) {
        assertThat(create(name, MetricOptions.none().with("numClasses", 3)))
                .isEqualTo(FrequencyWeightedIoU.builder(3).build());
    }

    @Test
    void everyOptionMakesAnotherDefinition() {
        Definitions.assertDifferent(
                List.of(
                        FrequencyWeightedIoU.builder(3).build(),
                        FrequencyWeightedIoU.builder(4).build(),
                        FrequencyWeightedIoU.builder(3).ignoreLabels(0).build(),
                        FrequencyWeightedIoU.builder(3).excludedClasses(0).build()));
    }

    @Test
    void theWeightsAreFixed() {
        for (String fixed : List.of("average", "classWeights", "aggregation", "threshold")) {
            assertThatExceptionOfType(MetricOptionException.class)
                    .isThrownBy(() ->
                            create(
                                    "fwiou",
                                    MetricOptions.none().with("numClasses", 3).with(fixed, 1)))
                    .withMessageStartingWith("option " + fixed + " is not known");
        }
    }
}
