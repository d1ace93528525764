package dev.mensura.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricResult;
import dev.mensura.core.Task;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.SegmentationSample;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Gives small cases, drawn by hand, to every profile: each has the number that its tool gives, and
/// two profiles have the same numbers only where they are the same metric.
///
/// Profiles that go together are joined by `+`; `PLAIN` is CITYSCAPES, HUGGING_FACE and MMSEG, which are
/// the same everywhere.
final class ProfilesTest {
    private static final MetricCatalog CATALOG = MetricCatalog.load();
    private static final Offset<Double> FOUR_DIGITS = Offset.offset(0.5e-4);

    private static final List<Profile> PROFILES =
            List.of(
                    Profile.CITYSCAPES,
                    Profile.HUGGING_FACE,
                    Profile.KERAS,
                    Profile.MMSEG,
                    Profile.MONAI,
                    Profile.SKLEARN,
                    Profile.TORCHMETRICS);

    /// Four classes, of which 2 is only predicted, in the first image, and 3 occurs nowhere. Over both
    /// images I = 5, 1, 0, 0, T = 6, 2, 0, 0, P = 5, 2, 1, 0.
    private static final List<SegmentationSample> FOUR_CLASSES =
            List.of(Samples.labels("0012", "0011"), Samples.labels("0001", "0000"));

    /// One score lies on the threshold: TP = 2, FP = 1, FN = 1, TN = 2 if it does not pass, else TP = 3
    /// and FN = 0. The second image has no foreground.
    private static final List<SegmentationSample> SCORES =
            List.of(scores("1101", 0.5f, 0.75f, 0.25f, 0.75f), scores("00", 0.75f, 0.25f));

    private static SegmentationSample scores(String target, float... probabilities) {
        return new SegmentationSample(
                ScoreMap.float32(
                        probabilities,
                        ScoreMap.Form.BINARY,
                        ScoreMap.Kind.PROBABILITIES,
                        probabilities.length),
                Samples.map(target));
    }

    @ParameterizedTest
    @CsvSource({
        // IoU 5/6, 1/3, 0, none; by image 1, 1/2, 0, none and 3/4, 0, none, none
        "mean_iou,      PLAIN+KERAS=0.3889 TORCHMETRICS=0.45 SKLEARN=0.2917 MONAI=0.75",
        "jaccard_index, PLAIN+KERAS+TORCHMETRICS=0.3889 SKLEARN=0.2917 MONAI=0.75",
        // Dice 10/11, 1/2, 0, none; by image 1, 2/3, 0, none and 6/7, 0, none, none
        "dice,          PLAIN+KERAS=0.4697 TORCHMETRICS=0.4921 SKLEARN=0.3523 MONAI=0.8452",
        "f_beta,        PLAIN+TORCHMETRICS=0.4697 KERAS+SKLEARN=0.3523 MONAI=0.75",
        // precision 1, 1/2, 0, none
        "precision,     PLAIN+KERAS+TORCHMETRICS=0.5 SKLEARN=0.375 MONAI=0.75",
        // recall 5/6, 1/2, none though predicted, none
        "recall,        PLAIN=0.6667 KERAS+TORCHMETRICS=0.4444 SKLEARN=0.3333 MONAI=0.75",
        "mean_accuracy, PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS=0.6667",
        // 1, 5/6, 7/8, 1
        "specificity,   PLAIN+KERAS+TORCHMETRICS=0.9028 SKLEARN=0.9271 MONAI=0.9167"
    })
    void averagesClassesAsItsToolDoes(String metric, String expected) {
        assertNumbers(metric, MetricOptions.none().with("numClasses", 4), FOUR_CLASSES, expected);
    }

    @ParameterizedTest
    @CsvSource({
        // 2/4, or 3/4; by image 2/3 and 0
        "jaccard_index, PLAIN+SKLEARN+TORCHMETRICS=0.5 KERAS=0.75 MONAI=0.6667",
        "dice,          PLAIN+KERAS+SKLEARN=0.6667 TORCHMETRICS=0.4 MONAI=0.8",
        "f_beta,        PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS=0.6667",
        "precision,     PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS=0.6667",
        "accuracy,      PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS=0.6667",
        "cohen_kappa,   PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS=0.3333"
    })
    void comparesScoresAsItsToolDoes(String metric, String expected) {
        assertNumbers(metric, MetricOptions.none(), SCORES, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "11, 11, SKLEARN=0 TORCHMETRICS=1 PLAIN+KERAS+MONAI=NaN",
        "11, 00, SKLEARN=0 TORCHMETRICS=-1 PLAIN+KERAS+MONAI=NaN",
        "10, 11, SKLEARN+TORCHMETRICS=0 PLAIN+KERAS+MONAI=NaN"
    })
    void answersAnUndefinedCorrelationAsItsToolDoes(
            String prediction, String target, String expected) {
        assertNumbers(
                "matthews_correlation",
                MetricOptions.none(),
                List.of(Samples.labels(prediction, target)),
                expected);
    }

    private static void assertNumbers(
            String metric,
            MetricOptions options,
            List<SegmentationSample> samples,
            String expected) {
        Map<String, Double> numbers = new TreeMap<>();
        for (String group : expected.split(" ")) {
            String[] sides = group.split("=");
            names(sides[0]).forEach(name -> numbers.put(name, Double.valueOf(sides[1])));
        }
        assertThat(numbers).hasSameSizeAs(PROFILES);
        for (Profile profile : PROFILES) {
            double number = numbers.get(profile.name());
            double value =
                    definition(metric, options, profile).newMetric().forwardAll(samples).value();
            if (Double.isNaN(number)) {
                assertThat(value).as("%s with %s", metric, profile.name()).isNaN();
            } else {
                assertThat(value)
                        .as("%s with %s", metric, profile.name())
                        .isEqualTo(number, FOUR_DIGITS);
            }
        }
    }

    private static List<String> names(String joined) {
        return List.of(joined.replace("PLAIN", "CITYSCAPES+HUGGING_FACE+MMSEG").split("\\+"));
    }

    @ParameterizedTest
    @CsvSource({
        "mean_iou,                  PLAIN+KERAS MONAI SKLEARN TORCHMETRICS",
        "dice,                      PLAIN+KERAS MONAI SKLEARN TORCHMETRICS",
        "jaccard_index,             PLAIN KERAS+TORCHMETRICS MONAI SKLEARN",
        "precision,                 PLAIN KERAS+TORCHMETRICS MONAI SKLEARN",
        "recall,                    PLAIN KERAS+TORCHMETRICS MONAI SKLEARN",
        "specificity,               PLAIN KERAS+TORCHMETRICS MONAI SKLEARN",
        "negative_predictive_value, PLAIN KERAS+TORCHMETRICS MONAI SKLEARN",
        "f_beta,                    PLAIN TORCHMETRICS MONAI KERAS+SKLEARN",
        "mean_accuracy,             PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS",
        "volumetric_similarity,     PLAIN+KERAS+MONAI+TORCHMETRICS SKLEARN",
        "balanced_accuracy,         PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS",
        "frequency_weighted_iou,    PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS",
        "generalized_dice,          PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS",
        "confusion_matrix,          PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS",
        "cohen_kappa,               PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS",
        "rand_index,                PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS",
        "adjusted_rand_index,       PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS"
    })
    void isTheSameMetricForClassesOnlyWhereListed(String metric, String same) {
        assertSame(
                metric,
                MetricOptions.none().with("numClasses", 4),
                same,
                List.of(FOUR_CLASSES, List.of(), List.of(Samples.labels("00", "00"))));
    }

    @ParameterizedTest
    @CsvSource({
        "dice,                      PLAIN+KERAS MONAI SKLEARN TORCHMETRICS",
        "jaccard_index,             PLAIN KERAS MONAI SKLEARN+TORCHMETRICS",
        "precision,                 PLAIN+MONAI KERAS+SKLEARN+TORCHMETRICS",
        "recall,                    PLAIN+MONAI KERAS+SKLEARN+TORCHMETRICS",
        "specificity,               PLAIN+MONAI KERAS+SKLEARN+TORCHMETRICS",
        "negative_predictive_value, PLAIN+MONAI KERAS+SKLEARN+TORCHMETRICS",
        "f_beta,                    PLAIN+MONAI KERAS+SKLEARN+TORCHMETRICS",
        "accuracy,                  PLAIN+MONAI KERAS+SKLEARN+TORCHMETRICS",
        "matthews_correlation,      PLAIN+KERAS+MONAI SKLEARN TORCHMETRICS",
        "volumetric_similarity,     PLAIN+KERAS+MONAI+TORCHMETRICS SKLEARN",
        "generalized_dice,          PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS",
        "confusion_matrix,          PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS",
        "cohen_kappa,               PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS",
        "rand_index,                PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS",
        "adjusted_rand_index,       PLAIN+KERAS+MONAI+SKLEARN+TORCHMETRICS"
    })
    void isTheSameMetricForScoresOnlyWhereListed(String metric, String same) {
        assertSame(
                metric,
                MetricOptions.none().with("task", Task.BINARY),
                same,
                List.of(
                        SCORES,
                        List.of(),
                        List.of(scores("00", 0.5f, 0.25f), scores("1", 0.75f)),
                        List.of(scores("11", 0.25f, 0.75f), scores("1", 0.75f)),
                        List.of(Samples.labels("11", "11"))));
    }

    /// Asserts that the profiles listed together make equal metrics, that all others do not, and that
    /// metrics that are not equal differ in a value, or a value per class, of a case.
    private static void assertSame(
            String metric,
            MetricOptions options,
            String same,
            List<List<SegmentationSample>> cases) {
        List<List<String>> groups = new ArrayList<>();
        for (String group : same.split(" ")) {
            groups.add(names(group));
        }
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(PROFILES.size());
        for (Profile one : PROFILES) {
            for (Profile other : PROFILES) {
                boolean together =
                        groups.stream()
                                .anyMatch(group ->
                                        group.contains(one.name()) && group.contains(other.name()));
                MetricDefinition<SegmentationSample, ?, MetricResult> first =
                        definition(metric, options, one);
                MetricDefinition<SegmentationSample, ?, MetricResult> second =
                        definition(metric, options, other);
                assertThat(first.equals(second))
                        .as("%s equals %s, of %s and %s", first, second, one.name(), other.name())
                        .isEqualTo(together);
                assertThat(numbers(first, cases).equals(numbers(second, cases)))
                        .as(
                                "%s counts as %s, of %s and %s",
                                first, second, one.name(), other.name())
                        .isEqualTo(together);
            }
        }
    }

    private static List<Double> numbers(
            MetricDefinition<SegmentationSample, ?, MetricResult> definition,
            List<List<SegmentationSample>> cases) {
        List<Double> numbers = new ArrayList<>();
        for (List<SegmentationSample> samples : cases) {
            MetricResult result = definition.newMetric().forwardAll(samples);
            numbers.add(result.value());
            for (double value : result.perClass().toArray()) {
                numbers.add(value);
            }
        }
        return numbers;
    }

    /// With more than two classes, TorchMetrics too answers 0, so that the two are different metrics
    /// with the same numbers.
    @Test
    void tellsTorchMetricsFromSklearnByAnUndefinedCorrelationOfTwoClassesAlone() {
        MetricOptions options = MetricOptions.none().with("numClasses", 4);
        for (String labels : List.of("00", "11")) {
            List<SegmentationSample> samples = List.of(Samples.labels(labels, "00"));
            assertNumbers(
                    "matthews_correlation",
                    options,
                    samples,
                    "SKLEARN+TORCHMETRICS=0 PLAIN+KERAS+MONAI=NaN");
        }
    }

    private static MetricDefinition<SegmentationSample, ?, MetricResult> definition(
            String metric, MetricOptions options, Profile profile) {
        return CATALOG.create(
                metric,
                SegmentationSample.class,
                MetricResult.class,
                options.with("profile", profile));
    }
}
