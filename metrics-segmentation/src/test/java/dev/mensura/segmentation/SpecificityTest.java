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

final class SpecificityTest extends AveragedTest {
    private static final double NAN = Double.NaN;

    SpecificityTest() {
        super("specificity", "true_negative_rate", "Specificity");
    }

    @Override
    Specificity.Builder builder(Task task, int numClasses) {
        return switch (task) {
            case BINARY -> Specificity.binary();
            case MULTICLASS -> Specificity.multiclass(numClasses);
            case MULTILABEL -> Specificity.multilabel(numClasses);
        };
    }

    /// Class 0: 3 of 3 others are left out; class 1: 4 of 5; class 2: 6 of 6.
    @Test
    void ofACaseDrawnByHand() {
        SegmentationSample sample = labels("0001112", "0000112");
        assertResult(
                Specificity.multiclass(3).build().score(sample),
                (1 + 4 / 5.0 + 1) / 3,
                1,
                4 / 5.0,
                1);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, DATASET, 0.8333",
        "MACRO, DATASET, 0.8333",
        "MICRO, DATASET, 0.875",
        "WEIGHTED, DATASET, 0.9167",
        "MACRO, PER_IMAGE_THEN_MEAN, 0.5625",
        "MICRO, PER_IMAGE_THEN_MEAN, 0.875",
        "WEIGHTED, PER_IMAGE_THEN_MEAN, 0.375",
        "MACRO, POOLED, 0.5625",
        "MACRO, PER_CLASS_THEN_MEAN, 0.5625"
    })
    void averagesOverClassesAndImages(Average average, Aggregation aggregation, double expected) {
        Specificity metric =
                Specificity.multiclass(3).average(average).aggregation(aggregation).build();
        double[] perClass =
                aggregation == Aggregation.DATASET
                        ? new double[] {1, 0.6667, 1}
                        : new double[] {0.5, 0.625, 0};
        assertResult(of(metric, TWO_IMAGES), expected, perClass);
    }

    @Test
    void scoresTheForegroundOfABinaryImage() {
        for (Average average : Average.values()) {
            assertResult(
                    of(Specificity.binary().average(average).build(), TWO_IMAGES), 0.6667, 0.6667);
        }
    }

    @Test
    void scoresLabelsByThemselves() {
        SegmentationSample sample =
                masks(new String[] {"01", "00", "00"}, new String[] {"01", "10", "00"});
        assertResult(Specificity.multilabel(3).build().score(sample), 1, 1, 1, 1);
    }

    @Test
    void ignoringALabelIsNotExcludingAClass() {
        SegmentationSample sample = labels("01111202", "00011222");
        assertResult(Specificity.multiclass(3).build().score(sample), 0.8222, 0.8, 0.6667, 1);
        assertResult(Specificity.multiclass(3).ignoreLabels(0).build().score(sample), 1, NAN, 1, 1);
        assertResult(
                Specificity.multiclass(3).excludedClasses(0).build().score(sample),
                0.8333,
                NAN,
                0.6667,
                1);
    }

    @Test
    void classesThatOccurInNoTargetOrNowhere() {
        SegmentationResult result = Specificity.multiclass(4).build().score(labels("0012", "0011"));
        assertResult(result, 0.9167, 1, 1, 0.75, 1);
        assertThat(result.evidence().absentClasses()).containsExactly(3);
        assertThat(result.supports()).containsExactly(2, 2, 0, 0);
    }

    @Test
    void predictionsThatAreAllWrong() {
        assertResult(Specificity.multiclass(2).build().score(labels("1100", "0011")), 0, 0, 0);
    }

    @Test
    void aClassThatFillsTheTargetIsZeroDividedByZero() {
        SegmentationSample sample = labels("01", "11");
        assertResult(Specificity.multiclass(2).build().score(sample), 0.25, 0.5, 0);
        assertResult(
                Specificity.multiclass(2).zeroDivision(NAN).build().score(sample), 0.5, 0.5, NAN);
    }
}
