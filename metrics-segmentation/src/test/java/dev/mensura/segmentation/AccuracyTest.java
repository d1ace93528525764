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

import java.util.List;

final class AccuracyTest extends AveragedTest {
    private static final double NAN = Double.NaN;

    AccuracyTest() {
        super("accuracy", "pixel_accuracy", "overall_accuracy", "aAcc", "Accuracy");
    }

    @Override
    Accuracy.Builder builder(Task task, int numClasses) {
        return switch (task) {
            case BINARY -> Accuracy.binary();
            case MULTICLASS -> Accuracy.multiclass(numClasses);
            case MULTILABEL -> Accuracy.multilabel(numClasses);
        };
    }

    /// 6 of 7 elements are right.
    @Test
    void ofACaseDrawnByHand() {
        SegmentationSample sample = labels("0001112", "0000112");
        assertResult(Accuracy.multiclass(3).build().score(sample), 6 / 7.0, 3 / 4.0, 1, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, DATASET, 0.8333",
        "MACRO, DATASET, 0.8333",
        "MICRO, DATASET, 0.75",
        "WEIGHTED, DATASET, 0.75",
        "MACRO, PER_IMAGE_THEN_MEAN, 0.5625",
        "MICRO, PER_IMAGE_THEN_MEAN, 0.75",
        "WEIGHTED, PER_IMAGE_THEN_MEAN, 0.75",
        "MACRO, POOLED, 0.5625",
        "MACRO, PER_CLASS_THEN_MEAN, 0.5625"
    })
    void averagesOverClassesAndImages(Average average, Aggregation aggregation, double expected) {
        Accuracy metric = Accuracy.multiclass(3).average(average).aggregation(aggregation).build();
        double[] perClass =
                aggregation == Aggregation.DATASET
                        ? new double[] {0.6667, 1, 0}
                        : new double[] {0.625, 0.5, 0};
        assertResult(of(metric, TWO_IMAGES), expected, perClass);
    }

    @Test
    void scoresTheForegroundOfABinaryImage() {
        for (Average average : Average.values()) {
            assertResult(of(Accuracy.binary().average(average).build(), TWO_IMAGES), 0.75, 0.75);
        }
    }

    @Test
    void scoresLabelsByThemselves() {
        SegmentationSample sample =
                masks(new String[] {"01", "00", "00"}, new String[] {"01", "10", "00"});
        assertResult(Accuracy.multilabel(3).build().score(sample), 0.8333, 1, 0.5, 1);
    }

    @Test
    void ignoringALabelIsNotExcludingAClass() {
        SegmentationSample sample = labels("01111202", "00011222");
        assertResult(Accuracy.multiclass(3).build().score(sample), 0.625, 0.3333, 1, 0.6667);
        assertResult(
                Accuracy.multiclass(3).ignoreLabels(0).build().score(sample), 0.8, NAN, 1, 0.6667);
        assertResult(
                Accuracy.multiclass(3).excludedClasses(0).build().score(sample),
                0.8,
                NAN,
                1,
                0.6667);
    }

    @Test
    void classesThatOccurInNoTargetOrNowhere() {
        SegmentationResult result = Accuracy.multiclass(4).build().score(labels("0012", "0011"));
        assertResult(result, 0.75, 1, 0.5, 0, 0);
        assertThat(result.evidence().absentClasses()).containsExactly(3);
        assertThat(result.supports()).containsExactly(2, 2, 0, 0);
    }

    @Test
    void predictionsThatAreAllWrong() {
        assertResult(Accuracy.multiclass(2).build().score(labels("1100", "0011")), 0, 0, 0);
    }

    @Test
    void ofClassesIsThePixelAccuracyUnlessSet() {
        assertThat(of(Accuracy.multiclass(3).build(), TWO_IMAGES).value()).isEqualTo(6 / 8.0);
        assertThat(of(Accuracy.multiclass(3).average(Average.MACRO).build(), TWO_IMAGES).value())
                .isEqualTo((4 / 6.0 + 1) / 2);
    }

    @Test
    void ofLabelsAveragesAsTold() {
        SegmentationSample sample =
                masks(new String[] {"0111", "0001"}, new String[] {"0101", "0110"});
        for (Average average :
                List.of(Average.NONE, Average.MACRO, Average.MICRO, Average.WEIGHTED)) {
            assertResult(
                    Accuracy.multilabel(2).average(average).build().score(sample), 0.5, 0.75, 0.25);
        }
    }
}
