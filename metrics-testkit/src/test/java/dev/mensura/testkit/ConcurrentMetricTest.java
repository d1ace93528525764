package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.ConcurrentMetric;
import dev.mensura.api.CountState;
import dev.mensura.api.CountTally;
import dev.mensura.api.Evidence;
import dev.mensura.api.InputMapping;
import dev.mensura.api.Metric;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.api.RunningWindow;
import dev.mensura.api.SampleRejectedException;
import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;
import dev.mensura.api.Tally;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

@DisplayName("A concurrent metric")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrentMetricTest {
    private static final HitRate RATE = HitRate.ignoring(9);
    private static final int[] THREE_OF_FOUR = {1, 0, 1, 1};
    private static final int[] NONE_OF_TWO = {0, 0};
    private static final int[] REJECTED = {1, 7};
    private static final int WRITERS = 64;

    private final ConcurrentMetric<int[], HitRate.Result> metric = ConcurrentMetric.of(RATE);

    @Test
    @DisplayName("counts as a metric does")
    void countsAsAMetric() {
        assertThat(metric.compute()).isEqualTo(RATE.newMetric().compute());
        metric.update(THREE_OF_FOUR);
        assertThat(metric.forward(NONE_OF_TWO).value()).isZero();
        assertThat(metric.compute().value()).isEqualTo(0.5);
        metric.updateAll(List.of(NONE_OF_TWO, THREE_OF_FOUR));
        assertThat(metric.samples()).isEqualTo(4);
        assertThat(metric.compute()).isEqualTo(metric.snapshot().compute());
        assertThat(metric.definition()).isEqualTo(RATE);
        assertThat(metric).hasToString("ConcurrentMetric[hit_rate{ignoreLabel=9, undefined=NaN}]");
        metric.reset();
        assertThat(metric.samples()).isZero();
        metric.update(THREE_OF_FOUR);
        metric.reset();
        assertThat(metric.compute()).isEqualTo(RATE.newMetric().compute());
    }

    @Test
    @DisplayName("counts nothing of a rejected sample or of its batch")
    void rejectedLeavesNothing() {
        metric.update(THREE_OF_FOUR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> metric.update(REJECTED))
                .withMessage("item 1 is 7, expected 0 or 1");
        assertThatIllegalArgumentException().isThrownBy(() -> metric.forward(REJECTED));
        assertThatThrownBy(() -> metric.updateAll(List.of(NONE_OF_TWO, REJECTED)))
                .isInstanceOf(SampleRejectedException.class)
                .hasMessageStartingWith("samples[1]: ");
        assertThat(metric.samples()).isEqualTo(1);
        metric.update(NONE_OF_TWO);
        assertThat(metric.compute().value()).isEqualTo(0.5);
    }

    @Test
    @DisplayName("merges metrics, and gives snapshots that go separate ways")
    void mergesAndCopies() {
        Metric<int[], HitRate.Result> other = RATE.newMetric();
        other.update(NONE_OF_TWO);
        metric.update(THREE_OF_FOUR);
        metric.merge(other);
        Metric<int[], HitRate.Result> snapshot = metric.snapshot();
        metric.merge(snapshot);
        assertThat(snapshot.samples()).isEqualTo(2);
        assertThat(metric.samples()).isEqualTo(4);
        snapshot.update(THREE_OF_FOUR);
        assertThat(metric.samples()).isEqualTo(4);
        assertThat(other.samples()).isEqualTo(1);
        HitRate lenient = RATE.orElse(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> metric.merge(lenient.newMetric()))
                .withMessage(
                        "other is a metric %s, expected %s",
                        lenient.fingerprint(), RATE.fingerprint());
        assertThat(metric.samples()).isEqualTo(4);
    }

    @Test
    @DisplayName("refuses a definition that depends on the order")
    void refusesOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConcurrentMetric.of(RunningWindow.of(RATE, 3)))
                .withMessage(
                        "definition running{last=3, metric=%s} depends on the order of samples,"
                                + " expected one that does not",
                        RATE.fingerprint());
    }

    @Test
    @DisplayName("throws at each read while the sum would overflow, and loses nothing")
    void overflowIsNotLost() {
        ConcurrentMetric<int[], StateView<CountState>> huge =
                ConcurrentMetric.of(new StateView.Definition<>(new HugeItems()));
        huge.update(new int[] {Integer.MAX_VALUE});
        assertThat(huge.samples()).isEqualTo(1);
        huge.update(new int[] {Integer.MAX_VALUE});
        assertThatThrownBy(huge::compute).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(huge::samples).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(huge::snapshot).isInstanceOf(ArithmeticException.class);
        huge.update(new int[] {-1});
        assertThat(huge.compute().state()).isEqualTo(CountState.of(3, Long.MAX_VALUE));
        huge.update(new int[] {1});
        assertThatThrownBy(huge::snapshot).isInstanceOf(ArithmeticException.class);
        huge.reset();
        huge.update(new int[] {5});
        assertThat(huge.samples()).isEqualTo(1);
    }

    @Test
    @DisplayName("keeps no state per read while the sum overflows")
    void overflowTakesNoMemory() throws Exception {
        List<WeakReference<CountState>> states = new ArrayList<>();
        CountTally<int[]> remembering =
                new Remembering(state -> states.add(new WeakReference<>(state)));
        ConcurrentMetric<int[], StateView<CountState>> huge =
                ConcurrentMetric.of(new StateView.Definition<>(remembering));
        huge.update(new int[] {Integer.MAX_VALUE});
        assertThat(huge.samples()).isEqualTo(1);
        huge.update(new int[] {Integer.MAX_VALUE});
        for (int i = 0; i < 1000; i++) {
            huge.update(new int[] {0});
            assertThatThrownBy(huge::samples).isInstanceOf(ArithmeticException.class);
        }
        long alive = states.size();
        for (int attempt = 0; attempt < 100 && alive > 10; attempt++) {
            System.gc();
            Thread.sleep(10);
            alive = states.stream().filter(state -> state.get() != null).count();
        }
        assertThat(states).hasSizeGreaterThan(1000);
        assertThat(alive).isLessThanOrEqualTo(10);
        huge.reset();
        assertThat(huge.samples()).isZero();
    }

    private record Remembering(Consumer<CountState> made) implements CountTally<int[]> {
        @Override
        public String fingerprint() {
            return "remembering{}";
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public long[] count(int[] sample) {
            return new HugeItems().count(sample);
        }

        @Override
        public CountState newState() {
            CountState state = new CountState(size());
            made.accept(state);
            return state;
        }
    }

    @Test
    @DisplayName("refuses to be read by the sample that it counts, and may be updated by it")
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nestedReadIsRefused() {
        AtomicReference<Consumer<ConcurrentMetric<?, ?>>> nested = new AtomicReference<>(m -> {});
        AtomicReference<ConcurrentMetric<int[], HitRate.Result>> self = new AtomicReference<>();
        self.set(
                ConcurrentMetric.of(
                        InputMapping.of(
                                RATE,
                                "nested",
                                int[].class,
                                sample -> {
                                    nested.getAndSet(m -> {}).accept(self.get());
                                    return sample;
                                })));
        ConcurrentMetric<int[], HitRate.Result> outer = self.get();
        for (Consumer<ConcurrentMetric<?, ?>> read :
                List.<Consumer<ConcurrentMetric<?, ?>>>of(
                        ConcurrentMetric::compute,
                        ConcurrentMetric::samples,
                        ConcurrentMetric::snapshot,
                        ConcurrentMetric::reset)) {
            nested.set(read);
            assertThatThrownBy(() -> outer.update(THREE_OF_FOUR))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is read while this thread counts a sample of it");
            assertThat(outer.samples()).isZero();
        }
        nested.set(m -> outer.update(NONE_OF_TWO));
        outer.update(THREE_OF_FOUR);
        assertThat(outer.samples()).isEqualTo(2);
    }

    @Test
    @DisplayName("lets writers finish while a read is held in the middle")
    void readersHoldNoWriter() throws Exception {
        Gate evaluating = new Gate(1);
        ConcurrentMetric<int[], Length> held =
                ConcurrentMetric.of(new Gated(new Gate(1), evaluating));
        held.update(NONE_OF_TWO);
        FutureTask<Length> compute = start(new FutureTask<>(held::compute));
        evaluating.awaitReached();
        inParallel(WRITERS, () -> held.update(THREE_OF_FOUR));
        inParallel(WRITERS, () -> held.updateAll(List.of(THREE_OF_FOUR, NONE_OF_TWO)));
        assertThat(compute).isNotDone();
        evaluating.open();
        assertThat(compute.get().samples()).isEqualTo(1);
        assertThat(held.compute()).isEqualTo(new Length(2 + WRITERS * 10L, 1 + WRITERS * 3L));
    }

    @Test
    @DisplayName("lets writers finish while a snapshot is held in the middle")
    void snapshotsHoldNoWriter() throws Exception {
        Gate copying = new Gate(1);
        ConcurrentMetric<int[], StateView<Ledger.State>> held =
                ConcurrentMetric.of(new StateView.Definition<>(new Ledger(copying)));
        held.update(NONE_OF_TWO);
        FutureTask<Metric<int[], StateView<Ledger.State>>> snapshot =
                start(new FutureTask<>(held::snapshot));
        copying.awaitReached();
        inParallel(WRITERS, () -> held.update(THREE_OF_FOUR));
        assertThat(snapshot).isNotDone();
        copying.open();
        assertThat(snapshot.get().samples()).isEqualTo(1);
        assertThat(held.samples()).isEqualTo(1 + WRITERS);
    }

    @Test
    @DisplayName("lets writers finish while others are held, and a read waits for those alone")
    void writersHoldNoWriter() throws Exception {
        Gate counting = new Gate(2);
        Gate open = new Gate(1);
        open.open();
        ConcurrentMetric<int[], Length> held = ConcurrentMetric.of(new Gated(counting, open));
        List<FutureTask<Void>> slow = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            slow.add(start(new FutureTask<>(() -> held.update(new int[0]), null)));
        }
        counting.awaitReached();
        inParallel(WRITERS, () -> held.update(NONE_OF_TWO));
        FutureTask<Length> compute = new FutureTask<>(held::compute);
        Thread reader = Thread.ofPlatform().start(compute);
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        inParallel(WRITERS, () -> held.update(THREE_OF_FOUR));
        assertThat(compute).isNotDone();
        assertThat(slow).noneMatch(FutureTask::isDone);
        counting.open();
        assertThat(compute.get()).isEqualTo(new Length(2L * WRITERS, 2 + WRITERS));
        assertThat(held.compute()).isEqualTo(new Length(6L * WRITERS, 2 + 2 * WRITERS));
    }

    @Test
    @DisplayName("keeps no state of a writer beyond the next read")
    void statesAreBounded() {
        Gate open = new Gate(1);
        open.open();
        Ledger ledger = new Ledger(open);
        ConcurrentMetric<int[], StateView<Ledger.State>> many =
                ConcurrentMetric.of(new StateView.Definition<>(ledger));
        int reads = 1000;
        for (int i = 1; i <= reads; i++) {
            many.update(NONE_OF_TWO);
            many.update(NONE_OF_TWO);
            assertThat(many.samples()).isEqualTo(2L * i);
        }
        assertThat(ledger.made).hasValue(1 + reads);
        assertThat(ledger.merges).hasValue(reads);
        many.compute();
        assertThat(ledger.merges).hasValue(reads);
    }

    private static <T> FutureTask<T> start(FutureTask<T> task) {
        Thread.ofVirtual().start(task);
        return task;
    }

    /// Runs the action on this many threads at once and waits for all of them.
    private static void inParallel(int threads, Runnable action) throws Exception {
        CompletableFuture<?>[] runs = new CompletableFuture<?>[threads];
        for (int i = 0; i < threads; i++) {
            runs[i] = CompletableFuture.runAsync(action, task -> Thread.ofVirtual().start(task));
        }
        CompletableFuture.allOf(runs).get(30, TimeUnit.SECONDS);
    }

    private record Length(long items, long samples) implements MetricResult {
        @Override
        public double value() {
            return items;
        }

        @Override
        public Evidence evidence() {
            return Evidence.builder().samples(samples).elements(items).build();
        }
    }

    /// Counts items, and is held where it counts an empty sample and where it is read out.
    private record Gated(Gate counting, Gate evaluating)
            implements MetricDefinition<int[], CountState, Length>, CountTally<int[]> {
        @Override
        public Gated tally() {
            return this;
        }

        @Override
        public String fingerprint() {
            return "gated{}";
        }

        @Override
        public MetricDescriptor descriptor() {
            return MetricDescriptor.builder("gated", int[].class, Length.class).build();
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public void accumulate(CountState state, int[] sample) {
            if (sample.length == 0) {
                counting.pass();
            }
            state.addSample(sample.length);
        }

        @Override
        public long[] count(int[] sample) {
            return new long[] {sample.length};
        }

        @Override
        public Length evaluate(CountState state) {
            evaluating.pass();
            return new Length(state.get(0), state.samples());
        }
    }

    /// Keeps the books on its states, and is held where one is copied.
    private static final class Ledger implements Tally<int[], Ledger.State> {
        final AtomicInteger made = new AtomicInteger();
        final AtomicInteger merges = new AtomicInteger();
        private final Gate copying;

        Ledger(Gate copying) {
            this.copying = copying;
        }

        @Override
        public String fingerprint() {
            return "ledger{}";
        }

        @Override
        public State newState() {
            made.incrementAndGet();
            return new State(this);
        }

        @Override
        public void accumulate(State state, int[] sample) {
            state.samples++;
        }

        @Override
        public void encode(State state, StateWriter out) {
            out.putLong(state.samples);
        }

        @Override
        public State decode(StateReader reader) {
            State state = newState();
            state.samples = reader.getCount("samples");
            return state;
        }

        static final class State implements MetricState<State> {
            private final Ledger ledger;
            private long samples;

            State(Ledger ledger) {
                this.ledger = ledger;
            }

            @Override
            public void mergeFrom(State other) {
                ledger.merges.incrementAndGet();
                samples += other.samples;
            }

            @Override
            public State copy() {
                ledger.copying.pass();
                State copy = new State(ledger);
                copy.samples = samples;
                return copy;
            }

            @Override
            public long samples() {
                return samples;
            }
        }
    }
}
