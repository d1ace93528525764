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
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.SampleRejectedException;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.LabelRejectedException;
import dev.mensura.core.SegmentationFormulas;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.core.input.Target;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

final class MeanIoUTest {
    private static final double NAN = Double.NaN;

    /// Tables give four decimals.
    private static final double FOUR_DECIMALS = 0.5e-4;

    /// A data set of which the definitions of "mIoU" give many values.
    private static final List<SegmentationSample> TWO_IMAGES =
            List.of(labels("0111", "0011"), labels("0001", "0000"));

    private static final List<SegmentationSample> THREE_IMAGES =
            List.of(labels("0000", "0000"), labels("0001", "0001"), labels("0011", "0000"));

    @Test
    void sumsUpTheDataSetAndDividesOnce() {
        SegmentationResult result = of(MeanIoU.builder(3).build(), TWO_IMAGES);
        assertThat(result.perClass().toArray()).containsExactly(4 / 6.0, 2 / 4.0, NAN);
        assertThat(result.value()).isEqualTo((4 / 6.0 + 2 / 4.0) / 2);
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

    @Test
    void givesTheValueOfEachImage() {
        MeanIoU meanIoU = MeanIoU.builder(3).build();
        assertThat(meanIoU.score(TWO_IMAGES.get(0)).value())
                .isEqualTo(0.5833, within(FOUR_DECIMALS));
        assertThat(meanIoU.score(TWO_IMAGES.get(1)).value())
                .isEqualTo(0.3750, within(FOUR_DECIMALS));
    }

    @Test
    void poolsPairsOfImageAndClass() {
        SegmentationResult result = of(averaging(3, Aggregation.POOLED), TWO_IMAGES);
        assertThat(result.value()).isEqualTo(0.4792, within(FOUR_DECIMALS));
        assertThat(result.perClass().toArray()).containsExactly(0.625, (2 / 3.0 + 0) / 2, NAN);
    }

    @ParameterizedTest
    @CsvSource({
        "DATASET, 0.5758",
        "POOLED, 0.7000",
        "PER_CLASS_THEN_MEAN, 0.6667",
        "PER_IMAGE_THEN_MEAN, 0.75"
    })
    void ordersOfAveragingDiffer(Aggregation aggregation, double expected) {
        SegmentationResult result = of(averaging(2, aggregation), THREE_IMAGES);
        assertThat(result.value()).isEqualTo(expected, within(FOUR_DECIMALS));
    }

    @Test
    void perClassIsTheMeanOverImagesWhereItIsDefined() {
        List<SegmentationSample> images = List.of(labels("00", "00"), labels("01", "11"));
        SegmentationResult result = of(averaging(2, Aggregation.PER_IMAGE_THEN_MEAN), images);
        assertThat(result.perClass().toArray()).containsExactly((1 + 0.0) / 2, 0.5);
        assertThat(result.value()).isEqualTo((1 + 0.25) / 2);
    }

    @ParameterizedTest
    @EnumSource
    void oneImageGivesItsRatiosBack(Aggregation aggregation) {
        SegmentationSample image = labels("0001112", "0011122");
        assertThat(averaging(3, aggregation).score(image).perClass().toArray())
                .containsExactly(2 / 3.0, 2 / 4.0, 1 / 2.0);
    }

    @Test
    void ignoringALabelIsNotExcludingAClass() {
        SegmentationSample sample = labels("01111202", "00011222");
        SegmentationResult all = MeanIoU.builder(3).build().score(sample);
        assertThat(all.perClass().toArray()).containsExactly(1 / 4.0, 2 / 4.0, 2 / 3.0);
        assertThat(all.value()).isEqualTo(0.4722, within(FOUR_DECIMALS));

        SegmentationResult ignoring = MeanIoU.builder(3).ignoreLabels(0).build().score(sample);
        assertThat(ignoring.perClass().toArray()).containsExactly(NAN, 1.0, 2 / 3.0);
        assertThat(ignoring.value()).isEqualTo(0.8333, within(FOUR_DECIMALS));
        assertThat(ignoring.evidence())
                .isEqualTo(
                        Evidence.builder()
                                .samples(1)
                                .elements(5)
                                .ignored(3)
                                .supports(0, 2, 3)
                                .validClasses(1, 2)
                                .build());

        SegmentationResult excluding = MeanIoU.builder(3).excludedClasses(0).build().score(sample);
        assertThat(excluding.perClass().toArray()).containsExactly(NAN, 2 / 4.0, 2 / 3.0);
        assertThat(excluding.value()).isEqualTo(0.5833, within(FOUR_DECIMALS));
        assertThat(excluding.evidence())
                .isEqualTo(
                        Evidence.builder()
                                .samples(1)
                                .elements(8)
                                .supports(3, 2, 3)
                                .validClasses(1, 2)
                                .build());
    }

    @Test
    void predictingAnIgnoredClassIsAFalseNegative() {
        SegmentationResult result =
                MeanIoU.builder(3).ignoreLabels(0).build().score(labels("0012", "0112"));
        assertThat(result.perClass().toArray()).containsExactly(NAN, 0.5, 1.0);
        assertThat(result.value()).isEqualTo(0.75);
    }

    @ParameterizedTest
    @EnumSource
    void ignoredAndExcludedClassesEnterNoAverage(Aggregation aggregation) {
        SegmentationSample sample = labels("01111202", "00011222");
        assertThat(
                        MeanIoU.builder(3)
                                .aggregation(aggregation)
                                .ignoreLabels(0)
                                .build()
                                .score(sample)
                                .value())
                .isEqualTo(0.8333, within(FOUR_DECIMALS));
        assertThat(
                        MeanIoU.builder(3)
                                .aggregation(aggregation)
                                .includeBackground(false)
                                .build()
                                .score(sample)
                                .value())
                .isEqualTo(0.5833, within(FOUR_DECIMALS));
    }

    @Test
    void aClassThatIsPredictedButAbsentFromTheTargetCountsAsZero() {
        SegmentationResult result = MeanIoU.builder(4).build().score(labels("0012", "0011"));
        assertThat(result.perClass().toArray()).containsExactly(1, 0.5, 0, NAN);
        assertThat(result.value()).isEqualTo(0.5);
        assertThat(result.evidence().absentClasses()).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, Double.NaN})
    void theAbsentValueIsShownAndEntersNoMean(double absent) {
        SegmentationResult result = of(MeanIoU.builder(3).absentValue(absent).build(), TWO_IMAGES);
        assertThat(result.perClass().toArray()).containsExactly(4 / 6.0, 2 / 4.0, absent);
        assertThat(result.value()).isEqualTo(0.5833, within(FOUR_DECIMALS));
        SegmentationResult excluding =
                of(MeanIoU.builder(3).absentValue(absent).excludedClasses(2).build(), TWO_IMAGES);
        assertThat(excluding.perClass().get(2)).isNaN();
    }

    /// Libraries that count an absent class in the mean give these two numbers.
    @ParameterizedTest
    @CsvSource({"0, 0.3889", "1, 0.7222"})
    void theMeanOfTheVectorCountsTheAbsentValue(double absent, double expected) {
        SegmentationResult result = of(MeanIoU.builder(3).absentValue(absent).build(), TWO_IMAGES);
        assertThat(SegmentationFormulas.mean(result.perClass()))
                .isEqualTo(expected, within(FOUR_DECIMALS));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.3889", "1, 0.7222", "NaN, 0.5833"})
    void theAbsentValueEntersTheMeanWhereItIsTold(double absent, double expected) {
        MeanIoU meanIoU = MeanIoU.builder(3).absentValue(absent).absentInMean(true).build();
        assertThat(of(meanIoU, TWO_IMAGES).value()).isEqualTo(expected, within(FOUR_DECIMALS));
    }

    /// MONAI averages within each image over the classes that its target has.
    @ParameterizedTest
    @CsvSource({"TORCHMETRICS, 0.4792", "MMSEG, 0.5833", "SKLEARN, 0.3889", "MONAI, 0.6667"})
    void profilesReadTheSameCountsOutInTheirWays(String profile, double expected) {
        MeanIoU meanIoU = MeanIoU.builder(3).profile(Profile.named(profile)).build();
        assertThat(of(meanIoU, TWO_IMAGES).value()).isEqualTo(expected, within(FOUR_DECIMALS));
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingIsCountedTheValueIsUndefined(Aggregation aggregation) {
        MeanIoU meanIoU = MeanIoU.builder(2).aggregation(aggregation).ignoreLabels(9).build();
        Metric<SegmentationSample, SegmentationResult> metric = meanIoU.newMetric();
        assertNothingCounted(metric.compute(), 0, 0);
        assertNothingCounted(metric.forward(labels("", "")), 1, 0);
        assertNothingCounted(
                metric.forward(
                        new SegmentationSample(
                                LabelMap.uint8(new byte[0], 0, 5),
                                LabelMap.uint8(new byte[0], 0, 5))),
                1,
                0);
        assertNothingCounted(metric.forward(labels("017", "999")), 1, 3);
        assertNothingCounted(metric.compute(), 3, 3);
    }

    private static void assertNothingCounted(
            SegmentationResult result, long samples, long ignored) {
        assertThat(result.value()).isNaN();
        assertThat(result.perClass().toArray()).containsExactly(NAN, NAN);
        assertThat(result.evidence())
                .isEqualTo(
                        Evidence.builder()
                                .samples(samples)
                                .emptySamples(samples)
                                .ignored(ignored)
                                .supports(0, 0)
                                .absentClasses(0, 1)
                                .build());
    }

    @Test
    void oneErrorInMillionsOfPixelsIsSeen() {
        byte[] ones = new byte[1 << 20];
        Arrays.fill(ones, (byte) 1);
        SegmentationSample perfect =
                new SegmentationSample(LabelMap.uint8(ones), LabelMap.uint8(ones));
        Metric<SegmentationSample, SegmentationResult> metric =
                MeanIoU.builder(2).build().newMetric();
        for (int i = 0; i < 32; i++) {
            metric.update(perfect);
        }
        metric.update(labels("1", "0"));
        double iou = metric.compute().perClass().get(1);
        assertThat(iou).isEqualTo(0x1p25 / (0x1p25 + 1)).isLessThan(1);
    }

    /// TorchMetrics 1.4 added up the scores of batches (its issue 2558) and showed 56 on a scale of
    /// 0 to 1.
    @ParameterizedTest
    @EnumSource
    void aHundredBatchesNeverExceedOne(Aggregation aggregation) {
        long seed = Long.getLong("mensura.seed", 1);
        Random random = new Random(seed);
        Metric<SegmentationSample, SegmentationResult> metric =
                averaging(3, aggregation).newMetric();
        Metric<SegmentationSample, SegmentationResult> atOnce =
                averaging(3, aggregation).newMetric();
        for (int batch = 0; batch < 100; batch++) {
            byte[] target = new byte[16];
            byte[] prediction = new byte[16];
            for (int i = 0; i < target.length; i++) {
                target[i] = (byte) random.nextInt(3);
                boolean right = batch % 2 == 0 || random.nextInt(4) > 0;
                prediction[i] = right ? target[i] : (byte) random.nextInt(3);
            }
            SegmentationSample sample =
                    new SegmentationSample(
                            LabelMap.uint8(prediction, 4, 4), LabelMap.uint8(target, 4, 4));
            double alone = metric.forwardAll(List.of(sample)).value();
            atOnce.update(sample);
            assertThat(alone).as("batch %d, seed %d", batch, seed).isBetween(0.0, 1.0);
            if (batch % 2 == 0) {
                assertThat(alone).as("batch %d, seed %d", batch, seed).isEqualTo(1);
            }
            assertThat(metric.compute().value())
                    .as("after batch %d, seed %d", batch, seed)
                    .isBetween(0.5, 1.0);
        }
        assertThat(metric.compute()).as("seed %d", seed).isEqualTo(atOnce.compute());
    }

    @ParameterizedTest
    @EnumSource
    void theValueOfABatchIsThatOfANewMetric(Aggregation aggregation) {
        MeanIoU meanIoU = averaging(3, aggregation);
        Metric<SegmentationSample, SegmentationResult> metric = meanIoU.newMetric();
        metric.update(labels("012", "012"));
        assertThat(metric.forwardAll(THREE_IMAGES)).isEqualTo(of(meanIoU, THREE_IMAGES));
    }

    @Test
    void aMergeAfterComputeIsSeen() {
        Metric<SegmentationSample, SegmentationResult> left =
                MeanIoU.builder(3).build().newMetric();
        Metric<SegmentationSample, SegmentationResult> right =
                MeanIoU.builder(3).build().newMetric();
        left.update(TWO_IMAGES.get(0));
        right.update(TWO_IMAGES.get(1));
        left.compute();
        left.merge(right);
        assertThat(left.compute()).isEqualTo(of(MeanIoU.builder(3).build(), TWO_IMAGES));
    }

    @Test
    void masksAreIndependentOfEachOther() {
        SegmentationSample overlapping =
                masks(new String[] {"110", "010"}, new String[] {"100", "011"});
        assertThat(MeanIoU.builder(2).build().score(overlapping).perClass().toArray())
                .containsExactly(1 / 2.0, 1 / 2.0);
    }

    @Test
    void masksAndLabelsOfTheSameImageGiveTheSame() {
        Prediction[] predictions = {
            map("01111202"),
            stack("10000010", "01111000", "00000101"),
            ScoreMap.float32(
                    new float[] {
                        9, 1, 1, 1, 1, 1, 9, 1, //
                        1, 9, 9, 9, 9, 1, 1, 1, //
                        1, 1, 1, 1, 1, 9, 1, 9
                    },
                    Form.CLASS_FIRST,
                    Kind.LOGITS,
                    3,
                    8),
            ScoreMap.float64(
                    new double[] {
                        9, 1, 1, /**/ 1, 9, 1, /**/ 1, 9, 1, /**/ 1, 9, 1, //
                        1, 9, 1, /**/ 1, 1, 9, /**/ 9, 1, 1, /**/ 1, 1, 9
                    },
                    Form.CLASS_LAST,
                    Kind.LOGITS,
                    8,
                    3)
        };
        Target[] targets = {map("00011222"), stack("11100000", "00011000", "00000111")};
        for (MeanIoU meanIoU :
                List.of(
                        MeanIoU.builder(3).build(),
                        MeanIoU.builder(3).ignoreLabels(0).build(),
                        MeanIoU.builder(3).excludedClasses(1).build(),
                        averaging(3, Aggregation.PER_IMAGE_THEN_MEAN))) {
            SegmentationResult expected = meanIoU.score(labels("01111202", "00011222"));
            for (Prediction prediction : predictions) {
                for (Target target : targets) {
                    SegmentationSample sample = new SegmentationSample(prediction, target);
                    assertThat(meanIoU.score(sample))
                            .as("%s of %s", meanIoU, sample)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void aMaskValueOtherThanZeroAndOneIsRejected() {
        assertRejected(
                MeanIoU.builder(2).build(),
                masks(new String[] {"10", "02"}, new String[] {"10", "01"}),
                "prediction mask 1 has label 2 at [1], expected 0..1");
        assertRejected(
                MeanIoU.builder(2).build(),
                masks(new String[] {"10", "01"}, new String[] {"20", "01"}),
                "target mask 0 has label 2 at [0], expected 0..1");
    }

    @Test
    void amongEqualScoresTheLowestClassWins() {
        assertPredicted("0", 0.5f, 0.5f, 0.5f);
        assertPredicted("1", 0.1f, 0.5f, 0.5f);
        assertPredicted("0", -0.0f, 0.0f, -0.0f);
    }

    @Test
    void infiniteScoresAreOrderedAsNumbers() {
        float infinity = Float.POSITIVE_INFINITY;
        assertPredicted("2", 1, Float.MAX_VALUE, infinity);
        assertPredicted("1", 1, infinity, infinity);
        assertPredicted("1", -infinity, -Float.MAX_VALUE, -infinity);
        assertPredicted("0", -infinity, -infinity, -infinity);
    }

    private static void assertPredicted(String label, float... scores) {
        for (Form form : List.of(Form.CLASS_FIRST, Form.CLASS_LAST)) {
            int[] shape = form == Form.CLASS_FIRST ? new int[] {3, 1} : new int[] {1, 3};
            ScoreMap map = ScoreMap.float32(scores, form, Kind.LOGITS, shape);
            assertThat(MeanIoU.builder(3).build().score(new SegmentationSample(map, map(label))))
                    .as("%s %s", form, Arrays.toString(scores))
                    .isEqualTo(MeanIoU.builder(3).build().score(labels(label, label)));
        }
    }

    @Test
    void aScoreThatIsNotANumberIsRejectedUnlessItsTargetIsIgnored() {
        float[] scores = {0, 1, Float.NaN, 1, 0, 2};
        ScoreMap map = ScoreMap.float32(scores, Form.CLASS_FIRST, Kind.LOGITS, 2, 1, 3);
        MeanIoU meanIoU = MeanIoU.builder(2).ignoreLabels(9).build();
        assertRejected(
                meanIoU,
                new SegmentationSample(map, LabelMap.uint8(new byte[] {0, 0, 0}, 1, 3)),
                "prediction has score NaN at [0, 2], expected numbers");
        SegmentationSample ignored =
                new SegmentationSample(map, LabelMap.uint8(new byte[] {1, 0, 9}, 1, 3));
        assertThat(meanIoU.score(ignored).value()).isEqualTo(1);
    }

    @Test
    void aLabelOutsideTheRangeIsRejectedByNameAndPlace() {
        MeanIoU meanIoU = MeanIoU.builder(3).build();
        assertRejected(
                meanIoU,
                new SegmentationSample(
                        LabelMap.uint8(new byte[] {0, 1, 3, 3}, 2, 2),
                        LabelMap.uint8(new byte[] {0, 1, 0, 0}, 2, 2)),
                "prediction has label 3 at [1, 0], expected 0..2");
        assertRejected(
                MeanIoU.builder(3).ignoreLabels(255).build(),
                labels("0052", "0159"),
                "target has label 5 at [2], expected 0..2 or ignored [255]");
        assertRejected(
                meanIoU,
                new SegmentationSample(
                        LabelMap.int32(new int[] {0, -1}), LabelMap.int32(new int[] {0, 0})),
                "prediction has label -1 at [1], expected 0..2");
    }

    @Test
    void whatStandsWhereTheTargetIsIgnoredDoesNotMatter() {
        SegmentationSample sample =
                new SegmentationSample(
                        LabelMap.int64(new long[] {0, 1, Long.MIN_VALUE, 255}),
                        LabelMap.uint8(new byte[] {0, 1, -1, -1}));
        assertThat(MeanIoU.builder(2).ignoreLabels(255).build().score(sample).value()).isEqualTo(1);
    }

    @Test
    void anIgnoredLabelThatTheTypeCannotHoldMatchesNothing() {
        assertRejected(
                MeanIoU.builder(3).ignoreLabels(-1).build(),
                new SegmentationSample(
                        LabelMap.uint8(new byte[] {0, 0}), LabelMap.uint8(new byte[] {0, -1})),
                "target has label 255 at [1], expected 0..2 or ignored [-1]");
        assertRejected(
                MeanIoU.builder(3).ignoreLabels(255, 256).build(),
                new SegmentationSample(
                        LabelMap.int8(new byte[] {0, 0}), LabelMap.int8(new byte[] {0, -1})),
                "target has label -1 at [1], expected 0..2 or ignored [255, 256]");
        assertThat(MeanIoU.builder(3).ignoreLabels(256).build().score(labels("00", "00")).value())
                .isEqualTo(1);
    }

    @Test
    void longLabelsAreNotNarrowed() {
        assertRejected(
                MeanIoU.builder(3).build(),
                new SegmentationSample(
                        LabelMap.int64(new long[] {0, 1, (1L << 32) + 1}),
                        LabelMap.int64(new long[] {0, 1, 1})),
                "prediction has label 4294967297 at [2], expected 0..2");
        assertRejected(
                MeanIoU.builder(3).ignoreLabels(1).build(),
                new SegmentationSample(
                        LabelMap.int64(new long[] {0, 1, 1}),
                        LabelMap.int64(new long[] {0, 1, (1L << 32) + 1})),
                "target has label 4294967297 at [2], expected 0..2 or ignored [1]");
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 257, 1000})
    void bytesHoldLabelsUpTo255(int numClasses) {
        byte[] prediction = {(byte) 200, (byte) 200, (byte) 255, 0};
        byte[] target = {(byte) 200, (byte) 255, (byte) 255, 0};
        SegmentationResult result =
                MeanIoU.builder(numClasses)
                        .build()
                        .score(
                                new SegmentationSample(
                                        LabelMap.uint8(prediction), LabelMap.uint8(target)));
        assertThat(result.perClass().get(200)).isEqualTo(0.5);
        assertThat(result.perClass().get(255)).isEqualTo(0.5);
        assertThat(result.value()).isEqualTo(2 / 3.0);
    }

    @Test
    void mappingsAreAppliedAllAtOnce() {
        MeanIoU meanIoU = MeanIoU.builder(3).labelMapping(Map.of(0L, 1L, 1L, 2L, 255L, 0L)).build();
        SegmentationSample sample =
                new SegmentationSample(
                        LabelMap.uint8(new byte[] {0, 1, -1}),
                        LabelMap.uint8(new byte[] {0, 1, -1}));
        assertThat(meanIoU.score(sample).supports()).containsExactly(1, 1, 1);
        assertThat(meanIoU.score(sample).value()).isEqualTo(1);
    }

    @Test
    void differentShapesAreRejected() {
        LabelMap wide = LabelMap.uint8(new byte[6], 2, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SegmentationSample(wide, LabelMap.uint8(new byte[6], 3, 2)))
                .withMessage("prediction has shape [2, 3], target has [3, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SegmentationSample(wide, LabelMap.uint8(new byte[3], 1, 3)))
                .withMessage("prediction has shape [2, 3], target has [1, 3]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SegmentationSample(wide, LabelMap.uint8(new byte[6])))
                .withMessage("prediction has shape [2, 3], target has [6]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentationSample.batch(List.of(wide, wide), List.of(wide)))
                .withMessage("predictions has 2 images, targets has 1");
    }

    @Test
    void aWrongNumberOfChannelsIsRejected() {
        ScoreMap scores = ScoreMap.float32(new float[8], Form.CLASS_FIRST, Kind.LOGITS, 4, 1, 2);
        assertRejected(
                MeanIoU.builder(3).build(),
                new SegmentationSample(scores, LabelMap.uint8(new byte[2], 1, 2)),
                "prediction has scores of shape [4, 1, 2] with 4 classes, expected 3");
        assertRejected(
                MeanIoU.builder(3).build(),
                new SegmentationSample(stack("10", "01"), map("01")),
                "prediction has 2 masks or planes, expected 3");
        assertRejected(
                MeanIoU.builder(3).build(),
                new SegmentationSample(map("01"), stack("10", "01", "00", "00")),
                "target has 4 masks or planes, expected 3");
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "PER_LABEL"})
    void scoresForAThresholdAreRejected(Form form) {
        int[] shape = form == Form.BINARY ? new int[] {2} : new int[] {3, 2};
        float[] values = new float[form == Form.BINARY ? 2 : 6];
        ScoreMap scores = ScoreMap.float32(values, form, Kind.LOGITS, shape);
        assertRejected(
                MeanIoU.builder(3).build(),
                new SegmentationSample(scores, map("01")),
                "sample pairs "
                        + scores
                        + " with LabelMap[UINT8 [2]], expected a pair for task multiclass"
                        + " (see LabelRule)");
    }

    @Test
    void aRejectedSampleLeavesNoTrace() {
        MeanIoU meanIoU = MeanIoU.builder(3).build();
        Metric<SegmentationSample, SegmentationResult> metric = meanIoU.newMetric();
        metric.updateAll(TWO_IMAGES);
        SegmentationResult before = metric.compute();
        SegmentationSample wrong = labels("0003", "0000");
        assertThatExceptionOfType(LabelRejectedException.class)
                .isThrownBy(() -> metric.update(wrong))
                .satisfies(rejected -> assertThat(rejected.position()).isEqualTo(3));
        assertThatExceptionOfType(LabelRejectedException.class)
                .isThrownBy(() -> metric.forward(wrong));
        assertThatExceptionOfType(SampleRejectedException.class)
                .isThrownBy(() -> metric.forwardAll(List.of(labels("0", "0"), wrong)))
                .withMessage("samples[1]: prediction has label 3 at [3], expected 0..2");
        assertThat(metric.compute()).isEqualTo(before);
        metric.update(labels("2", "2"));
        assertThat(metric.compute().supports()).containsExactly(6, 2, 1);
    }

    @Test
    void mergingOtherOptionsIsRefused() {
        Metric<SegmentationSample, SegmentationResult> metric =
                MeanIoU.builder(3).build().newMetric();
        MeanIoU other = MeanIoU.builder(3).excludedClasses(0).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> metric.merge(other.newMetric()))
                .withMessage(
                        "other is a metric %s, expected %s",
                        other.fingerprint(), metric.definition().fingerprint());
    }

    @Test
    void aBuilderRefusesImpossibleOptions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanIoU.builder(0))
                .withMessage("numClasses is 0, expected 1 to 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanIoU.builder(-3))
                .withMessage("numClasses is -3, expected 1 to 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanIoU.builder(65_537))
                .withMessage("numClasses is 65537, expected 1 to 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanIoU.builder(3).excludedClasses(3).build())
                .withMessage("option excludedClasses is [3], expected classes from 0 to 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanIoU.builder(3).excludedClasses(-1).build())
                .withMessage("option excludedClasses is [-1], expected classes from 0 to 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanIoU.builder(3).absentValue(-1))
                .withMessage("absentValue is -1.0, expected a number from 0 to 1, or NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanIoU.builder(3).absentValue(1.5))
                .withMessage("absentValue is 1.5, expected a number from 0 to 1, or NaN");
    }

    @Test
    void aSingleClassIsLegal() {
        assertThat(MeanIoU.builder(1).build().score(labels("00", "00")).value()).isEqualTo(1);
    }

    @Test
    void theProviderRefusesImpossibleOptions() {
        assertRefused(
                MetricOptions.none(),
                "option numClasses is missing, expected an integer from 1 to 65536");
        assertRefused(
                MetricOptions.none().with("numClasses", 0),
                "option numClasses is 0, expected an integer from 1 to 65536");
        assertRefused(
                threeClasses().with("aggregation", "median"),
                "option aggregation is \"median\", expected one of DATASET, POOLED,"
                        + " PER_CLASS_THEN_MEAN, PER_IMAGE_THEN_MEAN");
        assertRefused(
                threeClasses().with("absentValue", 2),
                "option absentValue is 2, expected a number from 0.0 to 1.0, or NaN");
        assertRefused(
                threeClasses().with("excludedClasses", "0+3"),
                "option excludedClasses is [0, 3], expected classes from 0 to 2");
        assertRefused(
                threeClasses().with("labelMapping", "0=1+0=2"),
                "option labelMapping is \"0=1+0=2\", expected label=label pairs joined by +, for"
                        + " example 255=1");
        assertRefused(
                threeClasses().with("ignoreLabel", 255),
                "option ignoreLabel is not known, expected ignoreLabels? Known: numClasses,"
                        + " profile, ignoreLabels, labelMapping, targetMapping, reduceZeroLabel,"
                        + " labelPolicy, excludedClasses, includeBackground, absentInMean,"
                        + " untargetedInMean, aggregation, classWeights, absentValue");
    }

    @Test
    void theProviderMakesWhatTheBuilderMakes() {
        assertSame(threeClasses(), MeanIoU.builder(3));
        assertSame(
                threeClasses().with("ignoreLabels", Set.of(255L, 0L)),
                MeanIoU.builder(3).ignoreLabels(0, 255));
        assertSame(
                threeClasses().with("ignoreLabels", "0+255"),
                MeanIoU.builder(3).ignoreLabels(Set.of(0L, 255L)));
        assertSame(
                threeClasses().with("labelMapping", "7=0+8=1"),
                MeanIoU.builder(3).labelMapping(Map.of(7L, 0L, 8L, 1L)));
        assertSame(
                threeClasses().with("labelMapping", Map.of(7L, 0L)),
                MeanIoU.builder(3).labelMapping(Map.of(7L, 0L)));
        assertSame(
                threeClasses().with("excludedClasses", List.of(1, 2)),
                MeanIoU.builder(3).excludedClasses(2, 1));
        assertSame(
                threeClasses().with("includeBackground", false),
                MeanIoU.builder(3).includeBackground(false));
        assertSame(
                threeClasses().with("includeBackground", "false").with("excludedClasses", 2),
                MeanIoU.builder(3).excludedClasses(0, 2));
        for (Aggregation aggregation : Aggregation.values()) {
            assertSame(
                    threeClasses().with("aggregation", aggregation),
                    MeanIoU.builder(3).aggregation(aggregation));
            assertSame(
                    threeClasses().with("aggregation", aggregation.name().toLowerCase(Locale.ROOT)),
                    MeanIoU.builder(3).aggregation(aggregation));
        }
        assertSame(threeClasses().with("absentValue", "0.5"), MeanIoU.builder(3).absentValue(0.5));
        assertSame(
                threeClasses().with("absentInMean", true), MeanIoU.builder(3).absentInMean(true));
        assertSame(
                threeClasses().with("untargetedInMean", "false"),
                MeanIoU.builder(3).untargetedInMean(false));
        assertSame(
                threeClasses().with("classWeights", "1+0.5+2"),
                MeanIoU.builder(3).classWeights(1, 0.5, 2));
        assertSame(
                threeClasses().with("labelPolicy", "count_as_error"),
                MeanIoU.builder(3).labelPolicy(LabelPolicy.COUNT_AS_ERROR));
        assertSame(
                threeClasses().with("targetMapping", "7=0"),
                MeanIoU.builder(3).targetMapping(Map.of(7L, 0L)));
        assertSame(
                threeClasses().with("reduceZeroLabel", true), MeanIoU.builder(3).reduceZeroLabel());
        assertSame(
                threeClasses().with("profile", "hugging-face"),
                MeanIoU.builder(3).profile(Profile.HUGGING_FACE));
        assertSame(threeClasses().with("absentValue", "NaN"), MeanIoU.builder(3).absentValue(NAN));
    }

    @Test
    void includingTheBackgroundAgainUndoesItsExclusion() {
        assertThat(MeanIoU.builder(3).includeBackground(false).includeBackground(true).build())
                .isEqualTo(MeanIoU.builder(3).build());
    }

    @Test
    void definitionsAreEqualExactlyWhenTheirFingerprintsAre() {
        Definitions.assertDifferent(
                List.of(
                        MeanIoU.builder(3).build(),
                        MeanIoU.builder(4).build(),
                        MeanIoU.builder(3).ignoreLabels(0).build(),
                        MeanIoU.builder(3).ignoreLabels(255).build(),
                        MeanIoU.builder(3).labelMapping(Map.of(255L, 1L)).build(),
                        MeanIoU.builder(3).excludedClasses(0).build(),
                        MeanIoU.builder(3).excludedClasses(1).build(),
                        MeanIoU.builder(3).aggregation(Aggregation.POOLED).build(),
                        MeanIoU.builder(3).aggregation(Aggregation.PER_CLASS_THEN_MEAN).build(),
                        MeanIoU.builder(3).aggregation(Aggregation.PER_IMAGE_THEN_MEAN).build(),
                        MeanIoU.builder(3).absentInMean(true).build(),
                        MeanIoU.builder(3).untargetedInMean(false).build(),
                        MeanIoU.builder(3).classWeights(1, 1, 1).build(),
                        MeanIoU.builder(3).labelPolicy(LabelPolicy.COUNT_AS_ERROR).build(),
                        MeanIoU.builder(3).targetMapping(Map.of(255L, 1L)).build(),
                        MeanIoU.builder(3).reduceZeroLabel().build(),
                        MeanIoU.builder(3).absentValue(0).build(),
                        MeanIoU.builder(3).absentValue(1).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean_iou", "miou", "MeanIoU"})
    void isFoundByNameAndAlias(String name) {
        assertThat(create(name, threeClasses())).isEqualTo(MeanIoU.builder(3).build());
        assertThat(MetricCatalog.load().names()).contains("mean_iou").doesNotContain("miou");
    }

    private static MeanIoU averaging(int numClasses, Aggregation aggregation) {
        return MeanIoU.builder(numClasses).aggregation(aggregation).build();
    }

    private static MetricOptions threeClasses() {
        return MetricOptions.none().with("numClasses", 3);
    }

    private static SegmentationResult of(MeanIoU meanIoU, List<SegmentationSample> samples) {
        return samples.stream().collect(meanIoU.collector());
    }

    private static void assertRejected(MeanIoU meanIoU, SegmentationSample sample, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meanIoU.score(sample))
                .withMessage(message);
    }

    private static void assertRefused(MetricOptions options, String message) {
        assertThatExceptionOfType(MetricOptionException.class)
                .isThrownBy(() -> create("mean_iou", options))
                .withMessage(message);
    }

    private static void assertSame(MetricOptions options, MeanIoU.Builder builder) {
        MeanIoU built = builder.build();
        MetricDefinition<?, ?, ?> created = create("mean_iou", options);
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
