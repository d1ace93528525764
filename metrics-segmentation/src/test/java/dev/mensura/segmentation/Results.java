package dev.mensura.segmentation;

import static dev.mensura.segmentation.Samples.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOptions;
import dev.mensura.core.input.SegmentationSample;

import java.util.List;

/// How tests get at results, and compare them with numbers written down.
final class Results {
    /// A data set of which the definitions of one name give many values.
    static final List<SegmentationSample> TWO_IMAGES =
            List.of(labels("0111", "0011"), labels("0001", "0000"));

    /// Tables give four decimals.
    private static final double FOUR_DECIMALS = 0.5e-4;

    private Results() {}

    /// Returns the result for some samples together.
    static SegmentationResult of(
            MetricDefinition<SegmentationSample, ?, SegmentationResult> metric,
            List<SegmentationSample> samples) {
        return samples.stream().collect(metric.collector());
    }

    /// Returns what the catalog makes.
    static MetricDefinition<SegmentationSample, ?, SegmentationResult> create(
            String name, MetricOptions options) {
        return MetricCatalog.load()
                .create(name, SegmentationSample.class, SegmentationResult.class, options);
    }

    /// Asserts a value, and the numbers per class, to four decimals.
    static void assertResult(SegmentationResult result, double value, double... perClass) {
        assertNumber("value of " + result, result.value(), value);
        assertThat(result.perClass().size()).as("%s", result).isEqualTo(perClass.length);
        for (int c = 0; c < perClass.length; c++) {
            assertNumber("class " + c + " of " + result, result.perClass().get(c), perClass[c]);
        }
    }

    private static void assertNumber(String what, double actual, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(actual).as(what).isNaN();
        } else {
            assertThat(actual).as(what).isEqualTo(expected, within(FOUR_DECIMALS));
        }
    }
}
