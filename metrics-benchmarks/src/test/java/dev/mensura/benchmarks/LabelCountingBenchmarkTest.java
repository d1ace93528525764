package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.input.LabelType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelCountingBenchmarkTest {

    @ParameterizedTest
    @EnumSource(Texture.class)
    void everyVariantCountsTheSame(Texture texture) {
        LabelType[] types = LabelType.values();
        LabelCountingBenchmark benchmark = new LabelCountingBenchmark();
        benchmark.texture = texture;
        benchmark.type = types[texture.ordinal() % types.length];
        benchmark.storage = texture.ordinal() % 2 == 1 ? Storage.NATIVE : Storage.HEAP;
        benchmark.width -= texture.ordinal();
        benchmark.makeMasks();

        long[] bare = benchmark.bareLoop();
        benchmark.scalar();
        ConfusionMatrix matrix = benchmark.matrix();

        for (int target = 0; target < benchmark.numClasses; target++) {
            for (int prediction = 0; prediction < benchmark.numClasses; prediction++) {
                assertThat(matrix.get(target, prediction))
                        .isEqualTo(bare[target * benchmark.numClasses + prediction]);
            }
        }
        assertThat(matrix.evidence(index -> true).ignored())
                .isBetween(matrix.evidence(index -> true).elements() / 50, 400_000L);
    }
}
