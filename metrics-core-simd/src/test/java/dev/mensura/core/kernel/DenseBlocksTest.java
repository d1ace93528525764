package dev.mensura.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

@DisplayName("Dense blocks")
class DenseBlocksTest {
    private static final int BLOCK = PairReader.BLOCK;

    private final DenseBlocks dense = new DenseBlocks();

    /// Returns how many blocks are skipped before each of `looks` looks at a dense one.
    private List<Integer> skipped(int looks) {
        List<Integer> skipped = new ArrayList<>();
        for (int look = 0; look < looks; look++) {
            int skips = 0;
            while (dense.skips(BLOCK)) {
                skips++;
            }
            skipped.add(skips);
            assertThat(dense.note(BLOCK, BLOCK)).isTrue();
        }
        return skipped;
    }

    @Test
    @DisplayName("hide more and more of those behind them, and as few as at first behind another")
    void skips() {
        assertThat(skipped(9)).containsExactly(0, 4, 8, 16, 32, 64, 128, 128, 128);
        assertThat(dense.note(1, BLOCK)).isFalse();
        assertThat(skipped(3)).containsExactly(128, 4, 8);
    }

    @Test
    @DisplayName("have a run end at more than three of eight elements, a short one at 25")
    void share() {
        assertThat(dense.note(BLOCK * 3 / 8, BLOCK)).isFalse();
        assertThat(dense.note(BLOCK * 3 / 8 + 1, BLOCK)).isTrue();
        assertThat(dense.note(24, 24)).isFalse();
        assertThat(dense.note(25, 25)).isTrue();
    }

    @Test
    @DisplayName("are taken whole, and looked at by a part where one came before")
    void most() {
        assertThat(dense.most()).isEqualTo(BLOCK);
        dense.note(BLOCK, BLOCK);
        assertThat(dense.most()).isEqualTo(4 * BLOCK);
        dense.skips(BLOCK - 1);
        assertThat(dense.most()).isEqualTo(3 * BLOCK + 1);
        dense.skips(4 * BLOCK);
        int look = dense.most();
        assertThat(look).isLessThan(BLOCK);
        dense.note(look, look);
        assertThat(dense.most()).isEqualTo(8 * BLOCK);
        dense.skips(8 * BLOCK);
        dense.note(1, look);
        assertThat(dense.most()).isEqualTo(BLOCK);
    }
}
