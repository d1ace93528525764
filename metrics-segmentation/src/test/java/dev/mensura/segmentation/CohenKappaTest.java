package dev.mensura.segmentation;

import static dev.mensura.segmentation.Samples.labels;
import static dev.mensura.segmentation.Samples.masks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.CohenKappa.Weights;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class CohenKappaTest {
    /// Peers add up rounded products in another order.
    private static final double ROUNDING = 1e-15;

    private static final long[][] FOUR_CLASSES = {
        {50, 3, 0, 2}, {7, 40, 5, 1}, {0, 9, 30, 6}, {4, 0, 2, 21}
    };

    @Test
    void isTheAgreementBeyondChance() {
        CohenKappa kappa = CohenKappa.multiclass(3).build();
        SegmentationResult result =
                List.of(labels("0111", "0011"), labels("0001", "0000")).stream()
                        .collect(kappa.collector());
        assertThat(result.value()).isEqualTo(0.5);
        assertThat(result.perClass().size()).isZero();
        assertThat(result.supports()).containsExactly(6, 2, 0);
        assertThat(result.evidence().absentClasses()).containsExactly(2);
        assertThat(result.evidence().validClasses()).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource({"NONE, 0.25", "LINEAR, 0.4", "QUADRATIC, 0.5714285714285714"})
    void weighsDisagreements(Weights weights, double expected) {
        SegmentationSample sample = labels("011221", "001122");
        assertThat(CohenKappa.multiclass(3).weights(weights).build().score(sample).value())
                .isEqualTo(expected);
    }

    /// `cohen_kappa_score` of scikit-learn 1.9.1.
    @ParameterizedTest
    @CsvSource({
        "NONE, 0.7052154195011338",
        "LINEAR, 0.7548583101985229",
        "QUADRATIC, 0.7796278158667973"
    })
    void equalsScikitLearn(Weights weights, double expected) {
        assertThat(evaluate(CohenKappa.multiclass(4).weights(weights).build(), FOUR_CLASSES))
                .isEqualTo(expected, within(ROUNDING));
    }

    @ParameterizedTest
    @EnumSource
    void weightsMakeNoDifferenceOnTwoClasses(Weights weights) {
        CohenKappa kappa = CohenKappa.binary().weights(weights).build();
        assertThat(evaluate(kappa, new long[][] {{50, 7}, {11, 32}}))
                .isEqualTo(0.6285596368138671, within(ROUNDING));
    }

    @ParameterizedTest
    @EnumSource
    void perfectIsOneAndSwappedIsMinusOne(Weights weights) {
        CohenKappa kappa = CohenKappa.binary().weights(weights).build();
        assertThat(kappa.score(labels("0110", "0110")).value()).isEqualTo(1);
        assertThat(kappa.score(labels("1001", "0110")).value()).isEqualTo(-1);
        CohenKappa classes = CohenKappa.multiclass(7).weights(weights).build();
        assertThat(classes.score(labels("0123456", "0123456")).value()).isEqualTo(1);
    }

    @Test
    void disjointClassesAreWorseThanChance() {
        assertThat(CohenKappa.multiclass(3).build().score(labels("1221", "0000")).value()).isZero();
        assertThat(CohenKappa.multiclass(3).build().score(labels("1202", "0121")).value())
                .isEqualTo(-5 / 11.0);
    }

    @ParameterizedTest
    @EnumSource
    void isUndefinedWithoutElementsAndForOneClassAlone(Weights weights) {
        CohenKappa kappa = CohenKappa.multiclass(3).weights(weights).ignoreLabels(9).build();
        for (SegmentationSample sample :
                List.of(labels("", ""), labels("012", "999"), labels("11", "11"))) {
            assertThat(kappa.score(sample).value()).isNaN();
            assertThat(kappa.score(sample).evidence().samples()).isEqualTo(1);
        }
        assertThat(kappa.newMetric().compute().value()).isNaN();
        assertThat(
                        CohenKappa.multiclass(1)
                                .weights(weights)
                                .build()
                                .score(labels("00", "00"))
                                .value())
                .isNaN();
    }

    @Test
    void aClassInTheTargetAloneOrInThePredictionAloneCounts() {
        CohenKappa kappa = CohenKappa.multiclass(3).build();
        assertThat(kappa.score(labels("0011", "0012")).value()).isEqualTo(0.6, within(ROUNDING));
        assertThat(kappa.score(labels("0012", "0011")).value()).isEqualTo(0.6, within(ROUNDING));
    }

    @Test
    void anIgnoredClassKeepsItsColumn() {
        CohenKappa kappa = CohenKappa.multiclass(3).ignoreLabels(0).build();
        // what is left is target 1 1 2, prediction 0 1 2
        assertThat(kappa.score(labels("0012", "0112")).value())
                .isEqualTo(CohenKappa.multiclass(3).build().score(labels("012", "112")).value())
                .isEqualTo(0.5);
    }

    @Test
    void labelsOutsideTheRangeAreOneMoreClass() {
        SegmentationSample sample = labels("071077", "001177");
        CohenKappa.Builder kappa = CohenKappa.multiclass(2);
        SegmentationResult counted =
                kappa.labelPolicy(LabelPolicy.COUNT_AS_ERROR)
                        .build()
                        .score(labels("071017", "001177"));
        assertThat(counted.value()).isEqualTo(1 / 16.0);
        assertThat(counted.evidence().elements()).isEqualTo(5);
        assertThat(counted.evidence().outOfRange()).isEqualTo(4);
        SegmentationResult ignored =
                kappa.labelPolicy(LabelPolicy.IGNORE_PIXEL).build().score(sample);
        assertThat(ignored.value())
                .isEqualTo(CohenKappa.binary().build().score(labels("010", "011")).value());
        assertThat(ignored.evidence().elements()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"LINEAR", "QUADRATIC"})
    void labelsOutsideTheRangeHaveNoDistance(Weights weights) {
        CohenKappa.Builder kappa =
                CohenKappa.multiclass(3).labelPolicy(LabelPolicy.COUNT_AS_ERROR).weights(weights);
        assertThatExceptionOfType(MetricOptionException.class)
                .isThrownBy(kappa::build)
                .withMessage(
                        "option labelPolicy is COUNT_AS_ERROR, expected REJECT or IGNORE_PIXEL for"
                                + " weights %s",
                        weights);
    }

    @Test
    void nothingCancelsInLargeCounts() {
        long most = 1L << 62;
        long[][] cells = {{most, 1}, {1, 0}};
        for (Weights weights : Weights.values()) {
            // -1 / (2^62 + 1)
            assertThat(evaluate(CohenKappa.binary().weights(weights).build(), cells))
                    .isEqualTo(-0x1p-62);
        }
        assertThat(evaluate(CohenKappa.binary().build(), new long[][] {{most, 0}, {0, 1}}))
                .isEqualTo(1);
    }

    @Test
    void rejectsWhatIsNotOneClassPerElement() {
        CohenKappa kappa = CohenKappa.multiclass(2).build();
        SegmentationSample overlapping =
                masks(new String[] {"11", "01"}, new String[] {"10", "01"});
        SegmentationSample oneHot = masks(new String[] {"10", "01"}, new String[] {"10", "01"});
        assertThat(kappa.score(oneHot).value()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> kappa.score(overlapping));
        assertThatIllegalArgumentException().isThrownBy(() -> kappa.score(labels("02", "00")));
    }

    @Test
    void definitionsAreEqualExactlyWhenTheirFingerprintsAre() {
        Definitions.assertDifferent(
                List.of(
                        CohenKappa.binary().build(),
                        CohenKappa.binary().threshold(0.3).build(),
                        CohenKappa.multiclass(3).build(),
                        CohenKappa.multiclass(3).ignoreLabels(0).build(),
                        CohenKappa.multiclass(3).weights(Weights.LINEAR).build(),
                        CohenKappa.multiclass(3).weights(Weights.QUADRATIC).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cohen_kappa", "kappa", "CohenKappa"})
    void isFoundByNameAndAlias(String name) {
        assertThat(
                        create(
                                name,
                                MetricOptions.none()
                                        .with("numClasses", 3)
                                        .with("weights", "linear")))
                .isEqualTo(CohenKappa.multiclass(3).weights(Weights.LINEAR).build());
    }

    @Test
    void thereIsNoneForIndependentLabels() {
        assertThatExceptionOfType(MetricOptionException.class)
                .isThrownBy(() ->
                        create(
                                "kappa",
                                MetricOptions.none()
                                        .with("numClasses", 3)
                                        .with("task", Task.MULTILABEL)))
                .withMessage("option task is MULTILABEL, expected one of [BINARY, MULTICLASS]");
    }

    private static Object create(String name, MetricOptions options) {
        return MetricCatalog.load()
                .create(name, SegmentationSample.class, SegmentationResult.class, options);
    }

    private static double evaluate(CohenKappa kappa, long[][] cells) {
        return kappa.evaluate(kappa.tally().stateOf(cells)).value();
    }
}
