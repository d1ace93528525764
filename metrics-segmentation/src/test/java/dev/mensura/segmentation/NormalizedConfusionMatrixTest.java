package dev.mensura.segmentation;

import static dev.mensura.segmentation.Samples.labels;
import static dev.mensura.segmentation.Samples.masks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricOptions;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.NormalizedConfusionMatrix.Normalization;
import dev.mensura.segmentation.NormalizedConfusionMatrix.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class NormalizedConfusionMatrixTest {
    private static final List<SegmentationSample> TWO_IMAGES =
            List.of(labels("0111", "0011"), labels("0001", "0000"));

    @ParameterizedTest
    @EnumSource
    void dividesByWhatIsAskedFor(Normalization normalization) {
        double[][] expected =
                switch (normalization) {
                    case NONE -> new double[][] {{4, 2, 0}, {0, 2, 0}, {0, 0, 0}};
                    case TARGET -> new double[][] {{4 / 6.0, 2 / 6.0, 0}, {0, 1, 0}, {0, 0, 0}};
                    case PREDICTION -> new double[][] {{1, 0.5, 0}, {0, 0.5, 0}, {0, 0, 0}};
                    case ALL -> new double[][] {{0.5, 0.25, 0}, {0, 0.25, 0}, {0, 0, 0}};
                };
        Result result =
                TWO_IMAGES.stream()
                        .collect(multiclass(3).normalize(normalization).build().collector());
        assertThat(result.toArray()).isDeepEqualTo(expected);
        assertThat(result.toArray(0)).isDeepEqualTo(expected);
        assertThat(result.toCounts()).isDeepEqualTo(new long[][] {{4, 2, 0}, {0, 2, 0}, {0, 0, 0}});
        assertThat(result.toCounts(0)).isDeepEqualTo(result.toCounts());
        for (int t = 0; t < 3; t++) {
            for (int p = 0; p < 3; p++) {
                assertThat(result.get(t, p))
                        .isEqualTo(result.get(0, t, p))
                        .isEqualTo(expected[t][p]);
                assertThat(result.count(t, p))
                        .isEqualTo(result.count(0, t, p))
                        .isEqualTo(result.toCounts()[t][p]);
            }
        }
        assertThat(result.planes()).isEqualTo(1);
        assertThat(result.size()).isEqualTo(3);
        assertThat(result.normalization()).isEqualTo(normalization);
        assertThat(result.value()).isEqualTo(0.75);
        assertThat(result.perClass().size()).isZero();
        assertThat(result.evidence().supports()).containsExactly(6, 2, 0);
        assertThat(result.evidence().absentClasses()).containsExactly(2);
    }

    @Test
    void hasBackgroundAndForegroundOfABinaryImage() {
        Result result =
                NormalizedConfusionMatrix.binary()
                        .normalize(Normalization.TARGET)
                        .ignoreLabels(9)
                        .build()
                        .score(labels("01110", "00119"));
        assertThat(result.size()).isEqualTo(2);
        assertThat(result.toArray()).isDeepEqualTo(new double[][] {{0.5, 0.5}, {0, 1}});
        assertThat(result.value()).isEqualTo(0.75);
        assertThat(result.evidence().ignored()).isEqualTo(1);
    }

    @Test
    void hasOnePlanePerLabelNormalisedByItself() {
        SegmentationSample sample =
                masks(new String[] {"0111", "1100"}, new String[] {"0011", "1099"});
        NormalizedConfusionMatrix.Builder builder =
                NormalizedConfusionMatrix.multilabel(2).ignoreLabels(9);
        Result all = builder.normalize(Normalization.ALL).build().score(sample);
        assertThat(all.planes()).isEqualTo(2);
        assertThat(all.size()).isEqualTo(2);
        assertThat(all.toArray(0)).isDeepEqualTo(new double[][] {{0.25, 0.25}, {0, 0.5}});
        assertThat(all.toArray(1)).isDeepEqualTo(new double[][] {{0, 0.5}, {0, 0.5}});
        assertThat(all.get(0, 0, 1)).isEqualTo(0.25);
        assertThat(all.get(1, 0, 1)).isEqualTo(0.5);
        assertThat(all.count(1, 0, 1)).isEqualTo(1);
        assertThat(all.toCounts(0)).isDeepEqualTo(new long[][] {{1, 1}, {0, 2}});
        assertThat(all.value()).isEqualTo(4 / 6.0);
        Result ofPredictions = builder.normalize(Normalization.PREDICTION).build().score(sample);
        assertThat(ofPredictions.toArray(0))
                .isDeepEqualTo(new double[][] {{1, 1 / 3.0}, {0, 2 / 3.0}});
        assertThat(ofPredictions.toArray(1)).isDeepEqualTo(new double[][] {{0, 0.5}, {0, 0.5}});
        assertThatIllegalStateException().isThrownBy(() -> all.get(0, 0));
        assertThatIllegalStateException().isThrownBy(() -> all.count(0, 0));
        assertThatIllegalStateException().isThrownBy(all::toArray);
        assertThatIllegalStateException().isThrownBy(all::toCounts);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> all.get(2, 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void isZeroAndItsValueUndefinedWithoutElements(Normalization normalization) {
        Metric<SegmentationSample, Result> metric =
                multiclass(2).normalize(normalization).ignoreLabels(9).build().newMetric();
        for (Result result :
                List.of(
                        metric.compute(),
                        metric.forward(labels("", "")),
                        metric.forward(labels("01", "99")),
                        metric.compute())) {
            assertThat(result.value()).isNaN();
            assertThat(result.toArray()).isDeepEqualTo(new double[2][2]);
            assertThat(result.toCounts()).isDeepEqualTo(new long[2][2]);
        }
        assertThat(metric.compute().evidence().samples()).isEqualTo(2);
        assertThat(metric.compute().evidence().emptySamples()).isEqualTo(2);
    }

    @Test
    void theRowOfAnIgnoredClassIsZeroAndItsColumnStays() {
        NormalizedConfusionMatrix.Builder builder = multiclass(3).ignoreLabels(0);
        SegmentationSample sample = labels("0012", "0112");
        for (Normalization normalization : Normalization.values()) {
            Result result = builder.normalize(normalization).build().score(sample);
            assertThat(result.toArray()[0]).containsExactly(0, 0, 0);
            assertThat(result.count(1, 0)).isEqualTo(1);
            assertThat(result.value()).isEqualTo(2 / 3.0);
        }
        assertThat(builder.normalize(Normalization.TARGET).build().score(sample).toArray())
                .isDeepEqualTo(new double[][] {{0, 0, 0}, {0.5, 0.5, 0}, {0, 0, 1}});
    }

    @Test
    void labelsOutsideTheRangeAreInNoCellButInTheDivisors() {
        NormalizedConfusionMatrix.Builder builder =
                multiclass(2).labelPolicy(LabelPolicy.COUNT_AS_ERROR);
        SegmentationSample sample = labels("071017", "001177");
        Result counts = builder.build().score(sample);
        assertThat(counts.toCounts()).isDeepEqualTo(new long[][] {{1, 0}, {1, 1}});
        assertThat(counts.outsidePredictions(0)).isEqualTo(1);
        assertThat(counts.outsidePredictions(1)).isZero();
        assertThat(counts.outsideTargets(0)).isZero();
        assertThat(counts.outsideTargets(1)).isEqualTo(1);
        assertThat(counts.value()).isEqualTo(2 / 5.0);
        assertThat(counts.evidence().elements()).isEqualTo(5);
        assertThat(builder.normalize(Normalization.TARGET).build().score(sample).toArray())
                .isDeepEqualTo(new double[][] {{0.5, 0}, {0.5, 0.5}});
        assertThat(builder.normalize(Normalization.PREDICTION).build().score(sample).toArray())
                .isDeepEqualTo(new double[][] {{0.5, 0}, {0.5, 0.5}});
        assertThat(builder.normalize(Normalization.ALL).build().score(sample).toArray())
                .isDeepEqualTo(new double[][] {{0.2, 0}, {0.2, 0.2}});
        Result ignoring = builder.labelPolicy(LabelPolicy.IGNORE_PIXEL).build().score(sample);
        assertThat(ignoring.outsidePredictions(0)).isZero();
        assertThat(ignoring.evidence().elements()).isEqualTo(3);
    }

    @Test
    void perfectIsOneAndDisjointIsZero() {
        NormalizedConfusionMatrix three = multiclass(3).build();
        assertThat(three.score(labels("0121", "0121")).value()).isEqualTo(1);
        assertThat(three.score(labels("1210", "0121")).value()).isZero();
    }

    @Test
    void aResultIsAValueThatNothingChanges() {
        NormalizedConfusionMatrix target = multiclass(3).normalize(Normalization.TARGET).build();
        ConfusionMatrix state = target.tally().newState();
        TWO_IMAGES.forEach(sample -> target.tally().accumulate(state, sample));
        Result result = target.evaluate(state);
        Result same = TWO_IMAGES.stream().collect(target.collector());
        assertThat(result).isEqualTo(same).hasSameHashCodeAs(same).hasToString(same.toString());
        target.tally().accumulate(state, labels("2", "2"));
        result.toArray()[0][0] = 7;
        result.toCounts()[0][0] = 7;
        assertThat(result).isEqualTo(same);
        assertThat(result.toArray()).isDeepEqualTo(same.toArray());
        assertThat(result)
                .isNotEqualTo(target.evaluate(state))
                .isNotEqualTo(
                        TWO_IMAGES.stream()
                                .collect(
                                        multiclass(3)
                                                .normalize(Normalization.ALL)
                                                .build()
                                                .collector()))
                .isNotEqualTo(null);
        assertThat(result.toString())
                .contains("value=0.75", "TARGET", "[0.0, 1.0, 0.0]", "samples=2");
    }

    @Test
    void largeCountsKeepTheirShares() {
        long most = 1L << 62;
        NormalizedConfusionMatrix.Builder builder = NormalizedConfusionMatrix.binary();
        NormalizedConfusionMatrix all = builder.normalize(Normalization.ALL).build();
        Result result = all.evaluate(all.tally().stateOf(new long[][] {{most, 0}, {0, most - 1}}));
        assertThat(result.count(0, 0)).isEqualTo(most);
        assertThat(result.get(0, 0)).isEqualTo(0.5);
        assertThat(result.value()).isEqualTo(1);
        long single = 1L << 25;
        assertThat(all.evaluate(all.tally().stateOf(new long[][] {{0, 1}, {0, single}})).value())
                .isEqualTo(single / (single + 1.0))
                .isLessThan(1);
    }

    @Test
    void rejectsWhatIsNotOneClassPerElement() {
        NormalizedConfusionMatrix two = multiclass(2).build();
        SegmentationSample overlapping =
                masks(new String[] {"11", "01"}, new String[] {"10", "01"});
        SegmentationSample oneHot = masks(new String[] {"10", "01"}, new String[] {"10", "01"});
        assertThat(two.score(oneHot).value()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> two.score(overlapping));
        assertThatIllegalArgumentException().isThrownBy(() -> two.score(labels("02", "00")));
    }

    @Test
    void definitionsAreEqualExactlyWhenTheirFingerprintsAre() {
        Definitions.assertDifferent(
                List.of(
                        NormalizedConfusionMatrix.binary().build(),
                        NormalizedConfusionMatrix.multilabel(1).build(),
                        multiclass(1).build(),
                        multiclass(3).build(),
                        multiclass(3).ignoreLabels(0).build(),
                        multiclass(3).normalize(Normalization.TARGET).build(),
                        multiclass(3).normalize(Normalization.PREDICTION).build(),
                        multiclass(3).normalize(Normalization.ALL).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"confusion_matrix", "confusion", "ConfusionMatrix"})
    void isFoundByNameAndAlias(String name) {
        MetricOptions options =
                MetricOptions.none().with("numClasses", 3).with("normalize", "prediction");
        assertThat(
                        MetricCatalog.load()
                                .create(name, SegmentationSample.class, Result.class, options))
                .isEqualTo(multiclass(3).normalize(Normalization.PREDICTION).build());
    }

    private static NormalizedConfusionMatrix.Builder multiclass(int numClasses) {
        return NormalizedConfusionMatrix.multiclass(numClasses);
    }
}
