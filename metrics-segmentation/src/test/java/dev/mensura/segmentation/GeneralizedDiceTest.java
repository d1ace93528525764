package dev.mensura.segmentation;

import static dev.mensura.segmentation.Results.assertResult;
import static dev.mensura.segmentation.Results.create;
import static dev.mensura.segmentation.Results.of;
import static dev.mensura.segmentation.Samples.labels;
import static dev.mensura.segmentation.Samples.masks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.GeneralizedDice.Weights;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class GeneralizedDiceTest {
    private static final double NAN = Double.NaN;

    /// Its target has class 0 alone; class 1 is predicted once.
    private static final SegmentationSample LACKING = labels("0001", "0000");

    /// 2 (w0 3 + w1 2 + w2 1) / (w0 7 + w1 5 + w2 2) with targets of 4, 2 and 1.
    @ParameterizedTest
    @CsvSource({"SQUARE, 0.9153", "SIMPLE, 0.8800", "LINEAR, 0.8571"})
    void ofACaseDrawnByHand(Weights weights, double expected) {
        GeneralizedDice metric = GeneralizedDice.multiclass(3).weights(weights).build();
        assertResult(metric.score(labels("0001112", "0000112")), expected, 6 / 7.0, 4 / 5.0, 1);
    }

    /// TorchMetrics takes the weight of the lacking class from the batch: 0.8571 for the first image
    /// alone, 0.5455 next to the second.
    @Test
    void theWeightOfALackingClassIsThatOfItsImage() {
        GeneralizedDice metric = GeneralizedDice.multiclass(3).build();
        SegmentationSample right = labels("0012", "0012");
        assertResult(metric.score(LACKING), 0.75, 6 / 7.0, 0, NAN);
        assertResult(of(metric, List.of(LACKING, right)), 0.875, 13 / 14.0, 0.5, 1);
        Metric<SegmentationSample, SegmentationResult> one = metric.newMetric();
        Metric<SegmentationSample, SegmentationResult> other = metric.newMetric();
        one.update(right);
        other.update(LACKING);
        one.merge(other);
        assertThat(one.compute()).isEqualTo(of(metric, List.of(LACKING, right)));
        assertThat(one.forward(LACKING).value()).isEqualTo(0.75);
    }

    @ParameterizedTest
    @EnumSource
    void imagesWithoutAScoredClassLeaveTheMean(Weights weights) {
        GeneralizedDice metric =
                GeneralizedDice.multiclass(2)
                        .weights(weights)
                        .includeBackground(false)
                        .ignoreLabels(9)
                        .build();
        SegmentationSample none = labels("00", "00");
        SegmentationSample predictedAlone = labels("01", "00");
        SegmentationSample half = labels("0111", "0001");
        assertResult(metric.score(none), NAN, NAN, NAN);
        assertResult(metric.score(predictedAlone), 0, NAN, 0);
        assertResult(metric.score(half), 0.5, NAN, 0.5);
        assertResult(of(metric, List.of(none, half)), 0.5, NAN, 0.5);
        assertResult(of(metric, List.of(none, half, predictedAlone)), 0.25, NAN, 0.25);
        assertThat(of(metric, List.of(none, half)).evidence().samples()).isEqualTo(2);
        assertThat(of(metric, List.of(none, half)).evidence().validClasses()).containsExactly(1);
    }

    /// Class 1 has 2 in the target and 4 in the prediction, class 2 has 3 and 2: weights 1/4, 1/9.
    @Test
    void excludedAndIgnoredClassesLeaveBothSums() {
        SegmentationSample sample = labels("01111202", "00011222");
        assertResult(
                GeneralizedDice.multiclass(3).excludedClasses(0).build().score(sample),
                2 * (2 / 4.0 + 2 / 9.0) / (6 / 4.0 + 5 / 9.0),
                NAN,
                2 / 3.0,
                0.8);
        assertResult(
                GeneralizedDice.multiclass(3).ignoreLabels(0).build().score(sample),
                2 * (2 / 4.0 + 2 / 9.0) / (4 / 4.0 + 5 / 9.0),
                NAN,
                1,
                0.8);
    }

    /// The heaviest class that the image has is not scored, so class 2 weighs as class 1 does.
    @Test
    void anExcludedClassLendsNoWeight() {
        SegmentationSample sample = labels("0112", "0111");
        assertResult(
                GeneralizedDice.multiclass(3).excludedClasses(0).build().score(sample),
                4 / 6.0,
                NAN,
                0.8,
                0);
    }

    @ParameterizedTest
    @EnumSource
    void isOneWhereAllIsRightAndZeroWhereNothingIs(Weights weights) {
        GeneralizedDice metric = GeneralizedDice.multiclass(3).weights(weights).build();
        assertThat(metric.score(labels("0120012", "0120012")).value()).isEqualTo(1);
        assertResult(metric.score(labels("1100", "0011")), 0, 0, 0, NAN);
    }

    @Test
    void ofForegroundAloneItIsTheDiceCoefficientPerImage() {
        List<SegmentationSample> images =
                List.of(labels("0111", "0011"), labels("0001", "0000"), labels("00", "00"));
        Dice dice =
                Dice.binary()
                        .aggregation(Aggregation.PER_IMAGE_THEN_MEAN)
                        .zeroDivision(NAN)
                        .build();
        assertResult(of(GeneralizedDice.binary().build(), images), 0.4, 0.4);
        assertThat(of(GeneralizedDice.binary().build(), images)).isEqualTo(of(dice, images));
    }

    @Test
    void labelsMayOverlap() {
        SegmentationSample sample = masks(new String[] {"011", "111"}, new String[] {"011", "001"});
        assertResult(
                GeneralizedDice.multilabel(2).build().score(sample),
                2 * (2 / 4.0 + 1) / (4 / 4.0 + 4),
                1,
                0.5);
    }

    @Test
    void whereNothingIsCountedTheValueIsUndefined() {
        Metric<SegmentationSample, SegmentationResult> metric =
                GeneralizedDice.multiclass(2).ignoreLabels(9).build().newMetric();
        assertResult(metric.compute(), NAN, NAN, NAN);
        assertResult(metric.forward(labels("", "")), NAN, NAN, NAN);
        assertResult(metric.forward(labels("01", "99")), NAN, NAN, NAN);
        assertThat(metric.compute().evidence().emptySamples()).isEqualTo(2);
        assertThat(metric.compute().evidence().ignored()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"generalized_dice", "generalized_dice_score", "GeneralizedDice"})
    void isFoundByNameAndAlias(String name) {
        MetricOptions options =
                MetricOptions.none().with("numClasses", 3).with("weights", "simple");
        assertThat(create(name, options))
                .isEqualTo(GeneralizedDice.multiclass(3).weights(Weights.SIMPLE).build());
        assertThat(create(name, options.with("task", Task.MULTILABEL).with("threshold", 0.25)))
                .isEqualTo(
                        GeneralizedDice.multilabel(3)
                                .weights(Weights.SIMPLE)
                                .threshold(0.25)
                                .build());
    }

    @Test
    void everyOptionMakesAnotherDefinition() {
        Definitions.assertDifferent(
                List.of(
                        GeneralizedDice.binary().build(),
                        GeneralizedDice.multilabel(3).build(),
                        GeneralizedDice.multiclass(3).build(),
                        GeneralizedDice.multiclass(3).weights(Weights.SIMPLE).build(),
                        GeneralizedDice.multiclass(3).weights(Weights.LINEAR).build(),
                        GeneralizedDice.multiclass(3).excludedClasses(1).build(),
                        GeneralizedDice.multiclass(3).ignoreLabels(1).build()));
    }

    @Test
    void refusesOptionsThatItDoesNotHave() {
        MetricOptions threeClasses = MetricOptions.none().with("numClasses", 3);
        for (String other : List.of("average", "aggregation", "zeroDivision", "classWeights")) {
            assertThatExceptionOfType(MetricOptionException.class)
                    .isThrownBy(() -> create("generalized_dice", threeClasses.with(other, 1)))
                    .withMessageStartingWith("option " + other + " is not known");
        }
        assertThatExceptionOfType(MetricOptionException.class)
                .isThrownBy(() -> create("generalized_dice", threeClasses.with("weights", "cubic")))
                .withMessage("option weights is \"cubic\", expected one of SQUARE, SIMPLE, LINEAR");
    }
}
