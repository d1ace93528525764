package dev.mensura.segmentation;

import static dev.mensura.segmentation.Results.TWO_IMAGES;
import static dev.mensura.segmentation.Results.assertResult;
import static dev.mensura.segmentation.Results.of;
import static dev.mensura.segmentation.Samples.labels;
import static dev.mensura.segmentation.Samples.masks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.core.Task;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

final class DiceTest extends AveragedTest {
    private static final double NAN = Double.NaN;

    DiceTest() {
        super("dice", "dice_score", "DiceScore", "Dice");
    }

    @Override
    Dice.Builder builder(Task task, int numClasses) {
        return switch (task) {
            case BINARY -> Dice.binary();
            case MULTICLASS -> Dice.multiclass(numClasses);
            case MULTILABEL -> Dice.multilabel(numClasses);
        };
    }

    /// Class 0: 3 of 4 and 3; class 1: 2 of 2 and 3; class 2: 1 of 1 and 1.
    @Test
    void ofACaseDrawnByHand() {
        SegmentationSample sample = labels("0001112", "0000112");
        assertResult(
                Dice.multiclass(3).build().score(sample),
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
        Dice metric = Dice.multiclass(3).average(average).aggregation(aggregation).build();
        double[] perClass =
                aggregation == Aggregation.DATASET
                        ? new double[] {0.8, 0.6667, NAN}
                        : new double[] {0.7619, 0.4, NAN};
        assertResult(of(metric, TWO_IMAGES), expected, perClass);
    }

    @Test
    void scoresTheForegroundOfABinaryImage() {
        for (Average average : Average.values()) {
            assertResult(of(Dice.binary().average(average).build(), TWO_IMAGES), 0.6667, 0.6667);
        }
    }

    @Test
    void scoresLabelsByThemselves() {
        SegmentationSample sample =
                masks(new String[] {"01", "00", "00"}, new String[] {"01", "10", "00"});
        assertResult(Dice.multilabel(3).build().score(sample), 0.5, 1, 0, NAN);
    }

    @Test
    void ignoringALabelIsNotExcludingAClass() {
        SegmentationSample sample = labels("01111202", "00011222");
        assertResult(Dice.multiclass(3).build().score(sample), 0.6222, 0.4, 0.6667, 0.8);
        assertResult(Dice.multiclass(3).ignoreLabels(0).build().score(sample), 0.9, NAN, 1, 0.8);
        assertResult(
                Dice.multiclass(3).excludedClasses(0).build().score(sample),
                0.7333,
                NAN,
                0.6667,
                0.8);
    }

    @Test
    void classesThatOccurInNoTargetOrNowhere() {
        SegmentationResult result = Dice.multiclass(4).build().score(labels("0012", "0011"));
        assertResult(result, 0.5556, 1, 0.6667, 0, NAN);
        assertThat(result.evidence().absentClasses()).containsExactly(3);
        assertThat(result.supports()).containsExactly(2, 2, 0, 0);
    }

    @Test
    void predictionsThatAreAllWrong() {
        assertResult(Dice.multiclass(2).build().score(labels("1100", "0011")), 0, 0, 0);
    }

    /// mmsegmentation makes F of precision and recall, and so leaves the second class out.
    @Test
    void isTakenFromCounts() {
        assertResult(Dice.multiclass(2).build().score(labels("000", "001")), 0.4, 0.8, 0);
    }

    @Test
    void oneErrorInMillionsIsSeen() {
        byte[] ones = new byte[1 << 20];
        Arrays.fill(ones, (byte) 1);
        List<SegmentationSample> samples =
                new ArrayList<>(
                        Collections.nCopies(
                                32,
                                new SegmentationSample(
                                        LabelMap.uint8(ones), LabelMap.uint8(ones))));
        samples.add(labels("1", "0"));
        assertThat(of(Dice.binary().build(), samples).value())
                .isEqualTo(0x1p26 / (0x1p26 + 1))
                .isLessThan(1);
    }
}
