package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricResults;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsTogetherBenchmarkTest {

    @ParameterizedTest
    @EnumSource(Texture.class)
    void togetherIsWhatEachIsAlone(Texture texture) {
        MetricsTogetherBenchmark benchmark = new MetricsTogetherBenchmark();
        benchmark.texture = texture;
        benchmark.makeMasks();

        MetricResults five = benchmark.five();

        MetricCatalog catalog = MetricCatalog.load();
        for (String name : MetricsTogetherBenchmark.NAMES) {
            assertThat(five.get(name))
                    .isEqualTo(
                            MetricsTogetherBenchmark.definition(catalog, name)
                                    .score(benchmark.sample()));
        }
        assertThat(benchmark.one().get("mean_iou")).isEqualTo(five.get("mean_iou"));
    }
}
