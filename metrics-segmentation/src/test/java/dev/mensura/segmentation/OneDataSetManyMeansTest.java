package dev.mensura.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricResult;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// One data set, many published means: each of them is to be had by options or a profile.
final class OneDataSetManyMeansTest {
    private static final MetricCatalog CATALOG = MetricCatalog.load();

    /// The matrix is `[[4, 2, 0], [0, 2, 0], [0, 0, 0]]`.
    private static final List<SegmentationSample> TWO_IMAGES =
            List.of(Samples.labels("0111", "0011"), Samples.labels("0001", "0000"));

    private static final List<SegmentationSample> THREE_IMAGES =
            List.of(
                    Samples.labels("0000", "0000"),
                    Samples.labels("0001", "0001"),
                    Samples.labels("0011", "0000"));

    @ParameterizedTest
    @CsvSource({
        "mean_iou,,                                              0.5833, 0.6667 0.5000 NaN",
        "mean_iou,      profile=MMSEG,                           0.5833, 0.6667 0.5000 NaN",
        "mean_iou,      profile=HUGGING_FACE,                    0.5833, 0.6667 0.5000 NaN",
        "mean_iou,      profile=KERAS,                           0.5833, 0.6667 0.5000 NaN",
        "mean_iou,      profile=CITYSCAPES,                      0.5833, 0.6667 0.5000 NaN",
        "jaccard_index, profile=TORCHMETRICS,                    0.5833, 0.6667 0.5000 0.0000",
        "jaccard_index, profile=TORCHMETRICS;zeroDivision=1,     0.5833, 0.6667 0.5000 1.0000",
        // mmseg's nan_to_num replaces before the mean, that of Hugging Face after it
        "mean_iou,      absentValue=0;absentInMean=true,         0.3889, 0.6667 0.5000 0.0000",
        "mean_iou,      absentValue=0,                           0.5833, 0.6667 0.5000 0.0000",
        "jaccard_index, profile=SKLEARN,                         0.3889, 0.6667 0.5000 0.0000",
        "jaccard_index, profile=SKLEARN;zeroDivision=1,          0.7222, 0.6667 0.5000 1.0000",
        "mean_iou,      profile=TORCHMETRICS,                    0.4792, 0.6250 0.3333 NaN",
        "mean_iou,      aggregation=PER_CLASS_THEN_MEAN,         0.4792, 0.6250 0.3333 NaN",
        "mean_iou,      profile=MONAI,                           0.6667, 0.6250 0.6667 NaN",
        // MONAI with ignore_empty=False
        "mean_iou,      aggregation=PER_IMAGE_THEN_MEAN;absentValue=1;absentInMean=true, 0.6528,"
                + " 0.6250 0.3333 1.0000",
        "jaccard_index, average=MICRO,                           0.6000, 0.6667 0.5000 0.0000",
        "jaccard_index, average=WEIGHTED,                        0.6250, 0.6667 0.5000 0.0000",
        "frequency_weighted_iou,,                                0.6250, 0.6667 0.5000 NaN",
        "accuracy,      average=MICRO,                           0.7500, 0.6667 1.0000 0.0000",
        "mean_accuracy,,                                         0.8333, 0.6667 1.0000 NaN",
        "cohen_kappa,,                                           0.5000,",
        "dice,          profile=TORCHMETRICS;average=MICRO,      0.7500, 0.7619 0.4000 NaN",
        "dice,          profile=TORCHMETRICS;average=MACRO,      0.5810, 0.7619 0.4000 NaN",
        "dice,          profile=TORCHMETRICS;average=WEIGHTED,   0.7952, 0.7619 0.4000 NaN",
        "dice,          average=MICRO,                           0.7500, 0.8000 0.6667 NaN",
        "dice,          average=MACRO,                           0.7333, 0.8000 0.6667 NaN",
        "dice,          average=WEIGHTED,                        0.7667, 0.8000 0.6667 NaN"
    })
    void givesEveryMeanOfTwoImages(String metric, String options, String value, String perClass) {
        MetricResult result = definition(metric, options).newMetric().forwardAll(TWO_IMAGES);
        assertThat(text(result.value())).isEqualTo(value);
        assertThat(
                        Arrays.stream(result.perClass().toArray())
                                .mapToObj(OneDataSetManyMeansTest::text)
                                .collect(Collectors.joining(" ")))
                .isEqualTo(perClass == null ? "" : perClass);
    }

    @ParameterizedTest
    @CsvSource({
        "profile=TORCHMETRICS,            0.7000",
        "aggregation=PER_CLASS_THEN_MEAN, 0.6667",
        "aggregation=PER_IMAGE_THEN_MEAN, 0.7500",
        "aggregation=DATASET,             0.5758"
    })
    void givesEveryMeanOfThreeImages(String options, String value) {
        MetricResult result = definition("mean_iou", options).newMetric().forwardAll(THREE_IMAGES);
        assertThat(text(result.value())).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5833", "1, 0.3750"})
    void givesEachImageByItself(int image, String value) {
        MetricResult result = definition("mean_iou", null).score(TWO_IMAGES.get(image));
        assertThat(text(result.value())).isEqualTo(value);
    }

    private static MetricDefinition<SegmentationSample, ?, MetricResult> definition(
            String metric, String options) {
        MetricOptions all = MetricOptions.none().with("numClasses", 3);
        for (String option : options == null ? new String[0] : options.split(";")) {
            String[] sides = option.split("=");
            all = all.with(sides[0], sides[1]);
        }
        return CATALOG.create(metric, SegmentationSample.class, MetricResult.class, all);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
