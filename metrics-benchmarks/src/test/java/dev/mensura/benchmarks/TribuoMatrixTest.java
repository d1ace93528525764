package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TribuoMatrixTest {
    @Test
    void countsWhatPlainJavaCounts() {
        MaskPair pair = MaskPair.of(Texture.SALTPEPPER, 61, 257, 5, 3);
        long[] expected = new long[25];
        pair.addTo(expected, 5);

        assertThat(new TribuoMatrix(pair, 5).counts()).isEqualTo(expected);
    }
}
