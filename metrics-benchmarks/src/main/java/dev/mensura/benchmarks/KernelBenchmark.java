package dev.mensura.benchmarks;

import dev.mensura.api.MetricState;
import dev.mensura.api.Tally;
import dev.mensura.core.input.SegmentationSample;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/// Counts one sample as an application does, with the vector kernel and with the scalar one.
/// Throughput in images per second; what matters is the ratio between the benchmarks of a class.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class KernelBenchmark {
    private Runnable counting = () -> {};

    KernelBenchmark() {}

    /// Sets what is counted, and returns the state that it is counted into.
    <A extends MetricState<A>> A count(
            Tally<SegmentationSample, A> tally, SegmentationSample sample) {
        A state = tally.newState();
        counting = () -> tally.accumulate(state, sample);
        return state;
    }

    /// Counts with the vector kernel.
    @Benchmark
    @Fork(
            value = 3,
            jvmArgsAppend = {
                "--add-modules",
                "jdk.incubator.vector",
                "-Dmensura.simd=vector",
                "-Xlog:disable"
            })
    public void vector() {
        counting.run();
    }

    /// Counts with the scalar kernel.
    @Benchmark
    @Fork(value = 3, jvmArgsAppend = "-Dmensura.simd=scalar")
    public void scalar() {
        counting.run();
    }
}
