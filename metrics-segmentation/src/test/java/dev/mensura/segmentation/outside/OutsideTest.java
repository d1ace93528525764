package dev.mensura.segmentation.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.MeanIoU;
import dev.mensura.segmentation.Profile;
import dev.mensura.segmentation.SegmentationResult;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;

/// A metric and a profile from outside are one file each and are found by name as ours are.
final class OutsideTest {
    private static final double EXACT_BUT_FOR_ROUNDING = 1e-15;

    /// Per class: targets 6, 2, 0; predictions 4, 4, 0; right 4, 2, 0.
    private static final List<SegmentationSample> TWO_IMAGES =
            List.of(sample("0111", "0011"), sample("0001", "0000"));

    private static SegmentationSample sample(String prediction, String target) {
        return new SegmentationSample(labels(prediction), labels(target));
    }

    private static LabelMap labels(String digits) {
        byte[] labels = new byte[digits.length()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) Character.digit(digits.charAt(i), 10);
        }
        return LabelMap.uint8(labels);
    }

    private static SegmentationResult result(String name, MetricOptions options) {
        MetricDefinition<SegmentationSample, ?, SegmentationResult> metric =
                MetricCatalog.load()
                        .create(name, SegmentationSample.class, SegmentationResult.class, options);
        return TWO_IMAGES.stream().collect(metric.collector());
    }

    @Test
    void aMetricIsFoundByName() {
        MetricOptions options = MetricOptions.none().with("numClasses", 3);
        SegmentationResult macro = result("f_half", options);
        assertThat(macro.perClass().toArray()).containsExactly(20 / 22.0, 10 / 18.0, 0);
        assertThat(macro.value())
                .isEqualTo((20 / 22.0 + 10 / 18.0) / 2, within(EXACT_BUT_FOR_ROUNDING));
        assertThat(result("f_half", options.with("average", "micro")).value()).isEqualTo(30 / 40.0);
        assertThat(result("f_half", options.with("aggregation", "pooled")).value())
                .isEqualTo(
                        (5 / 6.0 + 10 / 14.0 + 15 / 16.0 + 0) / 4, within(EXACT_BUT_FOR_ROUNDING));
        assertThat(result("f_half", MetricOptions.none()).value()).isEqualTo(10 / 18.0);
    }

    /// Image 1: classes 1/2, 2/3, 0; image 2: 3/4, 0, 0.
    @Test
    void aProfileIsFoundByName() {
        Profile strict = Profile.named("strict");
        assertThat(strict).isInstanceOf(StrictProfile.class);
        assertThat(Profile.all().stream().map(Profile::name)).contains("MMSEG", "MONAI", "STRICT");
        double expected = ((1 / 2.0 + 2 / 3.0) / 3 + (3 / 4.0) / 3) / 2;
        MeanIoU built = MeanIoU.builder(3).profile(strict).build();
        assertThat(TWO_IMAGES.stream().collect(built.collector()).value())
                .isEqualTo(expected, within(EXACT_BUT_FOR_ROUNDING));
        MetricOptions options =
                MetricOptions.none().with("numClasses", 3).with("profile", "strict");
        assertThat(result("mean_iou", options).value())
                .isEqualTo(expected, within(EXACT_BUT_FOR_ROUNDING));
        assertThat(result("f_half", options).value())
                .isEqualTo(
                        ((5 / 6.0 + 10 / 14.0) / 3 + (15 / 16.0) / 3) / 2,
                        within(EXACT_BUT_FOR_ROUNDING));
    }

    @Nested
    final class FHalfProvider extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new FHalf.Provider();
        }

        @Override
        protected MetricOptions validOptions() {
            return MetricOptions.none().with("numClasses", 3).with("profile", "STRICT");
        }

        @Override
        protected Object sample() {
            return OutsideTest.sample("012", "011");
        }
    }
}
