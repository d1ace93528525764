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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// [RandIndex] and [AdjustedRandIndex], which are read from the same pairs.
final class RandIndexTest {
    /// Peers divide rounded products.
    private static final double ROUNDING = 1e-15;

    private static final RandIndex RAND = RandIndex.multiclass(3).ignoreLabels(9).build();

    private static final AdjustedRandIndex ADJUSTED =
            AdjustedRandIndex.multiclass(3).ignoreLabels(9).build();

    /// `rand_score` and `adjusted_rand_score` of scikit-learn 1.9.1.
    @ParameterizedTest
    @CsvSource({
        "001222, 001122, 0.8, 0.4444444444444444",
        "112000, 001122, 0.8, 0.4444444444444444",
        "010101, 001122, 0.4, -0.36363636363636365",
        "0101, 0011, 0.3333333333333333, -0.5",
        "01, 00, 0, 0",
        "10, 01, 1, 1",
        "22, 11, 1, 1",
        "012012, 012012, 1, 1"
    })
    void equalScikitLearn(String prediction, String target, double rand, double adjusted) {
        assertThat(RAND.score(labels(prediction, target)).value()).isEqualTo(rand);
        assertThat(ADJUSTED.score(labels(prediction, target)).value()).isEqualTo(adjusted);
    }

    @Test
    void equalScikitLearnOnLargerMatrices() {
        long[][] four = {{50, 3, 0, 2}, {7, 40, 5, 1}, {0, 9, 30, 6}, {4, 0, 2, 21}};
        assertThat(evaluate(RandIndex.multiclass(4).build(), four))
                .isEqualTo(0.8153320918684047, within(ROUNDING));
        assertThat(evaluate(AdjustedRandIndex.multiclass(4).build(), four))
                .isEqualTo(0.5231776706124511, within(ROUNDING));
        long[][] two = {{50, 7}, {11, 32}};
        assertThat(evaluate(RandIndex.binary().build(), two))
                .isEqualTo(0.7018181818181818, within(ROUNDING));
        assertThat(evaluate(AdjustedRandIndex.binary().build(), two))
                .isEqualTo(0.40341197203282336, within(ROUNDING));
    }

    @Test
    void samplesArePutTogether() {
        List<SegmentationSample> halves = List.of(labels("001", "001"), labels("222", "122"));
        assertThat(halves.stream().collect(RAND.collector()).value()).isEqualTo(0.8);
        SegmentationResult adjusted = halves.stream().collect(ADJUSTED.collector());
        assertThat(adjusted.value()).isEqualTo(4 / 9.0);
        assertThat(adjusted.perClass().size()).isZero();
        assertThat(adjusted.supports()).containsExactly(2, 2, 2);
        assertThat(adjusted.evidence().samples()).isEqualTo(2);
    }

    /// scikit-learn gives 1.
    @Test
    void areUndefinedWithoutAPair() {
        for (SegmentationSample sample :
                List.of(
                        labels("", ""),
                        labels("012", "999"),
                        labels("1", "1"),
                        labels("01", "09"))) {
            assertThat(RAND.score(sample).value()).isNaN();
            assertThat(ADJUSTED.score(sample).value()).isNaN();
        }
        assertThat(RAND.newMetric().compute().value()).isNaN();
        assertThat(ADJUSTED.newMetric().compute().value()).isNaN();
    }

    @Test
    void dropIgnoredElementsAndNothingElse() {
        SegmentationSample sample = labels("0001222", "9001122");
        assertThat(RAND.score(sample).value()).isEqualTo(0.8);
        assertThat(ADJUSTED.score(sample).value()).isEqualTo(4 / 9.0);
        assertThat(ADJUSTED.score(sample).evidence().ignored()).isEqualTo(1);
        // what is left is target 1 1 2, prediction 0 1 2: of three pairs one is torn apart
        SegmentationSample ignoredClass = labels("0012", "0112");
        assertThat(RandIndex.multiclass(3).ignoreLabels(0).build().score(ignoredClass).value())
                .isEqualTo(2 / 3.0);
        assertThat(
                        AdjustedRandIndex.multiclass(3)
                                .ignoreLabels(0)
                                .build()
                                .score(ignoredClass)
                                .value())
                .isZero();
    }

    @Test
    void labelsOutsideTheRangeAreClustersOfTheirOwn() {
        RandIndex rand = RandIndex.multiclass(2).labelPolicy(LabelPolicy.COUNT_AS_ERROR).build();
        AdjustedRandIndex adjusted =
                AdjustedRandIndex.multiclass(2).labelPolicy(LabelPolicy.COUNT_AS_ERROR).build();
        // ten pairs, two together in the target, two others in the prediction
        SegmentationSample sample = labels("071017", "001177");
        assertThat(rand.score(sample).value()).isEqualTo(0.6);
        assertThat(adjusted.score(sample).value()).isEqualTo(-0.25);
        assertThat(rand.score(sample).evidence().elements()).isEqualTo(5);
        for (SegmentationSample allWrong : List.of(labels("777", "000"), labels("000", "777"))) {
            assertThat(rand.score(allWrong).value()).isZero();
            assertThat(adjusted.score(allWrong).value()).isZero();
        }
        assertThat(rand.score(labels("77", "77")).value()).isNaN();
    }

    @Test
    void pairsOfLargeCountsAreExact() {
        long half = 1L << 39;
        // one cluster of the prediction holds two of the target
        assertThat(evaluate(RandIndex.binary().build(), new long[][] {{half, 0}, {half, 0}}))
                .isEqualTo((double) (half - 1) / (2 * half - 1));
        assertThat(
                        evaluate(
                                AdjustedRandIndex.binary().build(),
                                new long[][] {{half, 0}, {half, 0}}))
                .isZero();
        long most = 1L << 62;
        // -1 / (2^62 + 1)
        assertThat(evaluate(AdjustedRandIndex.binary().build(), new long[][] {{most, 1}, {1, 0}}))
                .isEqualTo(-0x1p-62);
        assertThat(evaluate(RandIndex.binary().build(), new long[][] {{most, 0}, {0, most - 1}}))
                .isEqualTo(1);
        assertThat(
                        evaluate(
                                AdjustedRandIndex.binary().build(),
                                new long[][] {{0, most - 1}, {most, 0}}))
                .isEqualTo(1);
    }

    @Test
    void rejectWhatIsNotOneClassPerElement() {
        SegmentationSample overlapping =
                masks(new String[] {"11", "01", "00"}, new String[] {"10", "01", "00"});
        assertThatIllegalArgumentException().isThrownBy(() -> RAND.score(overlapping));
        assertThatIllegalArgumentException().isThrownBy(() -> ADJUSTED.score(overlapping));
        assertThatIllegalArgumentException().isThrownBy(() -> RAND.score(labels("03", "00")));
        assertThatIllegalArgumentException().isThrownBy(() -> ADJUSTED.score(labels("03", "00")));
    }

    @Test
    void definitionsAreEqualExactlyWhenTheirFingerprintsAre() {
        Definitions.assertDifferent(
                List.of(
                        RandIndex.binary().build(),
                        RandIndex.binary().threshold(0.3).build(),
                        RandIndex.multiclass(3).build(),
                        RandIndex.multiclass(3).ignoreLabels(0).build(),
                        AdjustedRandIndex.binary().build(),
                        AdjustedRandIndex.binary().threshold(0.3).build(),
                        AdjustedRandIndex.multiclass(3).build(),
                        AdjustedRandIndex.multiclass(3).ignoreLabels(0).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rand_index", "rand", "RandIndex"})
    void isFoundByNameAndAlias(String name) {
        assertThat(create(name, MetricOptions.none().with("numClasses", 3)))
                .isEqualTo(RandIndex.multiclass(3).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"adjusted_rand_index", "ari", "AdjustedRandIndex"})
    void theAdjustedIndexIsFoundByNameAndAlias(String name) {
        assertThat(create(name, MetricOptions.none()))
                .isEqualTo(AdjustedRandIndex.binary().build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rand_index", "adjusted_rand_index"})
    void thereIsNoneForIndependentLabels(String name) {
        MetricOptions options =
                MetricOptions.none().with("numClasses", 3).with("task", Task.MULTILABEL);
        assertThatExceptionOfType(MetricOptionException.class)
                .isThrownBy(() -> create(name, options))
                .withMessage("option task is MULTILABEL, expected one of [BINARY, MULTICLASS]");
    }

    private static Object create(String name, MetricOptions options) {
        return MetricCatalog.load()
                .create(name, SegmentationSample.class, SegmentationResult.class, options);
    }

    private static double evaluate(MatrixMetric<SegmentationResult> metric, long[][] cells) {
        return metric.evaluate(metric.tally().stateOf(cells)).value();
    }
}
