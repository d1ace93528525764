package dev.mensura.segmentation;

import static dev.mensura.segmentation.Samples.labels;
import static dev.mensura.segmentation.Samples.masks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricOptions;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.MatthewsCorrelation.Undefined;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class MatthewsCorrelationTest {
    /// Peers take the root of a product and divide by it.
    private static final double ROUNDING = 1e-15;

    @Test
    void isTheCorrelationOfThePredictedWithTheTrueClasses() {
        SegmentationResult result =
                List.of(labels("0111", "0011"), labels("0001", "0000")).stream()
                        .collect(MatthewsCorrelation.multiclass(3).build().collector());
        assertThat(result.value()).isEqualTo(0.5773502691896258, within(ROUNDING));
        assertThat(result.perClass().size()).isZero();
        assertThat(result.supports()).containsExactly(6, 2, 0);
        assertThat(result.evidence().absentClasses()).containsExactly(2);
    }

    @Test
    void isPhiOnTwoClasses() {
        // TP 2, TN 2, FP 1, FN 1: (4 - 1) / sqrt(3 * 3 * 3 * 3)
        SegmentationSample sample = labels("011100", "010110");
        assertThat(MatthewsCorrelation.binary().build().score(sample).value()).isEqualTo(1 / 3.0);
        assertThat(MatthewsCorrelation.multiclass(2).build().score(sample).value())
                .isEqualTo(1 / 3.0);
    }

    /// `matthews_corrcoef` of scikit-learn 1.9.1.
    @Test
    void equalsScikitLearn() {
        assertThat(
                        evaluate(
                                MatthewsCorrelation.multiclass(4).build(),
                                new long[][] {
                                    {50, 3, 0, 2}, {7, 40, 5, 1}, {0, 9, 30, 6}, {4, 0, 2, 21}
                                }))
                .isEqualTo(0.7068496900154118, within(ROUNDING));
        assertThat(evaluate(MatthewsCorrelation.binary().build(), new long[][] {{50, 7}, {11, 32}}))
                .isEqualTo(0.6307119022362692, within(ROUNDING));
    }

    @Test
    void perfectIsOneAndSwappedIsMinusOne() {
        MatthewsCorrelation binary = MatthewsCorrelation.binary().build();
        assertThat(binary.score(labels("0110", "0110")).value()).isEqualTo(1);
        assertThat(binary.score(labels("1001", "0110")).value()).isEqualTo(-1);
        MatthewsCorrelation classes = MatthewsCorrelation.multiclass(3).build();
        assertThat(classes.score(labels("01120", "01120")).value()).isEqualTo(1);
        assertThat(classes.score(labels("1202", "0121")).value()).isNegative();
    }

    /// Where the target or the prediction has one class alone.
    @ParameterizedTest
    @CsvSource({"NAN, NaN, NaN, NaN, NaN", "ZERO, 0, 0, 0, 0", "AGREEMENT, 1, -1, 0, 0"})
    void aDenominatorOfZeroIsWhatIsAskedFor(
            Undefined undefined, Double right, Double wrong, Double mixed, Double empty) {
        MatthewsCorrelation binary =
                MatthewsCorrelation.binary().undefined(undefined).ignoreLabels(9).build();
        assertThat(binary.score(labels("111", "111")).value()).isEqualTo(right);
        assertThat(binary.score(labels("000", "000")).value()).isEqualTo(right);
        assertThat(binary.score(labels("000", "111")).value()).isEqualTo(wrong);
        assertThat(binary.score(labels("111", "000")).value()).isEqualTo(wrong);
        assertThat(binary.score(labels("101", "111")).value()).isEqualTo(mixed);
        assertThat(binary.score(labels("111", "101")).value()).isEqualTo(mixed);
        assertThat(binary.score(labels("", "")).value()).isEqualTo(empty);
        assertThat(binary.score(labels("01", "99")).value()).isEqualTo(empty);
        assertThat(binary.newMetric().compute().value()).isEqualTo(empty);
    }

    @ParameterizedTest
    @EnumSource
    void aDenominatorOfZeroKnowsNoAgreementInMulticlass(Undefined undefined) {
        MatthewsCorrelation classes =
                MatthewsCorrelation.multiclass(3).undefined(undefined).build();
        Double expected = undefined == Undefined.NAN ? Double.NaN : 0.0;
        for (SegmentationSample sample :
                List.of(
                        labels("11", "11"),
                        labels("22", "11"),
                        labels("12", "11"),
                        labels("", ""))) {
            assertThat(classes.score(sample).value()).isEqualTo(expected);
        }
    }

    @Test
    void profilesChooseTheValueOfADenominatorOfZero() {
        SegmentationSample right = labels("11", "11");
        assertThat(
                        MatthewsCorrelation.binary()
                                .profile(Profile.TORCHMETRICS)
                                .build()
                                .score(right)
                                .value())
                .isEqualTo(1);
        assertThat(
                        MatthewsCorrelation.binary()
                                .profile(Profile.SKLEARN)
                                .build()
                                .score(right)
                                .value())
                .isZero();
        assertThat(MatthewsCorrelation.binary().profile(Profile.MONAI).build().score(right).value())
                .isNaN();
    }

    @Test
    void labelsAreAddedUpAndListedOneByOne() {
        SegmentationSample sample =
                masks(new String[] {"0111", "0110", "0000"}, new String[] {"0011", "1001", "0000"});
        SegmentationResult result = MatthewsCorrelation.multilabel(3).build().score(sample);
        // TP 2, TN 5, FP 3, FN 2
        assertThat(result.value()).isEqualTo(4 / Math.sqrt(5 * 4 * 8 * 7), within(ROUNDING));
        assertThat(result.perClass().toArray())
                .containsExactly(new double[] {1 / Math.sqrt(3), -1, Double.NaN}, within(ROUNDING));
        assertThat(
                        MatthewsCorrelation.multilabel(3)
                                .undefined(Undefined.AGREEMENT)
                                .build()
                                .score(sample)
                                .perClass()
                                .get(2))
                .isEqualTo(1);
    }

    @Test
    void anIgnoredClassKeepsItsColumn() {
        MatthewsCorrelation ignoring = MatthewsCorrelation.multiclass(3).ignoreLabels(0).build();
        // what is left is target 1 1 2, prediction 0 1 2: 3 / sqrt(6 * 4)
        assertThat(ignoring.score(labels("0012", "0112")).value())
                .isEqualTo(3 / Math.sqrt(24), within(ROUNDING));
    }

    @Test
    void labelsOutsideTheRangeAreOneMoreClass() {
        SegmentationResult result =
                MatthewsCorrelation.multiclass(2)
                        .labelPolicy(LabelPolicy.COUNT_AS_ERROR)
                        .build()
                        .score(labels("071017", "001177"));
        assertThat(result.value()).isEqualTo(1 / 16.0);
        assertThat(result.evidence().elements()).isEqualTo(5);
        assertThat(
                        MatthewsCorrelation.multiclass(2)
                                .labelPolicy(LabelPolicy.COUNT_AS_ERROR)
                                .build()
                                .score(labels("777", "000"))
                                .value())
                .isNaN();
    }

    @Test
    void nothingCancelsOrOverflowsInLargeCounts() {
        long most = 1L << 62;
        MatthewsCorrelation binary = MatthewsCorrelation.binary().build();
        // -1 / (2^62 + 1)
        assertThat(evaluate(binary, new long[][] {{most, 1}, {1, 0}})).isEqualTo(-0x1p-62);
        assertThat(evaluate(binary, new long[][] {{most, 0}, {0, most - 1}})).isEqualTo(1);
        assertThat(evaluate(binary, new long[][] {{0, most - 1}, {most, 0}})).isEqualTo(-1);
        assertThat(evaluate(binary, new long[][] {{1L << 25, 1}, {0, 1L << 25}})).isLessThan(1);
    }

    @Test
    void rejectsWhatIsNotOneClassPerElement() {
        MatthewsCorrelation classes = MatthewsCorrelation.multiclass(2).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        classes.score(masks(new String[] {"11", "01"}, new String[] {"10", "01"})));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        classes.score(masks(new String[] {"10", "00"}, new String[] {"10", "01"})));
        assertThatIllegalArgumentException().isThrownBy(() -> classes.score(labels("02", "00")));
    }

    @Test
    void definitionsAreEqualExactlyWhenTheirFingerprintsAre() {
        Definitions.assertDifferent(
                List.of(
                        MatthewsCorrelation.binary().build(),
                        MatthewsCorrelation.multiclass(1).build(),
                        MatthewsCorrelation.multilabel(1).build(),
                        MatthewsCorrelation.multiclass(3).build(),
                        MatthewsCorrelation.multiclass(3).ignoreLabels(0).build(),
                        MatthewsCorrelation.multiclass(3).undefined(Undefined.ZERO).build(),
                        MatthewsCorrelation.multiclass(3).undefined(Undefined.AGREEMENT).build(),
                        CohenKappa.multiclass(3).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"matthews_correlation", "mcc", "phi", "MatthewsCorrelation"})
    void isFoundByNameAndAlias(String name) {
        MetricOptions options = MetricOptions.none().with("numClasses", 3);
        assertThat(
                        MetricCatalog.load()
                                .create(
                                        name,
                                        SegmentationSample.class,
                                        SegmentationResult.class,
                                        options.with("undefined", "NaN")))
                .isEqualTo(MatthewsCorrelation.multiclass(3).build());
    }

    private static double evaluate(MatthewsCorrelation correlation, long[][] cells) {
        return correlation.evaluate(correlation.tally().stateOf(cells)).value();
    }
}
