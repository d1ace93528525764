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

final class RecallTest extends AveragedTest {
    private static final double NAN = Double.NaN;

    RecallTest() {
        super("recall", "sensitivity", "true_positive_rate", "Recall");
    }

    @Override
    Recall.Builder builder(Task task, int numClasses) {
        return switch (task) {
            case BINARY -> Recall.binary();
            case MULTICLASS -> Recall.multiclass(numClasses);
            case MULTILABEL -> Recall.multilabel(numClasses);
        };
    }

    /// Class 0: 3 of 4 are found; class 1: 2 of 2; class 2: 1 of 1.
    @Test
    void ofACaseDrawnByHand() {
        SegmentationSample sample = labels("0001112", "0000112");
        assertResult(
                Recall.multiclass(3).build().score(sample), (3 / 4.0 + 1 + 1) / 3, 3 / 4.0, 1, 1);
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
        Recall metric = Recall.multiclass(3).average(average).aggregation(aggregation).build();
        double[] perClass =
                aggregation == Aggregation.DATASET
                        ? new double[] {0.6667, 1, 0}
                        : new double[] {0.625, 0.5, 0};
        assertResult(of(metric, TWO_IMAGES), expected, perClass);
    }

    @Test
    void scoresTheForegroundOfABinaryImage() {
        for (Average average : Average.values()) {
            assertResult(of(Recall.binary().average(average).build(), TWO_IMAGES), 1, 1);
        }
    }

    @Test
    void scoresLabelsByThemselves() {
        SegmentationSample sample =
                masks(new String[] {"01", "00", "00"}, new String[] {"01", "10", "00"});
        assertResult(Recall.multilabel(3).build().score(sample), 0.3333, 1, 0, 0);
    }

    @Test
    void ignoringALabelIsNotExcludingAClass() {
        SegmentationSample sample = labels("01111202", "00011222");
        assertResult(Recall.multiclass(3).build().score(sample), 0.6667, 0.3333, 1, 0.6667);
        assertResult(
                Recall.multiclass(3).ignoreLabels(0).build().score(sample), 0.8333, NAN, 1, 0.6667);
        assertResult(
                Recall.multiclass(3).excludedClasses(0).build().score(sample),
                0.8333,
                NAN,
                1,
                0.6667);
    }

    @Test
    void classesThatOccurInNoTargetOrNowhere() {
        SegmentationResult result = Recall.multiclass(4).build().score(labels("0012", "0011"));
        assertResult(result, 0.5, 1, 0.5, 0, 0);
        assertThat(result.evidence().absentClasses()).containsExactly(3);
        assertThat(result.supports()).containsExactly(2, 2, 0, 0);
    }

    @Test
    void predictionsThatAreAllWrong() {
        assertResult(Recall.multiclass(2).build().score(labels("1100", "0011")), 0, 0, 0);
    }

    /// Target 0 0 1 1, prediction 0 0 1 2: the mean accuracy of mmsegmentation is .75, the macro
    /// recall of TorchMetrics .50.
    @Test
    void aClassThatIsPredictedButInNoTargetCountsAsZero() {
        SegmentationSample sample = labels("0012", "0011");
        assertThat(Recall.multiclass(4).build().score(sample).value()).isEqualTo(0.5);
        assertThat(Recall.multiclass(4).untargetedInMean(false).build().score(sample).value())
                .isEqualTo(0.75);
        assertThat(Recall.multiclass(4).zeroDivision(NAN).build().score(sample).value())
                .isEqualTo(0.75);
    }
}
