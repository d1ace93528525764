package dev.mensura.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOptions;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// Where nothing was counted there is one value, be it no sample at all, an empty one, or one that
/// is ignored as a whole: only the number of samples differs.
final class NothingCountedTest {

    @ParameterizedTest
    @CsvSource({
        "BINARY, 0, 0.0",
        "BINARY, 1, 1.0",
        "BINARY, NaN, NaN",
        "MULTICLASS, 0, NaN",
        "MULTICLASS, 1, NaN",
        "MULTILABEL, 0, 0.0",
        "MULTILABEL, 1, 1.0",
        "MULTILABEL, NaN, NaN"
    })
    void hasOneValueInEveryOrderOfAveraging(Task task, double zeroDivision, double expected) {
        for (Aggregation aggregation : Aggregation.values()) {
            for (String name : List.of("jaccard_index", "dice", "recall")) {
                MetricOptions options =
                        MetricOptions.none()
                                .with("task", task)
                                .with("ignoreLabels", 9)
                                .with("aggregation", aggregation)
                                .with("average", Average.MACRO)
                                .with("zeroDivision", zeroDivision);
                assertSame(
                        Results.create(
                                name,
                                task == Task.BINARY ? options : options.with("numClasses", 2)),
                        task,
                        expected);
            }
        }
    }

    private static void assertSame(
            MetricDefinition<SegmentationSample, ?, SegmentationResult> definition,
            Task task,
            double expected) {
        SegmentationResult none = definition.newMetric().compute();
        assertThat(none.value()).as("%s", definition).isEqualTo(Double.valueOf(expected));
        for (SegmentationSample sample : nothing(task)) {
            Metric<SegmentationSample, SegmentationResult> metric = definition.newMetric();
            metric.update(sample);
            metric.update(sample);
            SegmentationResult result = metric.compute();
            assertThat(result.value()).as("%s", definition).isEqualTo(Double.valueOf(expected));
            assertThat(result.perClass()).as("%s", definition).isEqualTo(none.perClass());
            assertThat(result.evidence().emptySamples()).isEqualTo(2);
        }
    }

    private static List<SegmentationSample> nothing(Task task) {
        return task == Task.MULTILABEL
                ? List.of(
                        Samples.masks(new String[] {"", ""}, new String[] {"", ""}),
                        Samples.masks(new String[] {"01", "10"}, new String[] {"99", "99"}))
                : List.of(Samples.labels("", ""), Samples.labels("018", "999"));
    }
}
