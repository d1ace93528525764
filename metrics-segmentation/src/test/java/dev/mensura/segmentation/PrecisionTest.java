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

final class PrecisionTest extends AveragedTest {
    private static final double NAN = Double.NaN;

    PrecisionTest() {
        super("precision", "positive_predictive_value", "ppv", "Precision");
    }

    @Override
    Precision.Builder builder(Task task, int numClasses) {
        return switch (task) {
            case BINARY -> Precision.binary();
            case MULTICLASS -> Precision.multiclass(numClasses);
            case MULTILABEL -> Precision.multilabel(numClasses);
        };
    }

    /// Class 0: 3 of 3 predicted are right; class 1: 2 of 3; class 2: 1 of 1.
    @Test
    void ofACaseDrawnByHand() {
        SegmentationSample sample = labels("0001112", "0000112");
        assertResult(
                Precision.multiclass(3).build().score(sample),
                (1 + 2 / 3.0 + 1) / 3,
                1,
                2 / 3.0,
                1);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, DATASET, 0.75",
        "MACRO, DATASET, 0.75",
        "MICRO, DATASET, 0.75",
        "WEIGHTED, DATASET, 0.875",
        "MACRO, PER_IMAGE_THEN_MEAN, 0.6667",
        "MICRO, PER_IMAGE_THEN_MEAN, 0.75",
        "WEIGHTED, PER_IMAGE_THEN_MEAN, 0.9167",
        "MACRO, POOLED, 0.6667",
        "MACRO, PER_CLASS_THEN_MEAN, 0.6667"
    })
    void averagesOverClassesAndImages(Average average, Aggregation aggregation, double expected) {
        Precision metric =
                Precision.multiclass(3).average(average).aggregation(aggregation).build();
        double[] perClass =
                aggregation == Aggregation.DATASET
                        ? new double[] {1, 0.5, 0}
                        : new double[] {1, 0.3333, 0};
        assertResult(of(metric, TWO_IMAGES), expected, perClass);
    }

    @Test
    void scoresTheForegroundOfABinaryImage() {
        for (Average average : Average.values()) {
            assertResult(of(Precision.binary().average(average).build(), TWO_IMAGES), 0.5, 0.5);
        }
    }

    @Test
    void scoresLabelsByThemselves() {
        SegmentationSample sample =
                masks(new String[] {"01", "00", "00"}, new String[] {"01", "10", "00"});
        assertResult(Precision.multilabel(3).build().score(sample), 0.3333, 1, 0, 0);
    }

    @Test
    void ignoringALabelIsNotExcludingAClass() {
        SegmentationSample sample = labels("01111202", "00011222");
        assertResult(Precision.multiclass(3).build().score(sample), 0.6667, 0.5, 0.5, 1);
        assertResult(Precision.multiclass(3).ignoreLabels(0).build().score(sample), 1, NAN, 1, 1);
        assertResult(
                Precision.multiclass(3).excludedClasses(0).build().score(sample),
                0.75,
                NAN,
                0.5,
                1);
    }

    @Test
    void classesThatOccurInNoTargetOrNowhere() {
        SegmentationResult result = Precision.multiclass(4).build().score(labels("0012", "0011"));
        assertResult(result, 0.6667, 1, 1, 0, 0);
        assertThat(result.evidence().absentClasses()).containsExactly(3);
        assertThat(result.supports()).containsExactly(2, 2, 0, 0);
    }

    @Test
    void predictionsThatAreAllWrong() {
        assertResult(Precision.multiclass(2).build().score(labels("1100", "0011")), 0, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5", "1, 1", "NaN, 1"})
    void aClassThatIsNeverPredictedEntersWithZeroDivision(double zeroDivision, double expected) {
        Precision precision = Precision.multiclass(2).zeroDivision(zeroDivision).build();
        assertThat(precision.score(labels("00", "00")).value()).isEqualTo(1);
        SegmentationSample missed = labels("002", "001");
        Precision ofThree =
                Precision.multiclass(3).zeroDivision(zeroDivision).excludedClasses(2).build();
        assertResult(ofThree.score(missed), expected, 1, zeroDivision, NAN);
    }
}
