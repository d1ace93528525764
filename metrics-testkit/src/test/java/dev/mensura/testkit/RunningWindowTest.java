package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.CountState;
import dev.mensura.api.CountTally;
import dev.mensura.api.Metric;
import dev.mensura.api.MetricCollection;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricResults;
import dev.mensura.api.MetricState;
import dev.mensura.api.MinMax;
import dev.mensura.api.RunningWindow;
import dev.mensura.api.StateFormatException;
import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;
import dev.mensura.api.Tally;
import dev.mensura.api.WindowState;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

@DisplayName("A running window")
class RunningWindowTest {
    private static final long SEED = Long.getLong("mensura.seed", 1);

    private static final HitRate RATE = HitRate.ignoring(9);
    private static final int[] THREE_OF_FOUR = {1, 0, 1, 1};
    private static final int[] NONE_OF_TWO = {0, 0};
    private static final int[] ALL_OF_ONE = {1};

    private final Random random = new Random(Seed.VALUE);

    @Test
    @DisplayName("gives the value of the last samples, whatever a batch is")
    void isTheValueOfTheLast() {
        Metric<int[], HitRate.Result> metric = RunningWindow.of(RATE, 2).newMetric();
        assertThat(metric.compute().value()).isNaN();
        metric.update(THREE_OF_FOUR);
        assertThat(metric.forward(NONE_OF_TWO).value()).isZero();
        assertThat(metric.compute().value()).isEqualTo(3.0 / 6);
        metric.update(ALL_OF_ONE);
        assertThat(metric.compute().value()).isEqualTo(1.0 / 3);
        assertThat(metric.samples()).isEqualTo(2);
        assertThat(metric.compute().evidence().samples()).isEqualTo(2);
        HitRate.Result batch = metric.forwardAll(List.of(ALL_OF_ONE, NONE_OF_TWO, THREE_OF_FOUR));
        assertThat(batch.value()).isEqualTo(3.0 / 6);
        assertThat(metric.compute()).isEqualTo(batch);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    @DisplayName("equals a new metric fed with the last samples, after every sample")
    void equalsTheReference(int last) {
        List<int[]> samples = samples(200);
        Metric<int[], HitRate.Result> metric = RunningWindow.of(RATE, last).newMetric();
        for (int end = 1; end <= samples.size(); end++) {
            metric.update(samples.get(end - 1));
            List<int[]> window = samples.subList(Math.max(0, end - last), end);
            assertThat(metric.samples()).isEqualTo(window.size());
            assertThat(metric.compute().value())
                    .isEqualTo(Double.valueOf(HitRateContract.rate(window)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 16, 100})
    @DisplayName("has the same state however the samples are cut and merged in their order")
    void everyCutIsTheSame(int last) {
        List<int[]> samples = samples(40);
        Tally<int[], WindowState<CountState>> tally = RunningWindow.of(RATE, last).tally();
        WindowState<CountState> expected = count(tally, samples);
        for (int round = 0; round < 200; round++) {
            List<WindowState<CountState>> shards = new ArrayList<>();
            int most = 1 + random.nextInt(12);
            for (int from = 0; from < samples.size(); ) {
                int to = Math.min(samples.size(), from + random.nextInt(most + 1));
                shards.add(count(tally, samples.subList(from, to)));
                from = to;
            }
            while (shards.size() > 1) {
                int left = random.nextInt(shards.size() - 1);
                WindowState<CountState> right = shards.remove(left + 1);
                shards.get(left).mergeFrom(right);
            }
            WindowState<CountState> merged = shards.getFirst();
            assertThat(merged).isEqualTo(expected).hasSameHashCodeAs(expected);
            assertThat(tally.read(tally.write(merged))).isEqualTo(expected);
        }
        assertThat(count(tally, samples.reversed())).isNotEqualTo(expected);
    }

    @Test
    @DisplayName("collects the last samples of a parallel stream")
    void collectsInOrder() {
        List<int[]> samples = IntStream.range(0, 10_000).mapToObj(i -> new int[] {i % 2}).toList();
        for (int last : new int[] {1, 2, 77, 20_000}) {
            RunningWindow<int[], CountState, HitRate.Result> window = RunningWindow.of(RATE, last);
            List<int[]> kept = samples.subList(Math.max(0, 10_000 - last), 10_000);
            for (int round = 0; round < 5; round++) {
                HitRate.Result result = samples.parallelStream().collect(window.collector());
                assertThat(result.value()).isEqualTo(HitRateContract.rate(kept));
                assertThat(result.evidence().samples()).isEqualTo(kept.size());
            }
            assertThat(window.collector().characteristics()).isEmpty();
        }
        assertThat(RATE.collector().characteristics()).isNotEmpty();
    }

    @Test
    @DisplayName("takes at most three merges per sample, read out after each, whatever its size")
    void takesConstantTime() {
        for (int last : new int[] {2, 10, 1000}) {
            AtomicLong merges = new AtomicLong();
            var window =
                    RunningWindow.of(new StateView.Definition<>(new MergesTally(merges)), last);
            Tally<int[], WindowState<CountedMerges>> tally = window.tally();
            WindowState<CountedMerges> state = tally.newState();
            int samples = 20_000;
            for (int i = 0; i < samples; i++) {
                tally.accumulate(state, ALL_OF_ONE);
                assertThat(window.evaluate(state)).isNotNull();
            }
            assertThat(merges.get()).isBetween(samples / 2L - 1, 3L * samples);
        }
    }

    @Test
    @DisplayName("appends what it merges, itself too, and refuses another size")
    void merges() {
        Metric<int[], HitRate.Result> metric = RunningWindow.of(RATE, 3).newMetric();
        metric.updateAll(List.of(THREE_OF_FOUR, NONE_OF_TWO));
        metric.merge(metric);
        assertThat(metric.samples()).isEqualTo(3);
        assertThat(metric.compute().value()).isEqualTo(3.0 / 8);
        WindowState<CountState> two = RunningWindow.of(RATE, 2).tally().newState();
        WindowState<CountState> three = RunningWindow.of(RATE, 3).tally().newState();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.mergeFrom(three))
                .withMessage("other keeps the last 3 samples, expected the last 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunningWindow.of(RATE, 0))
                .withMessage("last is 0, expected 1 or more");
    }

    @Test
    @DisplayName("leaves the window as it was if a merge overflows")
    void overflowLeavesNothing() {
        StateView.Definition<int[], CountState> first = new StateView.Definition<>(new HugeItems());
        Tally<int[], WindowState<CountState>> tally = RunningWindow.of(first, 4).tally();
        int[] huge = {Integer.MAX_VALUE};
        WindowState<CountState> state = count(tally, List.of(ALL_OF_ONE, huge));
        WindowState<CountState> before = count(tally, List.of(ALL_OF_ONE, huge));
        assertThatThrownBy(() -> tally.accumulate(state, huge))
                .isInstanceOf(ArithmeticException.class);
        assertThat(state).isEqualTo(before);
        WindowState<CountState> more = count(tally, List.of(ALL_OF_ONE, huge));
        assertThatThrownBy(() -> state.mergeFrom(more)).isInstanceOf(ArithmeticException.class);
        assertThat(state).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "takes a sample whatever it has forgotten: what it holds can be read, merged, loaded")
    void overflowDependsOnTheWindowAlone() {
        StateView.Definition<int[], CountState> first = new StateView.Definition<>(new HugeItems());
        int[] one = {1};
        int[] huge = {Integer.MAX_VALUE};
        Random random = new Random(SEED);
        for (int last : new int[] {1, 2, 3, 5}) {
            RunningWindow<int[], CountState, ?> window = RunningWindow.of(first, last);
            Tally<int[], WindowState<CountState>> tally = window.tally();
            WindowState<CountState> state = tally.newState();
            List<int[]> held = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                int[] next = random.nextInt(3) == 0 ? huge : one;
                List<int[]> then = new ArrayList<>(held);
                then.add(next);
                then = then.subList(Math.max(0, then.size() - last), then.size());
                if (then.stream().filter(each -> each == huge).count() < 2) {
                    tally.accumulate(state, next);
                    held = then;
                } else {
                    assertThatThrownBy(() -> tally.accumulate(state, next))
                            .isInstanceOf(ArithmeticException.class);
                }
                assertThat(state).isEqualTo(count(tally, held));
                assertThat(window.evaluate(state)).isNotNull();
                assertThat(tally.read(tally.write(state))).isEqualTo(state);
                assertThat(tally.newState().plus(state)).isEqualTo(state);
            }
        }
    }

    @Test
    @DisplayName("refuses saved windows that are too long, or hold what is no single sample")
    void refusesImpossibleContent() {
        Tally<int[], WindowState<CountState>> longer = RunningWindow.of(RATE, 3).tally();
        WindowState<CountState> three = count(longer, List.of(ALL_OF_ONE, ALL_OF_ONE, ALL_OF_ONE));
        assertThatThrownBy(() -> read(2, out -> longer.encode(three, out)))
                .isInstanceOf(StateFormatException.class)
                .hasMessage("window has 3 samples, expected 0 to 2");
        assertThatThrownBy(() -> read(2, out -> out.putInt(-1)))
                .isInstanceOf(StateFormatException.class)
                .hasMessage("window has -1 samples, expected 0 to 2");
        assertThatThrownBy(() -> read(Integer.MAX_VALUE, out -> out.putInt(Integer.MAX_VALUE)))
                .isInstanceOf(StateFormatException.class)
                .hasMessageContaining("truncated");
        int bytes = 5 * Long.BYTES;
        assertThatThrownBy(() ->
                        read(
                                2,
                                out -> {
                                    out.putInt(1);
                                    out.putInt(bytes);
                                    CountState.of(2, 0, 0, 0, 2).encode(out);
                                }))
                .isInstanceOf(StateFormatException.class)
                .hasMessage("sample 0 of the window counts 2 samples, expected 1");
        assertThatThrownBy(() ->
                        read(
                                2,
                                out -> {
                                    out.putInt(1);
                                    out.putInt(bytes + 1);
                                    CountState.of(1, 0, 0, 0, 1).encode(out);
                                    out.putBytes(new byte[1]);
                                }))
                .isInstanceOf(StateFormatException.class)
                .hasMessage("state content has 1 bytes too many");
    }

    @Test
    @DisplayName("runs over a collection, an extreme, or another window, and in a collection")
    void nests() {
        List<int[]> samples = samples(30);
        MetricCollection<int[]> both =
                MetricCollection.<int[]>builder().add(RATE).add("zero", RATE.orElse(0)).build();
        MetricCollection<int[]> mixed =
                MetricCollection.<int[]>builder()
                        .add("recent", RunningWindow.of(RATE, 4))
                        .add("extremes", MinMax.of(RunningWindow.of(RATE, 3)))
                        .add("both", RunningWindow.of(both, 5))
                        .add("nested", RunningWindow.of(RunningWindow.of(RATE, 9), 2))
                        .add("all", RATE)
                        .build();
        assertThat(mixed.tally().isOrdered()).isTrue();
        assertThat(both.tally().isOrdered()).isFalse();
        Metric<int[], MetricResults> metric = mixed.newMetric();
        metric.updateAll(samples);
        MetricResults results = metric.compute();
        assertThat(results.get("recent").value()).isEqualTo(rateOfLast(samples, 4));
        assertThat(results.get("extremes").value()).isEqualTo(rateOfLast(samples, 3));
        assertThat(results.get("both").value()).isEqualTo(rateOfLast(samples, 5));
        assertThat(results.get("nested").value()).isEqualTo(rateOfLast(samples, 2));
        assertThat(results.get("all").value()).isEqualTo(HitRateContract.rate(samples));
        assertThat(metric.samples()).isEqualTo(30);
        Metric<int[], MetricResults> loaded = mixed.newMetric();
        loaded.load(metric.save());
        assertThat(loaded.compute()).isEqualTo(results);
        assertThat(samples.parallelStream().collect(mixed.collector())).isEqualTo(results);
    }

    @Test
    @DisplayName("is described as the metric is, under a name of its own")
    void isDescribed() {
        RunningWindow<int[], CountState, HitRate.Result> window = RunningWindow.of(RATE, 2);
        MetricDescriptor descriptor = window.descriptor();
        assertThat(descriptor.name()).isEqualTo("running_hit_rate");
        assertThat(descriptor.withName("hit_rate")).isEqualTo(RATE.descriptor());
        assertThat(window)
                .hasToString("running{last=2, metric=hit_rate{ignoreLabel=9, undefined=NaN}}");
        assertThat(window.tally().newState()).hasToString("WindowState[last 2: []]");
    }

    private static double rateOfLast(List<int[]> samples, int last) {
        return HitRateContract.rate(samples.subList(samples.size() - last, samples.size()));
    }

    private List<int[]> samples(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        random.ints(1 + random.nextInt(9), 0, 3).map(x -> x == 2 ? 9 : x).toArray())
                .toList();
    }

    private static <A extends MetricState<A>> A count(Tally<int[], A> tally, List<int[]> samples) {
        A state = tally.newState();
        samples.forEach(sample -> tally.accumulate(state, sample));
        return state;
    }

    /// Reads a window of `last` samples with this content under a right header and checksum.
    private static WindowState<CountState> read(int last, Consumer<StateWriter> content) {
        Tally<int[], WindowState<CountState>> tally = RunningWindow.of(RATE, last).tally();
        return tally.read(new Forged(tally.fingerprint(), content).write(new CountState(0)));
    }

    /// Writes any content in the name of another tally.
    private record Forged(String fingerprint, Consumer<StateWriter> content)
            implements CountTally<int[]> {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public long[] count(int[] sample) {
            return new long[0];
        }

        @Override
        public void encode(CountState state, StateWriter out) {
            content.accept(out);
        }
    }

    /// Counts how often its states are merged.
    private record MergesTally(AtomicLong merges) implements Tally<int[], CountedMerges> {
        @Override
        public String fingerprint() {
            return "merges{}";
        }

        @Override
        public CountedMerges newState() {
            return new CountedMerges(merges);
        }

        @Override
        public void accumulate(CountedMerges state, int[] sample) {}

        @Override
        public void encode(CountedMerges state, StateWriter out) {}

        @Override
        public CountedMerges decode(StateReader reader) {
            return newState();
        }
    }

    private record CountedMerges(AtomicLong merges) implements MetricState<CountedMerges> {
        @Override
        public void mergeFrom(CountedMerges other) {
            merges.incrementAndGet();
        }

        @Override
        public CountedMerges copy() {
            return this;
        }

        @Override
        public long samples() {
            return 1;
        }
    }
}
