package dev.mensura.segmentation;

import static dev.mensura.segmentation.Samples.labels;
import static dev.mensura.segmentation.Samples.map;
import static dev.mensura.segmentation.Samples.masks;
import static dev.mensura.segmentation.Samples.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.mensura.api.Evidence;
import dev.mensura.api.Metric;
import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricCollection;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricResults;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.Task;
import dev.mensura.core.ThresholdRule;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

final class JaccardIndexTest {
    private static final double NAN = Double.NaN;

    /// Tables give four decimals.
    private static final double FOUR_DECIMALS = 0.5e-4;

    private static final List<SegmentationSample> TWO_IMAGES =
            List.of(labels("0111", "0011"), labels("0001", "0000"));

    /// Two elements of three labels, of which the last is nowhere.
    private static final SegmentationSample LABELS =
            masks(new String[] {"01", "00", "00"}, new String[] {"01", "10", "00"});

    @ParameterizedTest
    @CsvSource({"NONE, 0.5833", "MACRO, 0.5833", "MICRO, 0.6000", "WEIGHTED, 0.6250"})
    void averagesOverClasses(Average average, double expected) {
        SegmentationResult result = of(multiclass(3, average), TWO_IMAGES);
        assertThat(result.value()).isEqualTo(expected, within(FOUR_DECIMALS));
        assertThat(result.perClass().toArray()).containsExactly(4 / 6.0, 2 / 4.0, 0);
        assertThat(result.supports()).containsExactly(6, 2, 0);
        assertThat(result.evidence())
                .isEqualTo(
                        Evidence.builder()
                                .samples(2)
                                .elements(8)
                                .supports(6, 2, 0)
                                .validClasses(0, 1)
                                .absentClasses(2)
                                .build());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, Double.NaN})
    void zeroDivisionFillsPerClassAndEntersNoMeanOverClasses(double zeroDivision) {
        for (Average average : List.of(Average.NONE, Average.MACRO)) {
            SegmentationResult result =
                    of(
                            JaccardIndex.multiclass(3)
                                    .average(average)
                                    .zeroDivision(zeroDivision)
                                    .build(),
                            TWO_IMAGES);
            assertThat(result.perClass().toArray()).containsExactly(4 / 6.0, 2 / 4.0, zeroDivision);
            assertThat(result.value()).isEqualTo(0.5833, within(FOUR_DECIMALS));
        }
        SegmentationResult weighted =
                of(
                        JaccardIndex.multiclass(3)
                                .average(Average.WEIGHTED)
                                .zeroDivision(zeroDivision)
                                .build(),
                        TWO_IMAGES);
        assertThat(weighted.value()).isEqualTo(0.6250, within(FOUR_DECIMALS));
    }

    @Test
    void ignoringALabelIsNotExcludingAClass() {
        SegmentationSample sample = labels("01111202", "00011222");
        SegmentationResult all = JaccardIndex.multiclass(3).build().score(sample);
        assertThat(all.perClass().toArray()).containsExactly(1 / 4.0, 2 / 4.0, 2 / 3.0);
        assertThat(all.value()).isEqualTo(0.4722, within(FOUR_DECIMALS));

        JaccardIndex.Builder ignoring = JaccardIndex.multiclass(3).ignoreLabels(0);
        assertThat(ignoring.build().score(sample).perClass().toArray())
                .containsExactly(NAN, 1.0, 2 / 3.0);
        assertThat(ignoring.build().score(sample).value()).isEqualTo(0.8333, within(FOUR_DECIMALS));
        assertThat(ignoring.average(Average.MICRO).build().score(sample).value())
                .isEqualTo(4 / 5.0);

        JaccardIndex.Builder excluding = JaccardIndex.multiclass(3).excludedClasses(0);
        assertThat(excluding.build().score(sample).perClass().toArray())
                .containsExactly(NAN, 2 / 4.0, 2 / 3.0);
        assertThat(excluding.build().score(sample).value())
                .isEqualTo(0.5833, within(FOUR_DECIMALS));
        assertThat(excluding.average(Average.MICRO).build().score(sample).value())
                .isEqualTo(4 / 7.0);
    }

    @Test
    void anErrorIntoAnIgnoredClassCostsOnceAnyOtherTwice() {
        SegmentationSample sample = labels("0012", "0112");
        JaccardIndex.Builder jaccard = JaccardIndex.multiclass(3).ignoreLabels(0);
        assertThat(jaccard.build().score(sample).perClass().toArray())
                .containsExactly(NAN, 0.5, 1.0);
        assertThat(jaccard.build().score(sample).value()).isEqualTo(0.75);
        assertThat(jaccard.average(Average.MICRO).build().score(sample).value()).isEqualTo(2 / 3.0);
        assertThat(jaccard.build().score(labels("0212", "0112")).value()).isEqualTo(2 / 4.0);
    }

    @Test
    void aClassThatIsPredictedButAbsentFromTheTargetCountsAsZero() {
        SegmentationSample sample = labels("0012", "0011");
        SegmentationResult macro = JaccardIndex.multiclass(4).build().score(sample);
        assertThat(macro.perClass().toArray()).containsExactly(1, 0.5, 0, 0);
        assertThat(macro.value()).isEqualTo(0.5);
        assertThat(multiclass(4, Average.MICRO).score(sample).value()).isEqualTo(3 / 5.0);
        assertThat(multiclass(4, Average.WEIGHTED).score(sample).value()).isEqualTo(0.75);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.3333", "1, 0.6667", "NaN, 0.5"})
    void anAbsentLabelEntersTheMeanOverLabels(double zeroDivision, double macro) {
        SegmentationResult result =
                JaccardIndex.multilabel(3).zeroDivision(zeroDivision).build().score(LABELS);
        assertThat(result.perClass().toArray()).containsExactly(1, 0, zeroDivision);
        assertThat(result.value()).isEqualTo(macro, within(FOUR_DECIMALS));
        assertThat(result.evidence())
                .isEqualTo(
                        Evidence.builder()
                                .samples(1)
                                .elements(6)
                                .supports(1, 1, 0)
                                .validClasses(
                                        Double.isNaN(zeroDivision)
                                                ? new int[] {0, 1}
                                                : new int[] {0, 1, 2})
                                .absentClasses(2)
                                .build());
    }

    @ParameterizedTest
    @EnumSource(names = {"MICRO", "WEIGHTED"})
    void averagesOverLabels(Average average) {
        assertThat(JaccardIndex.multilabel(3).average(average).build().score(LABELS).value())
                .isEqualTo(0.5);
    }

    @Test
    void ignoredLabelsOfMasksAreValuesNotIndices() {
        SegmentationSample sample = masks(new String[] {"011", "111"}, new String[] {"011", "107"});
        SegmentationResult ignoringSeven =
                JaccardIndex.multilabel(2).ignoreLabels(7).build().score(sample);
        assertThat(ignoringSeven.perClass().toArray()).containsExactly(1, 0.5);
        assertThat(ignoringSeven.evidence())
                .isEqualTo(
                        Evidence.builder()
                                .samples(1)
                                .elements(5)
                                .ignored(1)
                                .supports(2, 1)
                                .validClasses(0, 1)
                                .build());
        SegmentationResult ignoringZero =
                JaccardIndex.multilabel(2).ignoreLabels(0, 7).build().score(sample);
        assertThat(ignoringZero.perClass().toArray()).containsExactly(1, 1);
        assertThat(ignoringZero.supports()).containsExactly(2, 1);
    }

    @Test
    void ignoringABinaryValueDropsItsElementsAndNothingElse() {
        SegmentationSample sample = labels("0111", "0011");
        assertThat(JaccardIndex.binary().ignoreLabels(0).build().score(sample).value())
                .isEqualTo(1);
        SegmentationResult onlyBackground =
                JaccardIndex.binary().ignoreLabels(1).zeroDivision(1).build().score(sample);
        assertThat(onlyBackground.perClass().toArray()).containsExactly(0);
        assertThat(onlyBackground.supports()).containsExactly(0);
    }

    @Test
    void scoresTheForegroundOfABinaryImage() {
        for (Average average : Average.values()) {
            SegmentationResult result =
                    of(JaccardIndex.binary().average(average).build(), TWO_IMAGES);
            assertThat(result.value()).isEqualTo(2 / 4.0);
            assertThat(result.perClass().toArray()).containsExactly(2 / 4.0);
            assertThat(result.supports()).containsExactly(2);
            assertThat(result.evidence())
                    .isEqualTo(
                            Evidence.builder()
                                    .samples(2)
                                    .elements(8)
                                    .supports(2)
                                    .validClasses(0)
                                    .build());
        }
    }

    @Test
    void readsBooleans() {
        SegmentationSample sample =
                new SegmentationSample(
                        LabelMap.bool(new boolean[] {false, true, true, true}),
                        LabelMap.bool(new boolean[] {false, false, true, true}));
        assertThat(JaccardIndex.binary().build().score(sample).value()).isEqualTo(2 / 3.0);
        SegmentationSample stacks =
                new SegmentationSample(
                        MaskStack.bool(new boolean[] {true, true, false, true}, 2, 2),
                        MaskStack.bool(new boolean[] {true, false, false, true}, 2, 2));
        assertThat(JaccardIndex.multilabel(2).build().score(stacks).perClass().toArray())
                .containsExactly(0.5, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, Double.NaN})
    void whereNothingIsCountedZeroDivisionIsTheValueOfAllButMeans(double zeroDivision) {
        for (Average average : Average.values()) {
            boolean micro = average == Average.MICRO;
            double means = micro ? zeroDivision : NAN;
            assertNothingCounted(
                    JaccardIndex.binary(), "0", average, zeroDivision, zeroDivision, 1);
            assertNothingCounted(JaccardIndex.multiclass(3), "0", average, zeroDivision, means, 3);
            boolean weighted = average == Average.WEIGHTED;
            assertNothingCounted(
                    JaccardIndex.multilabel(2),
                    "",
                    average,
                    zeroDivision,
                    weighted ? NAN : zeroDivision,
                    2);
        }
    }

    private static void assertNothingCounted(
            JaccardIndex.Builder builder,
            String vector,
            Average average,
            double zeroDivision,
            double value,
            int classes) {
        JaccardIndex jaccard =
                builder.average(average).zeroDivision(zeroDivision).ignoreLabels(9).build();
        boolean masks = vector.isEmpty();
        SegmentationSample empty =
                masks
                        ? new SegmentationSample(
                                MaskStack.uint8(new byte[0], 2, 0),
                                MaskStack.uint8(new byte[0], 2, 0))
                        : labels("", "");
        SegmentationSample ignored =
                masks
                        ? masks(new String[] {"01", "10"}, new String[] {"99", "99"})
                        : labels("01", "99");
        double[] perClass = new double[classes];
        Arrays.fill(perClass, zeroDivision);
        Metric<SegmentationSample, SegmentationResult> metric = jaccard.newMetric();
        for (SegmentationResult result :
                List.of(
                        metric.compute(),
                        metric.forward(empty),
                        metric.forward(ignored),
                        metric.compute())) {
            assertThat(result.value()).as("%s", jaccard).isEqualTo(Double.valueOf(value));
            assertThat(result.perClass().toArray()).as("%s", jaccard).containsExactly(perClass);
            assertThat(result.evidence().elements()).isZero();
            assertThat(result.evidence().emptySamples()).isEqualTo(result.evidence().samples());
        }
        assertThat(metric.samples()).isEqualTo(2);
    }

    @Test
    void aScoreMustBeStrictlyGreaterThanTheThreshold() {
        float half = 0.5f;
        assertForeground(
                "010",
                JaccardIndex.binary().build(),
                floats(Kind.PROBABILITIES, half, Math.nextUp(half), Math.nextDown(half)));
        assertForeground(
                "010",
                JaccardIndex.binary().build(),
                doubles(Kind.PROBABILITIES, 0.5, Math.nextUp(0.5), Math.nextDown(0.5)));
        assertForeground(
                "010",
                JaccardIndex.binary().build(),
                floats(Kind.LOGITS, 0, Float.MIN_VALUE, -Float.MIN_VALUE));
    }

    @Test
    void theThresholdIsOfTheTypeOfTheScore() {
        JaccardIndex jaccard = JaccardIndex.binary().threshold(0.3).build();
        assertForeground(
                "010",
                jaccard,
                floats(Kind.PROBABILITIES, 0.3f, Math.nextUp(0.3f), Math.nextDown(0.3f)));
        assertForeground(
                "0110",
                jaccard,
                doubles(Kind.PROBABILITIES, 0.3, 0.3f, Math.nextUp(0.3), Math.nextDown(0.3)));
    }

    @Test
    void thresholdsZeroAndOneAreInfinitiesForLogits() {
        float infinity = Float.POSITIVE_INFINITY;
        ScoreMap logits =
                floats(Kind.LOGITS, -infinity, -Float.MAX_VALUE, 0, Float.MAX_VALUE, infinity);
        assertForeground("01111", JaccardIndex.binary().threshold(0).build(), logits);
        assertForeground("00000", JaccardIndex.binary().threshold(1).build(), logits);
        ScoreMap probabilities = floats(Kind.PROBABILITIES, 0, Float.MIN_VALUE, 1);
        assertForeground("011", JaccardIndex.binary().threshold(0).build(), probabilities);
        assertForeground("000", JaccardIndex.binary().threshold(1).build(), probabilities);
    }

    @Test
    void infiniteScoresAreOrderedAsNumbers() {
        float infinity = Float.POSITIVE_INFINITY;
        for (Kind kind : Kind.values()) {
            assertForeground(
                    "10", JaccardIndex.binary().build(), floats(kind, infinity, -infinity));
        }
    }

    /// TorchMetrics takes scores for logits as soon as one of them is outside 0 to 1.
    @Test
    void whetherScoresAreLogitsIsNeverGuessed() {
        JaccardIndex jaccard = JaccardIndex.binary().build();
        assertForeground("1111", jaccard, floats(Kind.LOGITS, 0.1f, 0.4f, 0.6f, 1));
        assertForeground("0011", jaccard, floats(Kind.PROBABILITIES, 0.1f, 0.4f, 0.6f, 1));
        assertForeground("0011", jaccard, floats(Kind.PROBABILITIES, 0.1f, 0.4f, 0.6f, 1.2f));
        assertForeground("0010", jaccard, floats(Kind.PROBABILITIES, -3, 0.4f, 0.6f, 0));
    }

    private static void assertForeground(String expected, JaccardIndex jaccard, ScoreMap scores) {
        String zeros = "0".repeat(expected.length());
        for (String target : List.of(expected, zeros, zeros.replace('0', '1'))) {
            assertThat(jaccard.score(new SegmentationSample(scores, map(target))))
                    .as("%s against %s", jaccard, target)
                    .isEqualTo(jaccard.score(labels(expected, target)));
        }
    }

    private static ScoreMap floats(Kind kind, float... scores) {
        return ScoreMap.float32(scores, Form.BINARY, kind, scores.length);
    }

    private static ScoreMap doubles(Kind kind, double... scores) {
        return ScoreMap.float64(scores, Form.BINARY, kind, scores.length);
    }

    @Test
    void everyLabelHasAPlaneOfScores() {
        ScoreMap scores =
                ScoreMap.float32(
                        new float[] {0.2f, 0.9f, 0.1f, 0.2f, 0.5f, 0.4f},
                        Form.PER_LABEL,
                        Kind.PROBABILITIES,
                        3,
                        2);
        SegmentationSample sample = new SegmentationSample(scores, stack("01", "10", "00"));
        JaccardIndex jaccard = JaccardIndex.multilabel(3).build();
        assertThat(jaccard.score(sample)).isEqualTo(jaccard.score(LABELS));
        assertRejected(
                JaccardIndex.multilabel(2).build(),
                new SegmentationSample(scores, stack("01", "10")),
                "prediction has 3 masks or planes, expected 2");
        assertRejected(
                JaccardIndex.multilabel(2).build(),
                LABELS,
                "target has 3 masks or planes, expected 2");
    }

    @Test
    void aScoreThatIsNotANumberIsRejectedUnlessItsTargetIsIgnored() {
        ScoreMap scores = floats(Kind.LOGITS, 1, Float.NaN);
        JaccardIndex binary = JaccardIndex.binary().ignoreLabels(9).build();
        assertRejected(
                binary,
                new SegmentationSample(scores, map("10")),
                "prediction has score NaN at [1], expected a number");
        assertThat(binary.score(new SegmentationSample(scores, map("19"))).value()).isEqualTo(1);
        ScoreMap planes =
                ScoreMap.float64(
                        new double[] {1, 2, Double.NaN, 3}, Form.PER_LABEL, Kind.LOGITS, 2, 2);
        JaccardIndex multilabel = JaccardIndex.multilabel(2).ignoreLabels(9).build();
        assertRejected(
                multilabel,
                new SegmentationSample(planes, stack("11", "11")),
                "prediction has score NaN at [0] of label 1, expected a number");
        assertThat(
                        multilabel
                                .score(new SegmentationSample(planes, stack("11", "91")))
                                .perClass()
                                .toArray())
                .containsExactly(1, 1);
    }

    @Test
    void aBinaryLabelOtherThanZeroAndOneIsRejected() {
        JaccardIndex binary = JaccardIndex.binary().build();
        assertRejected(binary, labels("00", "02"), "target has label 2 at [1], expected 0..1");
        assertRejected(binary, labels("20", "02"), "prediction has label 2 at [0], expected 0..1");
        SegmentationSample white =
                new SegmentationSample(
                        LabelMap.uint8(new byte[] {0, -1, -1}),
                        LabelMap.uint8(new byte[] {0, 0, -1}));
        assertRejected(binary, white, "prediction has label 255 at [1], expected 0..1");
        JaccardIndex mapped = JaccardIndex.binary().labelMapping(Map.of(255L, 1L)).build();
        assertThat(mapped.score(white).value()).isEqualTo(0.5);
        assertRejected(
                mapped,
                labels("0", "7"),
                "target has label 7 at [0], expected 0..1 after mapping {255=1}");
    }

    @Test
    void aMaskOfALabelOtherThanZeroAndOneIsRejected() {
        assertRejected(
                JaccardIndex.multilabel(2).build(),
                masks(new String[] {"01", "02"}, new String[] {"01", "01"}),
                "prediction of label 1 has label 2 at [1], expected 0..1");
        assertRejected(
                JaccardIndex.multilabel(2).ignoreLabels(9).build(),
                masks(new String[] {"01", "02"}, new String[] {"01", "03"}),
                "target of label 1 has label 3 at [1], expected 0..1 or ignored [9]");
    }

    @Test
    void masksOfClassesAreIndependentOfEachOther() {
        SegmentationSample overlapping =
                masks(new String[] {"110", "010"}, new String[] {"100", "011"});
        assertThat(JaccardIndex.multiclass(2).build().score(overlapping).perClass().toArray())
                .containsExactly(0.5, 0.5);
    }

    @Test
    void aPairOfAnotherTaskIsRejected() {
        ScoreMap binary = floats(Kind.LOGITS, 1, 2);
        ScoreMap perLabel = ScoreMap.float32(new float[4], Form.PER_LABEL, Kind.LOGITS, 2, 2);
        ScoreMap classes = ScoreMap.float32(new float[4], Form.CLASS_FIRST, Kind.LOGITS, 2, 2);
        MaskStack masks = stack("01", "10");
        LabelMap labels = map("01");
        for (SegmentationSample wrong :
                List.of(
                        new SegmentationSample(masks, labels),
                        new SegmentationSample(labels, masks),
                        new SegmentationSample(classes, labels),
                        new SegmentationSample(perLabel, labels))) {
            assertWrongPair(JaccardIndex.binary().build(), wrong, "binary");
        }
        for (SegmentationSample wrong :
                List.of(
                        new SegmentationSample(labels, labels),
                        new SegmentationSample(binary, labels),
                        new SegmentationSample(labels, masks),
                        new SegmentationSample(binary, masks),
                        new SegmentationSample(classes, masks))) {
            assertWrongPair(JaccardIndex.multilabel(2).build(), wrong, "multilabel");
        }
        for (SegmentationSample wrong :
                List.of(
                        new SegmentationSample(binary, labels),
                        new SegmentationSample(perLabel, labels),
                        new SegmentationSample(perLabel, masks))) {
            assertWrongPair(JaccardIndex.multiclass(2).build(), wrong, "multiclass");
        }
    }

    private static void assertWrongPair(
            JaccardIndex jaccard, SegmentationSample sample, String task) {
        assertThatIllegalArgumentException()
                .as("%s for %s", sample, task)
                .isThrownBy(() -> jaccard.score(sample))
                .withMessageStartingWith("sample pairs ")
                .withMessageEndingWith(", expected a pair for task " + task + " (see LabelRule)");
    }

    @Test
    void averagesOfTheSameCountsShareOnePass() {
        MetricCollection<SegmentationSample> collection =
                MetricCollection.<SegmentationSample>builder()
                        .add("macro", multiclass(3, Average.MACRO))
                        .add("micro", multiclass(3, Average.MICRO))
                        .add("mean_iou", MeanIoU.builder(3).build())
                        .build();
        assertThat(collection.tally().passes()).isEqualTo(1);
        Metric<SegmentationSample, MetricResults> metrics = collection.newMetric();
        metrics.updateAll(TWO_IMAGES);
        assertThat(metrics.compute().get("macro").value()).isEqualTo(0.5833, within(FOUR_DECIMALS));
        assertThat(metrics.compute().get("micro").value()).isEqualTo(0.6);
        assertThat(metrics.compute().get("mean_iou").value())
                .isEqualTo(0.5833, within(FOUR_DECIMALS));
    }

    @Test
    void aBuilderRefusesImpossibleOptions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JaccardIndex.multiclass(0))
                .withMessage("numClasses is 0, expected 1 to 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JaccardIndex.multilabel(-3))
                .withMessage("numClasses is -3, expected 1 to 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JaccardIndex.binary().threshold(1.5))
                .withMessage("threshold is 1.5, expected a number from 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JaccardIndex.binary().threshold(NAN))
                .withMessage("threshold is NaN, expected a number from 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JaccardIndex.binary().zeroDivision(-0.1))
                .withMessage("zeroDivision is -0.1, expected a number from 0 to 1, or NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JaccardIndex.multilabel(3).excludedClasses(3).build())
                .withMessage("option excludedClasses is [3], expected classes from 0 to 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JaccardIndex.multiclass(3).threshold(0.3).build())
                .withMessage(
                        "option threshold is 0.3, expected none for task MULTICLASS, where the"
                                + " highest score wins");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        JaccardIndex.multiclass(3)
                                .average(Average.MICRO)
                                .aggregation(Aggregation.POOLED)
                                .build())
                .withMessage(
                        "option average is MICRO, expected NONE or MACRO for aggregation POOLED");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JaccardIndex.binary().labelPolicy(LabelPolicy.IGNORE_PIXEL))
                .withMessage(
                        "option labelPolicy is IGNORE_PIXEL, expected REJECT for task BINARY;"
                                + " labelMapping turns other labels into 0 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JaccardIndex.multilabel(3).reduceZeroLabel())
                .withMessage(
                        "option reduceZeroLabel is true, expected false for task MULTILABEL and"
                                + " numClasses 3");
    }

    @Test
    void classWeightsMustFitTheClassesAndTheAverage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JaccardIndex.multiclass(3).classWeights(1, 2).build())
                .withMessage(
                        "option classWeights is [1.0, 2.0], expected 3 numbers, each 0 or from"
                                + " 1.0E-100 to 1.0E100, not all 0");
        for (double[] wrong :
                new double[][] {{0, 0}, {1, -1}, {1, NAN}, {1, 1 / 0.0}, {1, 1e101}, {1, 1e-101}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JaccardIndex.multiclass(2).classWeights(wrong).build())
                    .withMessage(
                            "option classWeights is %s, expected 2 numbers, each 0 or from 1.0E-100"
                                    + " to 1.0E100, not all 0",
                            Arrays.toString(wrong));
        }
        for (Average average : List.of(Average.MICRO, Average.WEIGHTED)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            JaccardIndex.multiclass(2).classWeights(1, 2).average(average).build())
                    .withMessage(
                            "option classWeights is [1.0, 2.0], expected none for average %s and"
                                    + " aggregation DATASET",
                            average);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        JaccardIndex.multiclass(2)
                                .classWeights(1, 2)
                                .aggregation(Aggregation.POOLED)
                                .build())
                .withMessage(
                        "option classWeights is [1.0, 2.0], expected none for average MACRO and"
                                + " aggregation POOLED");
    }

    @Test
    void classWeightsWeighTheMean() {
        SegmentationResult result =
                of(JaccardIndex.multiclass(3).classWeights(3, 1, 7).build(), TWO_IMAGES);
        assertThat(result.value()).isEqualTo((3 * (4 / 6.0) + 2 / 4.0) / 4, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.3889", "1, 0.7222", "NaN, 0.5833"})
    void absentClassesEnterTheMeanWhereTheyAreTold(double zeroDivision, double expected) {
        JaccardIndex jaccard =
                JaccardIndex.multiclass(3).zeroDivision(zeroDivision).absentInMean(true).build();
        assertThat(of(jaccard, TWO_IMAGES).value()).isEqualTo(expected, within(FOUR_DECIMALS));
    }

    @Test
    void absentLabelsStayOutOfTheMeanWhereTheyAreTold() {
        JaccardIndex jaccard = JaccardIndex.multilabel(3).absentInMean(false).build();
        assertThat(jaccard.score(LABELS).value()).isEqualTo(0.5);
    }

    @Test
    void classesThatNoTargetHasStayOutOfTheMeanWhereTheyAreTold() {
        SegmentationResult result =
                JaccardIndex.multiclass(4)
                        .untargetedInMean(false)
                        .build()
                        .score(labels("0012", "0011"));
        assertThat(result.perClass().toArray()).containsExactly(1, 0.5, NAN, 0);
        assertThat(result.value()).isEqualTo(0.75);
        assertThat(result.evidence().validClasses()).containsExactly(0, 1);
        assertThat(result.evidence().absentClasses()).containsExactly(3);
    }

    @ParameterizedTest
    @CsvSource({
        "MACRO, PER_IMAGE_THEN_MEAN, 0.4792",
        "MICRO, PER_IMAGE_THEN_MEAN, 0.6000",
        "WEIGHTED, PER_IMAGE_THEN_MEAN, 0.6667",
        "MACRO, POOLED, 0.4792",
        "NONE, PER_CLASS_THEN_MEAN, 0.4792"
    })
    void averagesOverImages(Average average, Aggregation aggregation, double expected) {
        JaccardIndex jaccard =
                JaccardIndex.multiclass(3).average(average).aggregation(aggregation).build();
        SegmentationResult result = of(jaccard, TWO_IMAGES);
        assertThat(result.value()).isEqualTo(expected, within(FOUR_DECIMALS));
        assertThat(result.perClass().toArray()).containsExactly(0.625, (2 / 3.0 + 0) / 2, 0);
    }

    @Test
    void aProfileIsReadBeforeWhatIsSetAfterIt() {
        JaccardIndex sklearn = JaccardIndex.multiclass(3).profile(Profile.SKLEARN).build();
        assertThat(of(sklearn, TWO_IMAGES).value()).isEqualTo(0.3889, within(FOUR_DECIMALS));
        assertSame(threeClasses().with("profile", "sklearn"), sklearn);
        assertSame(
                threeClasses().with("zeroDivision", 1).with("profile", "SKLEARN"),
                JaccardIndex.multiclass(3).profile(Profile.SKLEARN).zeroDivision(1).build());
    }

    @Test
    void theProviderRefusesImpossibleOptions() {
        assertRefused(
                MetricOptions.none().with("task", "multiclass"),
                "option numClasses is missing, expected an integer from 1 to 65536");
        assertRefused(
                MetricOptions.none().with("task", Task.MULTILABEL),
                "option numClasses is missing, expected an integer from 1 to 65536");
        assertRefused(
                MetricOptions.none().with("task", "panoptic"),
                "option task is \"panoptic\", expected one of BINARY, MULTICLASS, MULTILABEL");
        assertRefused(
                threeClasses().with("average", "median"),
                "option average is \"median\", expected one of NONE, MACRO, MICRO, WEIGHTED");
        assertRefused(
                threeClasses().with("threshold", 1.5),
                "option threshold is 1.5, expected a number from 0.0 to 1.0");
        assertRefused(
                threeClasses().with("threshold", NAN),
                "option threshold is NaN, expected a number from 0.0 to 1.0");
        assertRefused(
                threeClasses().with("threshold", 0.25),
                "option threshold is 0.25, expected none for task MULTICLASS, where the highest"
                        + " score wins");
        assertRefused(
                threeClasses().with("thresholdRule", "greater-or-equal"),
                "option thresholdRule is GREATER_OR_EQUAL, expected none for task MULTICLASS, where"
                        + " the highest score wins");
        assertRefused(
                threeClasses().with("profile", "nobody"),
                "option profile is \"nobody\", of which there are 0, expected one of CITYSCAPES,"
                        + " HUGGING_FACE, KERAS, MMSEG, MONAI, SKLEARN, STRICT, TORCHMETRICS");
        assertRefused(
                threeClasses().with("zeroDivision", 2),
                "option zeroDivision is 2, expected a number from 0.0 to 1.0, or NaN");
        assertRefused(
                threeClasses().with("excludedClasses", "3"),
                "option excludedClasses is [3], expected classes from 0 to 2");
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        assertRefused(
                threeClasses().with("reduceZeroLabel", true).with("targetMapping", "7=1"),
                "option targetMapping is {7=1}, expected none besides reduceZeroLabel, which is a"
                        + " mapping of targets itself");
        assertRefused(
                MetricOptions.none().with("task", "binary").with("excludedClasses", 0),
                "option excludedClasses is [0], expected none for task BINARY, which scores the"
                        + " foreground alone");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        JaccardIndex.multiclass(3).profile(Profile.MONAI).profile(Profile.MMSEG))
                .withMessage("option profile is MMSEG, expected none besides MONAI");
    }

    /// Class 0 of a binary image is its foreground, and labels have no background.
    @Test
    void onlyClassesHaveABackgroundToExclude() {
        assertRefused(
                MetricOptions.none().with("task", "binary").with("includeBackground", false),
                "option includeBackground is false, expected true for task BINARY");
        assertRefused(
                threeClasses().with("task", "multilabel").with("includeBackground", false),
                "option includeBackground is false, expected true for task MULTILABEL");
    }

    @Test
    void theProviderMakesWhatTheBuilderMakes() {
        assertSame(MetricOptions.none(), JaccardIndex.binary());
        assertSame(MetricOptions.none().with("task", "binary"), JaccardIndex.binary());
        assertSame(threeClasses().with("task", Task.BINARY), JaccardIndex.binary());
        assertSame(threeClasses(), JaccardIndex.multiclass(3));
        assertSame(threeClasses().with("task", "MultiClass"), JaccardIndex.multiclass(3));
        assertSame(threeClasses().with("task", Task.MULTILABEL), JaccardIndex.multilabel(3));
        assertSame(
                threeClasses().with("ignoreLabels", "0+255"),
                JaccardIndex.multiclass(3).ignoreLabels(255, 0));
        assertSame(
                threeClasses().with("ignoreLabels", new int[] {255}),
                JaccardIndex.multiclass(3).ignoreLabels(Set.of(255L)));
        assertSame(
                MetricOptions.none().with("labelMapping", "255=1"),
                JaccardIndex.binary().labelMapping(Map.of(255L, 1L)));
        assertSame(
                MetricOptions.none().with("threshold", "0.25"),
                JaccardIndex.binary().threshold(0.25));
        assertSame(
                threeClasses().with("excludedClasses", "0+2"),
                JaccardIndex.multiclass(3).excludedClasses(2, 0));
        assertSame(
                threeClasses().with("includeBackground", false),
                JaccardIndex.multiclass(3).excludedClasses(0));
        for (Average average : Average.values()) {
            assertSame(
                    threeClasses().with("average", average.name().toLowerCase(Locale.ROOT)),
                    JaccardIndex.multiclass(3).average(average));
        }
        for (double zeroDivision : new double[] {0, 0.5, 1, NAN}) {
            assertSame(
                    threeClasses().with("zeroDivision", zeroDivision),
                    JaccardIndex.multiclass(3).zeroDivision(zeroDivision));
        }
    }

    @Test
    void definitionsAreEqualExactlyWhenTheirFingerprintsAre() {
        Definitions.assertDifferent(
                List.of(
                        JaccardIndex.binary().build(),
                        JaccardIndex.multiclass(1).build(),
                        JaccardIndex.multilabel(1).build(),
                        JaccardIndex.multiclass(3).build(),
                        JaccardIndex.multiclass(3).ignoreLabels(0).build(),
                        JaccardIndex.multiclass(3).labelMapping(Map.of(255L, 1L)).build(),
                        JaccardIndex.multiclass(3).labelPolicy(LabelPolicy.IGNORE_PIXEL).build(),
                        JaccardIndex.multiclass(3).targetMapping(Map.of(255L, 1L)).build(),
                        JaccardIndex.multiclass(3).reduceZeroLabel().build(),
                        JaccardIndex.multiclass(3).absentInMean(true).build(),
                        JaccardIndex.multiclass(3).untargetedInMean(false).build(),
                        JaccardIndex.multiclass(3).classWeights(1, 1, 1).build(),
                        JaccardIndex.multiclass(3).aggregation(Aggregation.POOLED).build(),
                        JaccardIndex.binary().threshold(0.3).build(),
                        JaccardIndex.binary().thresholdRule(ThresholdRule.GREATER_OR_EQUAL).build(),
                        JaccardIndex.multiclass(3).excludedClasses(0).build(),
                        multiclass(3, Average.NONE),
                        multiclass(3, Average.MICRO),
                        multiclass(3, Average.WEIGHTED),
                        JaccardIndex.multiclass(3).zeroDivision(1).build(),
                        JaccardIndex.multiclass(3).zeroDivision(NAN).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jaccard_index", "jaccard", "iou", "JaccardIndex"})
    void isFoundByNameAndAlias(String name) {
        assertThat(create(name, threeClasses())).isEqualTo(JaccardIndex.multiclass(3).build());
        assertThat(MetricCatalog.load().names()).contains("jaccard_index").doesNotContain("iou");
    }

    private static JaccardIndex multiclass(int numClasses, Average average) {
        return JaccardIndex.multiclass(numClasses).average(average).build();
    }

    private static MetricOptions threeClasses() {
        return MetricOptions.none().with("numClasses", 3);
    }

    private static SegmentationResult of(JaccardIndex jaccard, List<SegmentationSample> samples) {
        return samples.stream().collect(jaccard.collector());
    }

    private static void assertRejected(
            JaccardIndex jaccard, SegmentationSample sample, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jaccard.score(sample))
                .withMessage(message);
    }

    private static void assertRefused(MetricOptions options, String message) {
        assertThatExceptionOfType(MetricOptionException.class)
                .isThrownBy(() -> create("jaccard_index", options))
                .withMessage(message);
    }

    private static void assertSame(MetricOptions options, JaccardIndex.Builder builder) {
        assertSame(options, builder.build());
    }

    private static void assertSame(MetricOptions options, JaccardIndex built) {
        MetricDefinition<?, ?, ?> created = create("jaccard_index", options);
        assertThat(created).isEqualTo(built).hasSameHashCodeAs(built);
        assertThat(created.fingerprint()).isEqualTo(built.fingerprint());
        assertThat(created.tally()).isEqualTo(built.tally());
    }

    private static MetricDefinition<SegmentationSample, ?, SegmentationResult> create(
            String name, MetricOptions options) {
        return MetricCatalog.load()
                .create(name, SegmentationSample.class, SegmentationResult.class, options);
    }
}
