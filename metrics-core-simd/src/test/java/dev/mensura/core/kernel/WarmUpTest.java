package dev.mensura.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Warm-up")
class WarmUpTest {
    private static final int BLOCK = PairCounter.BLOCK;
    private static final long SCALAR_NANOS = 8_000;

    private final WarmUp warmUp = new WarmUp(false);

    private void scalar(long blocks) {
        for (long i = 0; i < blocks; i++) {
            warmUp.took(false, BLOCK, SCALAR_NANOS);
        }
    }

    @Test
    @DisplayName("leaves the first elements to the specification")
    void first() {
        long blocks = WarmUp.SCALAR_ELEMENTS / BLOCK;
        scalar(blocks - 1);
        assertThat(warmUp.tries()).isFalse();
        scalar(1);
        assertThat(warmUp.tries()).isTrue();
    }

    @Test
    @DisplayName("gives slow tries half of the time of the specification")
    void share() {
        long before = WarmUp.SCALAR_ELEMENTS / BLOCK;
        scalar(before);
        long tried = 0;
        for (int block = 0; block < 100_000; block++) {
            boolean tries = warmUp.tries();
            warmUp.took(tries, BLOCK, tries ? 1_000_000 : SCALAR_NANOS);
            tried += tries ? 1 : 0;
        }
        double share = tried * 1e6 / ((before + 100_000 - tried) * (double) SCALAR_NANOS);
        assertThat(share).isBetween(0.45, 0.55);
        assertThat(warmUp.isOver()).isFalse();
    }

    @Test
    @DisplayName("ends when the tries are the faster ones, and not after a lucky first")
    void over() {
        scalar(WarmUp.SCALAR_ELEMENTS / BLOCK);
        for (int block = 0; block < 200; block++) {
            warmUp.took(true, BLOCK, SCALAR_NANOS * 2);
        }
        assertThat(warmUp.isOver()).isFalse();
        warmUp.took(true, BLOCK, SCALAR_NANOS / 9);
        assertThat(warmUp.isOver()).isFalse();
        for (int block = 0; block < 60; block++) {
            warmUp.took(true, BLOCK, SCALAR_NANOS / 9);
        }
        assertThat(warmUp.isOver()).isTrue();
    }

    @Test
    @DisplayName("needs more than a few tries")
    void few() {
        scalar(WarmUp.SCALAR_ELEMENTS / BLOCK);
        warmUp.took(true, BLOCK, 1);
        assertThat(warmUp.isOver()).isFalse();
        assertThat(new WarmUp(true).isOver()).isTrue();
    }
}
