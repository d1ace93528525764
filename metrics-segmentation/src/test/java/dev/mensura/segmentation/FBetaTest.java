package dev.mensura.segmentation;

import static dev.mensura.segmentation.Results.TWO_IMAGES;
import static dev.mensura.segmentation.Results.assertResult;
import static dev.mensura.segmentation.Results.of;
import static dev.mensura.segmentation.Samples.labels;
import static dev.mensura.segmentation.Samples.masks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class FBetaTest extends AveragedTest {
    private static final double NAN = Double.NaN;

    FBetaTest() {
        super("f_beta", "f1", "f1_score", "FBeta");
    }

    @Override
    FBeta.Builder builder(Task task, int numClasses) {
        return switch (task) {
            case BINARY -> FBeta.binary();
            case MULTICLASS -> FBeta.multiclass(numClasses);
            case MULTILABEL -> FBeta.multilabel(numClasses);
        };
    }

    /// Class 0: precision 1, recall 3/4; class 1: precision 2/3, recall 1; class 2: all right.
    @Test
    void ofACaseDrawnByHand() {
        SegmentationSample sample = labels("0001112", "0000112");
        assertResult(
                FBeta.multiclass(3).build().score(sample),
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
        FBeta metric = FBeta.multiclass(3).average(average).aggregation(aggregation).build();
        double[] perClass =
                aggregation == Aggregation.DATASET
                        ? new double[] {0.8, 0.6667, 0}
                        : new double[] {0.7619, 0.4, 0};
        assertResult(of(metric, TWO_IMAGES), expected, perClass);
    }

    @Test
    void scoresTheForegroundOfABinaryImage() {
        for (Average average : Average.values()) {
            assertResult(of(FBeta.binary().average(average).build(), TWO_IMAGES), 0.6667, 0.6667);
        }
    }

    @Test
    void scoresLabelsByThemselves() {
        SegmentationSample sample =
                masks(new String[] {"01", "00", "00"}, new String[] {"01", "10", "00"});
        assertResult(FBeta.multilabel(3).build().score(sample), 0.3333, 1, 0, 0);
    }

    @Test
    void ignoringALabelIsNotExcludingAClass() {
        SegmentationSample sample = labels("01111202", "00011222");
        assertResult(FBeta.multiclass(3).build().score(sample), 0.6222, 0.4, 0.6667, 0.8);
        assertResult(FBeta.multiclass(3).ignoreLabels(0).build().score(sample), 0.9, NAN, 1, 0.8);
        assertResult(
                FBeta.multiclass(3).excludedClasses(0).build().score(sample),
                0.7333,
                NAN,
                0.6667,
                0.8);
    }

    @Test
    void classesThatOccurInNoTargetOrNowhere() {
        SegmentationResult result = FBeta.multiclass(4).build().score(labels("0012", "0011"));
        assertResult(result, 0.5556, 1, 0.6667, 0, 0);
        assertThat(result.evidence().absentClasses()).containsExactly(3);
        assertThat(result.supports()).containsExactly(2, 2, 0, 0);
    }

    @Test
    void predictionsThatAreAllWrong() {
        assertResult(FBeta.multiclass(2).build().score(labels("1100", "0011")), 0, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.9091, 0.5556",
        "1, 0.8, 0.6667",
        "2, 0.7143, 0.8333",
        "1e-200, 1, 0.5",
        "1e200, 0.6667, 1"
    })
    void betaWeighsRecall(double beta, double ofClass0, double ofClass1) {
        SegmentationResult result = of(FBeta.multiclass(3).beta(beta).build(), TWO_IMAGES);
        assertResult(result, (ofClass0 + ofClass1) / 2, ofClass0, ofClass1, 0);
    }

    /// 0.1 squared is no double; (1 + b^2) I must not exceed b^2 T + P by rounding.
    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1e-3, 0.1, 0.3, 1.1, 3, 1e3, Double.MAX_VALUE})
    void isOneWhereAllIsRightAndZeroWhereNothingIs(double beta) {
        FBeta metric = FBeta.multiclass(2).beta(beta).zeroDivision(NAN).build();
        for (int size = 1; size < 200; size++) {
            String ones = "1".repeat(size);
            assertThat(metric.score(labels(ones, ones)).value()).isEqualTo(1);
        }
        assertResult(metric.score(labels("00", "11")), 0, 0, 0);
    }

    /// mmsegmentation makes F of precision and recall, and so leaves the second class out.
    @Test
    void isTakenFromCounts() {
        assertResult(FBeta.multiclass(2).build().score(labels("000", "001")), 0.4, 0.8, 0);
    }

    @Test
    void ofBetaOneItIsTheDiceCoefficient() {
        for (Average average : Average.values()) {
            assertThat(of(FBeta.multiclass(3).average(average).build(), TWO_IMAGES))
                    .isEqualTo(
                            of(
                                    Dice.multiclass(3).average(average).zeroDivision(0).build(),
                                    TWO_IMAGES));
        }
    }

    @Test
    void betaIsAnOption() {
        FBeta two = FBeta.multiclass(3).beta(2).build();
        MetricOptions options = MetricOptions.none().with("numClasses", 3).with("beta", "2");
        assertThat(Results.create("f1", options)).isEqualTo(two);
        Definitions.assertDifferent(
                List.of(
                        two,
                        FBeta.multiclass(3).build(),
                        FBeta.multiclass(3).beta(3).aggregation(Aggregation.POOLED).build(),
                        FBeta.multiclass(3).beta(2).aggregation(Aggregation.POOLED).build()));
        for (double wrong : new double[] {0, -1, NAN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FBeta.binary().beta(wrong))
                    .withMessage("beta is " + wrong + ", expected a finite number above 0");
            assertThatExceptionOfType(MetricOptionException.class)
                    .isThrownBy(() ->
                            Results.create("f_beta", MetricOptions.none().with("beta", wrong)))
                    .withMessage("option beta is " + wrong + ", expected a finite number above 0");
        }
    }
}
