package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.CountState;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A state of counters")
class CountStateTest {

    @Test
    @DisplayName("adds samples, merges, copies, and is equal by value")
    void addsMergesAndCopies() {
        CountState state = state(1, 2);
        long[] increments = {3, 4};
        state.addSample(increments);
        increments[0] = 99;
        assertThat(state.get(0)).isEqualTo(4);
        assertThat(state.get(1)).isEqualTo(6);
        assertThat(state.samples()).isEqualTo(2);
        CountState copy = state.copy();
        copy.mergeFrom(state);
        assertThat(copy.get(1)).isEqualTo(12);
        assertThat(state).isEqualTo(state(1, 2).plus(state(3, 4))).isNotEqualTo(state(4, 6));
        assertThat(state).hasSameHashCodeAs(state(1, 2).plus(state(3, 4)));
        assertThat(state).hasToString("CountState[samples=2, counts=[4, 6]]");
    }

    @Test
    @DisplayName("throws on overflow and is then unchanged, whichever counter it is")
    void overflowLeavesNothing() {
        for (long[] more : new long[][] {{1, Long.MAX_VALUE}, {Long.MAX_VALUE, 1}}) {
            CountState state = state(1, 1);
            assertThatThrownBy(() -> state.addSample(more)).isInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> state.mergeFrom(state(more)))
                    .isInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> state.plus(state(more)))
                    .isInstanceOf(ArithmeticException.class);
            assertThat(state).isEqualTo(state(1, 1));
        }
    }

    @Test
    @DisplayName("refuses another number of counters and is then unchanged")
    void otherSizeIsRefused() {
        CountState state = state(1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.addSample(1))
                .withMessage("increments has 1 counters, expected 2");
        assertThatIllegalArgumentException().isThrownBy(() -> state.mergeFrom(state(1, 1, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new CountState(-1));
        assertThat(state).isEqualTo(state(1, 1));
        assertThat(new CountState(0).size()).isZero();
    }

    @Test
    @DisplayName("is made of counts that were worked out, which it copies")
    void isMadeOfCounts() {
        long[] counts = {4, 6};
        CountState state = CountState.of(2, counts);
        counts[0] = 99;
        assertThat(state).isEqualTo(state(1, 2).plus(state(3, 4)));
        assertThat(CountState.of(0, 0, 0)).isEqualTo(new CountState(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CountState.of(-1, 4, 6))
                .withMessage("samples is -1, expected 0 or more");
    }

    private static CountState state(long... counts) {
        CountState state = new CountState(counts.length);
        state.addSample(counts);
        return state;
    }
}
