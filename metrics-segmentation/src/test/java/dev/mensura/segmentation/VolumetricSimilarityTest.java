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

final class VolumetricSimilarityTest extends AveragedTest {
    private static final double NAN = Double.NaN;

    VolumetricSimilarityTest() {
        super("volumetric_similarity", "VolumetricSimilarity");
    }

    @Override
    VolumetricSimilarity.Builder builder(Task task, int numClasses) {
        return switch (task) {
            case BINARY -> VolumetricSimilarity.binary();
            case MULTICLASS -> VolumetricSimilarity.multiclass(numClasses);
            case MULTILABEL -> VolumetricSimilarity.multilabel(numClasses);
        };
    }

    /// Sizes 4 and 3, 2 and 3, 1 and 1.
    @Test
    void ofACaseDrawnByHand() {
        SegmentationSample sample = labels("0001112", "0000112");
        assertResult(
                VolumetricSimilarity.multiclass(3).build().score(sample),
                (6 / 7.0 + 4 / 5.0 + 1) / 3,
                6 / 7.0,
                4 / 5.0,
                1);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, DATASET, 0.7333",
        "MACRO, DATASET, 0.7333",
        "MICRO, DATASET, 0.75",
        "WEIGHTED, DATASET, 0.7667",
        "MACRO, PER_IMAGE_THEN_MEAN, 0.581",
        "MICRO, PER_IMAGE_THEN_MEAN, 0.75",
        "WEIGHTED, PER_IMAGE_THEN_MEAN, 0.7952",
        "MACRO, POOLED, 0.581",
        "MACRO, PER_CLASS_THEN_MEAN, 0.581"
    })
    void averagesOverClassesAndImages(Average average, Aggregation aggregation, double expected) {
        VolumetricSimilarity metric =
                VolumetricSimilarity.multiclass(3)
                        .average(average)
                        .aggregation(aggregation)
                        .build();
        double[] perClass =
                aggregation == Aggregation.DATASET
                        ? new double[] {0.8, 0.6667, NAN}
                        : new double[] {0.7619, 0.4, NAN};
        assertResult(of(metric, TWO_IMAGES), expected, perClass);
    }

    @Test
    void scoresTheForegroundOfABinaryImage() {
        for (Average average : Average.values()) {
            assertResult(
                    of(VolumetricSimilarity.binary().average(average).build(), TWO_IMAGES),
                    0.6667,
                    0.6667);
        }
    }

    @Test
    void scoresLabelsByThemselves() {
        SegmentationSample sample =
                masks(new String[] {"01", "00", "00"}, new String[] {"01", "10", "00"});
        assertResult(VolumetricSimilarity.multilabel(3).build().score(sample), 0.5, 1, 0, NAN);
    }

    @Test
    void ignoringALabelIsNotExcludingAClass() {
        SegmentationSample sample = labels("01111202", "00011222");
        assertResult(
                VolumetricSimilarity.multiclass(3).build().score(sample), 0.7556, 0.8, 0.6667, 0.8);
        assertResult(
                VolumetricSimilarity.multiclass(3).ignoreLabels(0).build().score(sample),
                0.9,
                NAN,
                1,
                0.8);
        assertResult(
                VolumetricSimilarity.multiclass(3).excludedClasses(0).build().score(sample),
                0.7333,
                NAN,
                0.6667,
                0.8);
    }

    @Test
    void classesThatOccurInNoTargetOrNowhere() {
        SegmentationResult result =
                VolumetricSimilarity.multiclass(4).build().score(labels("0012", "0011"));
        assertResult(result, 0.5556, 1, 0.6667, 0, NAN);
        assertThat(result.evidence().absentClasses()).containsExactly(3);
        assertThat(result.supports()).containsExactly(2, 2, 0, 0);
    }

    @Test
    void predictionsThatAreAllWrong() {
        assertResult(
                VolumetricSimilarity.multiclass(2).build().score(labels("1100", "0011")), 1, 1, 1);
    }

    @Test
    void comparesSizesAlone() {
        SegmentationSample sample = labels("1110", "1000");
        assertResult(VolumetricSimilarity.binary().build().score(sample), 0.5, 0.5);
        assertResult(VolumetricSimilarity.binary().build().score(labels("0001", "1000")), 1, 1);
        assertResult(VolumetricSimilarity.binary().build().score(labels("00", "10")), 0, 0);
        assertResult(VolumetricSimilarity.binary().build().score(labels("01", "00")), 0, 0);
        assertResult(VolumetricSimilarity.binary().build().score(labels("00", "00")), NAN, NAN);
    }
}
