package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.CountState;
import dev.mensura.api.CountTally;
import dev.mensura.api.Metric;
import dev.mensura.api.SampleRejectedException;
import dev.mensura.api.StateFormatException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

@DisplayName("A metric")
class MetricTest {
    private static final int[] THREE_OF_FOUR = {1, 0, 1, 1};
    private static final int[] NONE_OF_TWO = {0, 0};
    private static final int[] REJECTED = {1, 7};

    private final Metric<int[], HitRate.Result> metric = HitRate.ignoring(9).newMetric();

    @Test
    @DisplayName("sums counts, not scores")
    void sumsCounts() {
        metric.update(THREE_OF_FOUR);
        assertThat(metric.forward(NONE_OF_TWO).value()).isZero();
        assertThat(metric.invoke(NONE_OF_TWO).value()).isZero();
        assertThat(metric.compute().value()).isEqualTo(3.0 / 8);
        assertThat(metric.samples()).isEqualTo(3);
        metric.reset();
        assertThat(metric.compute().value()).isNaN();
        assertThat(metric.samples()).isZero();
    }

    @Test
    @DisplayName("gives one value for a batch: that of its sum")
    void batchIsOneValue() {
        metric.update(NONE_OF_TWO);
        assertThat(metric.forwardAll(List.of(THREE_OF_FOUR, NONE_OF_TWO)).value()).isEqualTo(0.5);
        assertThat(metric.compute().value()).isEqualTo(3.0 / 8);
        metric.updateAll(List.of(THREE_OF_FOUR));
        assertThat(metric.compute().value()).isEqualTo(0.5);
        assertThat(metric.forwardAll(List.of()).evidence().samples()).isZero();
    }

    @Test
    @DisplayName("counts nothing of a rejected sample or of its batch")
    void isAtomic() {
        metric.update(THREE_OF_FOUR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> metric.update(REJECTED))
                .withMessage("item 1 is 7, expected 0 or 1");
        assertThatIllegalArgumentException().isThrownBy(() -> metric.forward(REJECTED));
        for (int index = 0; index < 2; index++) {
            List<int[]> batch =
                    index == 0 ? List.of(REJECTED, NONE_OF_TWO) : List.of(NONE_OF_TWO, REJECTED);
            int expected = index;
            assertThatThrownBy(() -> metric.updateAll(batch))
                    .isInstanceOfSatisfying(
                            SampleRejectedException.class,
                            thrown -> assertThat(thrown.index()).isEqualTo(expected))
                    .hasMessage("samples[" + index + "]: item 1 is 7, expected 0 or 1");
            assertThatThrownBy(() -> metric.forwardAll(batch))
                    .isInstanceOf(SampleRejectedException.class);
        }
        assertThat(metric.samples()).isEqualTo(1);
        assertThat(metric.compute().value()).isEqualTo(0.75);
    }

    @Test
    @DisplayName("counts nothing of a batch whose iterator fails")
    void failingIteratorLeavesNothing() {
        Iterable<int[]> failing =
                () ->
                        List.of(THREE_OF_FOUR, NONE_OF_TWO).stream()
                                .peek(sample -> {
                                    if (sample == NONE_OF_TWO) {
                                        throw new IllegalStateException("disk is gone");
                                    }
                                })
                                .iterator();
        assertThatThrownBy(() -> metric.updateAll(failing)).hasMessage("disk is gone");
        assertThatThrownBy(() -> metric.forwardAll(failing)).hasMessage("disk is gone");
        assertThat(metric.samples()).isZero();
    }

    @Test
    @DisplayName("counts nothing of what would overflow")
    void overflowLeavesNothing() {
        Metric<int[], StateView<CountState>> huge =
                new StateView.Definition<>(new HalfOfLong()).newMetric();
        huge.update(NONE_OF_TWO);
        assertThatThrownBy(() -> huge.update(NONE_OF_TWO)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> huge.forward(NONE_OF_TWO)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> huge.updateAll(List.of(NONE_OF_TWO)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> huge.updateAll(List.of(NONE_OF_TWO, NONE_OF_TWO)))
                .isInstanceOfSatisfying(
                        SampleRejectedException.class,
                        thrown -> assertThat(thrown.index()).isEqualTo(1));
        assertThatThrownBy(() -> huge.merge(huge)).isInstanceOf(ArithmeticException.class);
        assertThat(huge.samples()).isEqualTo(1);
    }

    @Test
    @DisplayName("merges another, or itself, and leaves the other as it was")
    void merges() {
        Metric<int[], HitRate.Result> other = HitRate.ignoring(9).newMetric();
        metric.update(THREE_OF_FOUR);
        other.update(NONE_OF_TWO);
        metric.merge(other);
        metric.merge(metric);
        assertThat(metric.samples()).isEqualTo(4);
        assertThat(metric.compute().value()).isEqualTo(0.5);
        assertThat(other.samples()).isEqualTo(1);
    }

    @Test
    @DisplayName("refuses to merge other options and names both")
    void refusesOtherOptions() {
        metric.update(THREE_OF_FOUR);
        for (HitRate other : List.of(HitRate.ignoring(8), HitRate.ignoring(9).orElse(0))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.merge(other.newMetric()))
                    .withMessage(
                            "other is a metric %s, expected %s",
                            other.fingerprint(), metric.definition().fingerprint());
        }
        assertThat(metric.samples()).isEqualTo(1);
    }

    @Test
    @DisplayName("saves and loads; a refused load leaves what was counted")
    void savesAndLoads() {
        metric.update(THREE_OF_FOUR);
        byte[] saved = metric.save();
        metric.update(NONE_OF_TWO);
        metric.load(saved);
        assertThat(metric.compute().value()).isEqualTo(0.75);
        HitRate other = HitRate.ignoring(9).orElse(0);
        assertThatThrownBy(() -> metric.load(other.newMetric().save()))
                .isInstanceOf(StateFormatException.class)
                .hasMessageContainingAll(other.fingerprint(), metric.definition().fingerprint());
        assertThatThrownBy(() -> metric.load(new byte[0])).isInstanceOf(StateFormatException.class);
        assertThat(metric.compute().value()).isEqualTo(0.75);
    }

    @Test
    @DisplayName("tells another thread that it is confined, by any method")
    void isConfined() {
        assertThat(metric.confine()).isSameAs(metric);
        metric.update(THREE_OF_FOUR);
        Metric<int[], HitRate.Result> free = HitRate.ignoring(9).newMetric();
        List<Runnable> uses =
                List.of(
                        () -> metric.update(NONE_OF_TWO),
                        () -> metric.updateAll(List.of()),
                        () -> metric.forward(NONE_OF_TWO),
                        () -> metric.invoke(NONE_OF_TWO),
                        () -> metric.forwardAll(List.of()),
                        metric::compute,
                        metric::reset,
                        metric::samples,
                        metric::save,
                        () -> metric.load(free.save()),
                        () -> metric.merge(free),
                        () -> free.merge(metric),
                        metric::confine);
        for (Runnable use : uses) {
            assertThatThrownBy(() -> CompletableFuture.runAsync(use).join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageContaining(Thread.currentThread().getName());
        }
        assertThat(metric.samples()).isEqualTo(1);
        assertThat(metric).hasToString("Metric[hit_rate{ignoreLabel=9, undefined=NaN}, samples=1]");
    }

    /// Two samples overflow.
    private record HalfOfLong() implements CountTally<int[]> {
        @Override
        public String fingerprint() {
            return "half_of_long{}";
        }

        @Override
        public int size() {
            return 2;
        }

        @Override
        public long[] count(int[] sample) {
            return new long[] {1, Long.MAX_VALUE / 2 + 1};
        }
    }
}
