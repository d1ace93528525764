package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamCountingBenchmarkTest {
    @Test
    void everyVariantCountsTheSame() throws Exception {
        StreamCountingBenchmark benchmark = new StreamCountingBenchmark();
        benchmark.images = 3;
        benchmark.makeMasks();
        long[] expected = new long[Plan.CLASSES * Plan.CLASSES];
        for (int seed = 7; seed < 10; seed++) {
            MaskPair.of(Texture.CITY, Plan.HEIGHT, Plan.WIDTH, Plan.CLASSES, seed)
                    .addTo(expected, Plan.CLASSES);
        }

        assertThat(benchmark.twoThreads()).isEqualTo(benchmark.oneThread());
        for (int cell = 0; cell < expected.length; cell++) {
            assertThat(benchmark.twoThreads().get(cell / Plan.CLASSES, cell % Plan.CLASSES))
                    .isEqualTo(expected[cell]);
        }
        benchmark.endThreads();
    }
}
