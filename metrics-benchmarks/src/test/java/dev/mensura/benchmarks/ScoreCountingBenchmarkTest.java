package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.input.ScoreMap.Form;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.function.Consumer;

class ScoreCountingBenchmarkTest {
    private static final int HEIGHT = 128;
    private static final int WIDTH = 192;

    private static ScoreCountingBenchmark benchmark(Form form, boolean doubles, boolean offHeap) {
        ScoreCountingBenchmark benchmark = new ScoreCountingBenchmark();
        benchmark.form = form;
        benchmark.doublePrecision = doubles;
        benchmark.offHeap = offHeap;
        benchmark.height = HEIGHT;
        benchmark.width = WIDTH;
        benchmark.makeScores();
        return benchmark;
    }

    private static ConfusionMatrix counted(
            Form form, boolean doubles, boolean offHeap, Consumer<ScoreCountingBenchmark> kernel) {
        ScoreCountingBenchmark benchmark = benchmark(form, doubles, offHeap);
        kernel.accept(benchmark);
        return benchmark.matrix();
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"CLASS_FIRST", "CLASS_LAST", "BINARY"})
    void everyVariantCountsTheSame(Form form) {
        ConfusionMatrix first = counted(form, false, false, ScoreCountingBenchmark::vector);

        assertThat(first.evidence(index -> true).elements()).isEqualTo(HEIGHT * WIDTH);
        assertThat(first.get(0, 0)).isPositive();
        assertThat(first.get(0, 1)).isPositive();
        assertThat(counted(form, false, false, ScoreCountingBenchmark::scalar)).isEqualTo(first);
        assertThat(counted(form, false, true, ScoreCountingBenchmark::vector)).isEqualTo(first);
        assertThat(counted(form, true, false, ScoreCountingBenchmark::vector)).isEqualTo(first);
        assertThat(counted(form, true, true, ScoreCountingBenchmark::vector)).isEqualTo(first);
    }

    @Tag("vector")
    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"CLASS_FIRST", "CLASS_LAST", "BINARY"})
    void theReadLimitReadsEveryWord(Form form) {
        for (boolean doubles : new boolean[] {false, true}) {
            long inArray = benchmark(form, doubles, false).readLimit();

            assertThat(inArray).isNotZero();
            assertThat(benchmark(form, doubles, true).readLimit())
                    .satisfies(read ->
                            assertThat(ReadSums.ofBytes(read))
                                    .isEqualTo(ReadSums.ofBytes(inArray)));
        }
    }
}
