package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.CountState;
import dev.mensura.api.CountTally;
import dev.mensura.api.Metric;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MinMax;
import dev.mensura.api.MinMaxResult;
import dev.mensura.api.MinMaxState;
import dev.mensura.api.StateFormatException;
import dev.mensura.api.StateWriter;
import dev.mensura.api.Tally;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

@DisplayName("The extremes of single samples")
class MinMaxTest {
    private static final HitRate RATE = HitRate.ignoring(9);
    private static final MinMax<int[], CountState, HitRate.Result> EXTREMES = MinMax.of(RATE);

    @Test
    @DisplayName("stand beside the value of all, whenever somebody looked")
    void standBeside() {
        Metric<int[], MinMaxResult<HitRate.Result>> metric = EXTREMES.newMetric();
        check(metric.compute(), Double.NaN, Double.NaN, Double.NaN);
        metric.update(new int[] {1, 0, 1, 1});
        metric.compute();
        check(metric.forward(new int[] {0, 1}), 0.5, 0.5, 0.5);
        check(metric.compute(), 4.0 / 6, 0.5, 0.75);
        metric.update(new int[] {0, 0});
        metric.update(new int[] {1});
        check(metric.compute(), 5.0 / 9, 0, 1);
        assertThat(metric.compute().all().evidence().samples()).isEqualTo(4);
        assertThatIllegalArgumentException().isThrownBy(() -> metric.update(new int[] {7}));
        check(metric.compute(), 5.0 / 9, 0, 1);
    }

    @Test
    @DisplayName("leave out samples whose value is NaN")
    void leaveOutUndefined() {
        int[] ignored = {9, 9};
        Metric<int[], MinMaxResult<HitRate.Result>> metric = EXTREMES.newMetric();
        metric.update(ignored);
        check(metric.compute(), Double.NaN, Double.NaN, Double.NaN);
        metric.update(new int[] {1, 0});
        metric.update(ignored);
        check(metric.compute(), 0.5, 0.5, 0.5);
        assertThat(metric.samples()).isEqualTo(3);
        Metric<int[], MinMaxResult<HitRate.Result>> undefined = EXTREMES.newMetric();
        undefined.update(ignored);
        undefined.merge(metric);
        check(undefined.compute(), 0.5, 0.5, 0.5);
        metric.merge(undefined);
        check(metric.compute(), 0.5, 0.5, 0.5);
    }

    @Test
    @DisplayName("equal a reference in any order, batch and parallel stream")
    void equalTheReference() {
        Random random = new Random(Seed.VALUE);
        for (int round = 0; round < 50; round++) {
            List<int[]> samples =
                    new ArrayList<>(
                            IntStream.range(0, 1 + random.nextInt(40))
                                    .mapToObj(i -> random.ints(1 + random.nextInt(9), 0, 2))
                                    .map(IntStream::toArray)
                                    .toList());
            double[] rates =
                    samples.stream()
                            .mapToDouble(one -> HitRateContract.rate(List.of(one)))
                            .toArray();
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (double rate : rates) {
                least = rate < least ? rate : least;
                greatest = rate > greatest ? rate : greatest;
            }
            Collections.shuffle(samples, random);
            MinMaxResult<HitRate.Result> result =
                    samples.parallelStream().collect(EXTREMES.collector());
            check(result, HitRateContract.rate(samples), least, greatest);
            Metric<int[], MinMaxResult<HitRate.Result>> metric = EXTREMES.newMetric();
            assertThat(metric.forwardAll(samples)).isEqualTo(result);
        }
    }

    @Test
    @DisplayName("are not changed by a merge that overflows")
    void overflowLeavesNothing() {
        Tally<int[], MinMaxState<CountState>> tally = EXTREMES.tally();
        MinMaxState<CountState> state = read(0.25, 0.5, CountState.of(Long.MAX_VALUE, 0, 0, 0, 0));
        MinMaxState<CountState> before = state.copy();
        MinMaxState<CountState> more = tally.newState();
        tally.accumulate(more, new int[] {1});
        assertThatThrownBy(() -> state.mergeFrom(more)).isInstanceOf(ArithmeticException.class);
        assertThat(state).isEqualTo(before);
    }

    @Test
    @DisplayName("are refused where no samples have them")
    void refusesImpossibleContent() {
        assertThat(read(0, 1, CountState.of(2, 1, 2, 0, 0)).samples()).isEqualTo(2);
        double[][] impossible = {{1, 0}, {Double.NaN, 1}, {0, Double.NaN}};
        for (double[] extremes : impossible) {
            assertThatThrownBy(() -> read(extremes[0], extremes[1], CountState.of(2, 1, 2, 0, 0)))
                    .isInstanceOf(StateFormatException.class)
                    .hasMessage(
                            "minimum is %s and maximum %s over 2 samples, expected minimum <="
                                    + " maximum, or NaN for both",
                            extremes[0], extremes[1]);
        }
        assertThatThrownBy(() -> read(0, 1, new CountState(4)))
                .isInstanceOf(StateFormatException.class)
                .hasMessageContaining("over 0 samples");
    }

    @Test
    @DisplayName("are described as the metric is, under a name of their own")
    void areDescribed() {
        MetricDescriptor descriptor = EXTREMES.descriptor();
        assertThat(descriptor.name()).isEqualTo("min_max_hit_rate");
        assertThat(descriptor.resultType()).isEqualTo(MinMaxResult.class);
        assertThat(descriptor.best()).isEqualTo(1);
        assertThat(EXTREMES)
                .isEqualTo(MinMax.of(HitRate.ignoring(9)))
                .isNotEqualTo(MinMax.of(RATE.orElse(0)))
                .hasToString("min_max{hit_rate{ignoreLabel=9, undefined=NaN}}");
    }

    private static void check(
            MinMaxResult<HitRate.Result> actual, double all, double minimum, double maximum) {
        assertThat(List.of(actual.value(), actual.minimum(), actual.maximum()))
                .containsExactly(all, minimum, maximum);
    }

    private static MinMaxState<CountState> read(double minimum, double maximum, CountState all) {
        Tally<int[], MinMaxState<CountState>> tally = EXTREMES.tally();
        Forged forged = new Forged(tally.fingerprint(), minimum, maximum);
        return tally.read(forged.write(all));
    }

    /// Writes any extremes before a state.
    private record Forged(String fingerprint, double minimum, double maximum)
            implements CountTally<int[]> {
        @Override
        public int size() {
            return 4;
        }

        @Override
        public long[] count(int[] sample) {
            return new long[size()];
        }

        @Override
        public void encode(CountState state, StateWriter out) {
            out.putLong(Double.doubleToLongBits(minimum));
            out.putLong(Double.doubleToLongBits(maximum));
            state.encode(out);
        }
    }
}
