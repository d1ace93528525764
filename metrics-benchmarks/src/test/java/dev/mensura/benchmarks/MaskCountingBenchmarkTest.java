package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.benchmarks.MaskCountingBenchmark.Form;
import dev.mensura.core.OverlapState;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("vector")
class MaskCountingBenchmarkTest {

    @ParameterizedTest
    @EnumSource(Form.class)
    void countsWhatPlainLoopsCount(Form form) {
        MaskCountingBenchmark benchmark = new MaskCountingBenchmark();
        benchmark.form = form;
        benchmark.offHeap = form.ordinal() % 2 == 1;
        benchmark.makeImages();
        byte[] p = benchmark.images()[0];
        byte[] t = benchmark.images()[1];

        benchmark.scalar();
        OverlapState state = benchmark.state();

        for (int c = 0; c < state.numClasses(); c++) {
            assertThat(new long[] {state.target(c), state.prediction(c), state.intersection(c)})
                    .containsExactly(set(form, c, t, t), set(form, c, p, p), set(form, c, p, t));
        }
        int all = 0;
        for (int i = 0; i < t.length; i++) {
            all ^= p[i] ^ t[i];
        }
        assertThat(ReadSums.ofBytes(benchmark.readLimit())).isEqualTo(all & 0xFF);
    }

    /// Returns how many pixels are of a class in both images.
    private static long set(Form form, int c, byte[] one, byte[] two) {
        long set = 0;
        int from = form == Form.ONE_HOT ? c * (one.length / 4) : 0;
        int to = form == Form.ONE_HOT ? from + one.length / 4 : one.length;
        for (int i = from; i < to; i++) {
            set +=
                    switch (form) {
                        case BYTE_MASKS, ONE_HOT -> one[i] & two[i];
                        case PACKED_BITS -> Integer.bitCount(one[i] & two[i] & 0xFF);
                        case FOUR_CLASSES -> one[i] == c && two[i] == c ? 1 : 0;
                    };
        }
        return set;
    }
}
