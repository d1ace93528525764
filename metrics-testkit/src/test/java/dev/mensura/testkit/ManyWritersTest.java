package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.api.ConcurrentMetric;
import dev.mensura.api.Metric;
import dev.mensura.testkit.ManyWriters.Fault;
import dev.mensura.testkit.ManyWriters.Shared;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

@DisplayName("Under many writers and readers")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyWritersTest {

    @RepeatedTest(5)
    @DisplayName("a concurrent metric is exact")
    void concurrentMetric() throws Exception {
        assertThat(ManyWriters.faultsOf(new Concurrent())).isEmpty();
    }

    @Test
    @DisplayName("a metric without synchronisation loses samples and shows torn ones")
    void unsynchronised() throws Exception {
        assertThat(ManyWriters.faultsOf(new Unsynchronised()))
                .contains(Fault.TORN_SAMPLE, Fault.INEXACT_END);
    }

    @Test
    @DisplayName("a metric that counts a batch one by one shows torn ones")
    void oneByOne() throws Exception {
        assertThat(ManyWriters.faultsOf(new OneByOne())).contains(Fault.TORN_BATCH);
    }

    @Test
    @DisplayName("a metric that keeps what it read hides a writer's own samples")
    void stale() throws Exception {
        assertThat(ManyWriters.faultsOf(new Stale())).contains(Fault.OWN_SAMPLES_MISSING);
    }

    @Test
    @DisplayName("a metric that sometimes shows an old value goes backwards")
    void backwards() throws Exception {
        assertThat(ManyWriters.faultsOf(new Backwards())).contains(Fault.BACKWARDS);
    }

    @Test
    @DisplayName("a metric that takes what it can of a rejected batch, and says nothing, is found")
    void lenient() throws Exception {
        assertThat(ManyWriters.faultsOf(new Lenient()))
                .contains(Fault.NOT_REJECTED, Fault.INEXACT_END);
    }

    private static class Concurrent implements Shared {
        final ConcurrentMetric<Integer, TiedCounts.Result> metric =
                ConcurrentMetric.of(ManyWriters.COUNTS);

        @Override
        public void update(Integer sample) {
            metric.update(sample);
        }

        @Override
        public void updateAll(List<Integer> samples) {
            metric.updateAll(samples);
        }

        @Override
        public void forward(Integer sample) {
            metric.forward(sample);
        }

        @Override
        public TiedCounts.Result compute() {
            return metric.compute();
        }
    }

    private static final class Unsynchronised implements Shared {
        private final Metric<Integer, TiedCounts.Result> metric = ManyWriters.COUNTS.newMetric();

        @Override
        public void update(Integer sample) {
            metric.update(sample);
        }

        @Override
        public void updateAll(List<Integer> samples) {
            metric.updateAll(samples);
        }

        @Override
        public void forward(Integer sample) {
            metric.forward(sample);
        }

        @Override
        public TiedCounts.Result compute() {
            return metric.compute();
        }
    }

    /// Stays in the middle of its first batch until there were more reads than can have begun before.
    private static final class OneByOne extends Concurrent {
        private static final int READS = 200;

        private final AtomicBoolean first = new AtomicBoolean(true);
        private final AtomicLong reads = new AtomicLong();

        @Override
        public void updateAll(List<Integer> samples) {
            metric.update(samples.getFirst());
            if (first.getAndSet(false)) {
                long before = reads.get();
                while (reads.get() < before + READS) {
                    Thread.yield();
                }
            }
            samples.subList(1, samples.size()).forEach(metric::update);
        }

        @Override
        public TiedCounts.Result compute() {
            TiedCounts.Result result = super.compute();
            reads.incrementAndGet();
            return result;
        }
    }

    private static final class Stale extends Concurrent {
        private final AtomicReference<Optional<TiedCounts.Result>> kept =
                new AtomicReference<>(Optional.empty());

        @Override
        public TiedCounts.Result compute() {
            return kept.updateAndGet(old -> old.or(() -> Optional.of(super.compute())))
                    .orElseThrow();
        }
    }

    private static final class Backwards extends Concurrent {
        private final AtomicLong reads = new AtomicLong();
        private final TiedCounts.Result empty = super.compute();

        @Override
        public TiedCounts.Result compute() {
            return reads.incrementAndGet() % 10 == 0 ? empty : super.compute();
        }
    }

    private static final class Lenient extends Concurrent {
        @Override
        public void updateAll(List<Integer> samples) {
            for (Integer sample : samples) {
                if (sample >= 0) {
                    metric.update(sample);
                }
            }
        }
    }
}
