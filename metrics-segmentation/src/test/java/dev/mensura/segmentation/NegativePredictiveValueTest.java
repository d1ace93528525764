package dev.mensura.segmentation;

import static dev.mensura.segmentation.Results.TWO_IMAGES;
import static dev.mensura.segmentation.Results.assertResult;
import static dev.mensura.segmentation.Results.of;
import static dev.mensura.segmentation.Samples.labels;
import static dev.mensura.segmentation.Samples.masks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NegativePredictiveValueTest extends AveragedTest {
    private static final double NAN = Double.NaN;

    NegativePredictiveValueTest() {
        super("negative_predictive_value", "npv", "NegativePredictiveValue");
    }

    @Override
    NegativePredictiveValue.Builder builder(Task task, int numClasses) {
        return switch (task) {
            case BINARY -> NegativePredictiveValue.binary();
            case MULTICLASS -> NegativePredictiveValue.multiclass(numClasses);
            case MULTILABEL -> NegativePredictiveValue.multilabel(numClasses);
        };
    }

    /// Class 0: of 4 not predicted 3 are rightly so; class 1: 4 of 4; class 2: 6 of 6.
    @Test
    void ofACaseDrawnByHand() {
        SegmentationSample sample = labels("0001112", "0000112");
        assertResult(
                NegativePredictiveValue.multiclass(3).build().score(sample),
                (3 / 4.0 + 1 + 1) / 3,
                3 / 4.0,
                1,
                1);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, DATASET, 0.75",
        "MACRO, DATASET, 0.75",
        "MICRO, DATASET, 0.875",
        "WEIGHTED, DATASET, 0.625",
        "MACRO, PER_IMAGE_THEN_MEAN, 0.6667",
        "MICRO, PER_IMAGE_THEN_MEAN, 0.875",
        "WEIGHTED, PER_IMAGE_THEN_MEAN, 0.4167",
        "MACRO, POOLED, 0.6667",
        "MACRO, PER_CLASS_THEN_MEAN, 0.6667"
    })
    void averagesOverClassesAndImages(Average average, Aggregation aggregation, double expected) {
        NegativePredictiveValue metric =
                NegativePredictiveValue.multiclass(3)
                        .average(average)
                        .aggregation(aggregation)
                        .build();
        double[] perClass =
                aggregation == Aggregation.DATASET
                        ? new double[] {0.5, 1, 1}
                        : new double[] {0.3333, 1, 0};
        assertResult(of(metric, TWO_IMAGES), expected, perClass);
    }

    @Test
    void scoresTheForegroundOfABinaryImage() {
        for (Average average : Average.values()) {
            assertResult(
                    of(NegativePredictiveValue.binary().average(average).build(), TWO_IMAGES),
                    1,
                    1);
        }
    }

    @Test
    void scoresLabelsByThemselves() {
        SegmentationSample sample =
                masks(new String[] {"01", "00", "00"}, new String[] {"01", "10", "00"});
        assertResult(
                NegativePredictiveValue.multilabel(3).build().score(sample), 0.8333, 1, 0.5, 1);
    }

    @Test
    void ignoringALabelIsNotExcludingAClass() {
        SegmentationSample sample = labels("01111202", "00011222");
        assertResult(
                NegativePredictiveValue.multiclass(3).build().score(sample),
                0.8333,
                0.6667,
                1,
                0.8333);
        assertResult(
                NegativePredictiveValue.multiclass(3).ignoreLabels(0).build().score(sample),
                0.8333,
                NAN,
                1,
                0.6667);
        assertResult(
                NegativePredictiveValue.multiclass(3).excludedClasses(0).build().score(sample),
                0.9167,
                NAN,
                1,
                0.8333);
    }

    @Test
    void classesThatOccurInNoTargetOrNowhere() {
        SegmentationResult result =
                NegativePredictiveValue.multiclass(4).build().score(labels("0012", "0011"));
        assertResult(result, 0.8889, 1, 0.6667, 1, 1);
        assertThat(result.evidence().absentClasses()).containsExactly(3);
        assertThat(result.supports()).containsExactly(2, 2, 0, 0);
    }

    @Test
    void predictionsThatAreAllWrong() {
        assertResult(
                NegativePredictiveValue.multiclass(2).build().score(labels("1100", "0011")),
                0,
                0,
                0);
    }

    @Test
    void aClassThatFillsThePredictionIsZeroDividedByZero() {
        SegmentationSample sample = labels("11", "01");
        assertResult(NegativePredictiveValue.multiclass(2).build().score(sample), 0.25, 0.5, 0);
        assertResult(
                NegativePredictiveValue.multiclass(2).zeroDivision(NAN).build().score(sample),
                0.5,
                0.5,
                NAN);
    }
}
