package dev.mensura.segmentation;

import static dev.mensura.segmentation.Samples.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mensura.api.Evidence;
import dev.mensura.api.Metric;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOptions;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.LabelRejectedException;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// A score that rose because cases were dropped must show it: seven ignored elements, three labels
/// out of range, an absent class and an empty sample, in the result of every metric.
final class DroppedCasesTest {
    /// Element 7 of the first sample is out of range where it is ignored, which does not count; the
    /// last sample is ignored as a whole.
    private static final List<SegmentationSample> SAMPLES =
            List.of(labels("01227105", "01121699"), labels("0100", "0189"), labels("8765", "9999"));

    private static MetricDefinition<SegmentationSample, ?, SegmentationResult> create(
            String name, LabelPolicy policy) {
        return Results.create(
                name,
                MetricOptions.none()
                        .with("numClasses", 4)
                        .with("ignoreLabels", 9)
                        .with("labelPolicy", policy));
    }

    private static Evidence.Builder dropped() {
        return Evidence.builder()
                .samples(3)
                .emptySamples(1)
                .ignored(7)
                .outOfRange(3)
                .validClasses(0, 1, 2)
                .absentClasses(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accuracy",
                "balanced_accuracy",
                "cohen_kappa",
                "dice",
                "f_beta",
                "frequency_weighted_iou",
                "generalized_dice",
                "jaccard_index",
                "mean_accuracy",
                "mean_iou",
                "negative_predictive_value",
                "precision",
                "recall",
                "specificity",
                "volumetric_similarity"
            })
    void areVisible(String name) {
        assertVisible(
                create(name, LabelPolicy.IGNORE_PIXEL),
                dropped().elements(6).supports(2, 3, 1, 0).build());
        assertVisible(
                create(name, LabelPolicy.COUNT_AS_ERROR),
                dropped().elements(9).supports(2, 4, 1, 0).build());
        MetricDefinition<SegmentationSample, ?, SegmentationResult> rejecting =
                create(name, LabelPolicy.REJECT);
        Metric<SegmentationSample, SegmentationResult> metric = rejecting.newMetric();
        assertThatExceptionOfType(LabelRejectedException.class)
                .isThrownBy(() -> metric.update(SAMPLES.getFirst()));
        assertThat(metric.compute().evidence())
                .isEqualTo(rejecting.newMetric().compute().evidence());
        metric.update(SAMPLES.getLast());
        assertThat(metric.compute().evidence().outOfRange()).isZero();
        assertThat(metric.compute().evidence().ignored()).isEqualTo(4);
    }

    private static void assertVisible(
            MetricDefinition<SegmentationSample, ?, SegmentationResult> definition,
            Evidence expected) {
        SegmentationResult atOnce = Results.of(definition, SAMPLES);
        assertThat(atOnce.evidence()).as("%s", definition).isEqualTo(expected);
        assertThat(atOnce.supports()).isEqualTo(expected.supports());
        Metric<SegmentationSample, SegmentationResult> merged = definition.newMetric();
        for (SegmentationSample sample : SAMPLES) {
            Metric<SegmentationSample, SegmentationResult> alone = definition.newMetric();
            alone.update(sample);
            alone.compute();
            merged.merge(alone);
        }
        assertThat(merged.compute()).as("%s merged", definition).isEqualTo(atOnce);
    }
}
