package dev.mensura.benchmarks;

import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.ConfusionTally;
import dev.mensura.core.LabelRule;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.SegmentationSample;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Counts a stream of 64 pairs of 1024 x 2048 uint8 masks of 19 classes, each in memory of its own,
/// with one thread and with two: more than most caches hold. Streams per second; what matters is the
/// ratio between the two, and to reading the same memory.
///
/// ```sh
/// java --add-modules jdk.incubator.vector -jar metrics-benchmarks/target/benchmarks.jar StreamCounting
/// ```
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xlog:disable"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StreamCountingBenchmark {
    /// How the masks look.
    @Param({"CITY", "SALTPEPPER", "NOISE"})
    public Texture texture = Texture.CITY;

    /// Number of images.
    @Param({"64"})
    public int images = Plan.STREAM;

    private List<SegmentationSample> samples = List.of();
    private ConfusionTally tally = ConfusionTally.of(LabelRule.multiclass(1).build());
    private ConfusionMatrix matrix = tally.newState();
    private TwoCores cores = new TwoCores(1, samples);
    private ExecutorService threads = Executors.newFixedThreadPool(2);

    /// Makes the masks.
    @Setup
    public void makeMasks() {
        Subject stream =
                new Subject(
                        Input.UINT8,
                        texture,
                        images,
                        Plan.HEIGHT,
                        Plan.WIDTH,
                        Plan.CLASSES,
                        Storage.HEAP);
        samples =
                new CaseMaker()
                        .masks(stream).stream()
                                .map(pair -> pair.sample(LabelType.UINT8, Storage.HEAP))
                                .toList();
        tally =
                ConfusionTally.of(
                        LabelRule.multiclass(Plan.CLASSES).ignoreLabels(Texture.IGNORED).build());
        matrix = tally.newState();
        cores = new TwoCores(Plan.CLASSES, samples);
    }

    /// Ends the threads.
    @TearDown
    public void endThreads() {
        threads.shutdown();
    }

    /// Counts with one thread.
    @Benchmark
    public ConfusionMatrix oneThread() {
        for (SegmentationSample sample : samples) {
            tally.accumulate(matrix, sample);
        }
        return matrix;
    }

    /// Counts with two threads.
    @Benchmark
    public ConfusionMatrix twoThreads() throws ExecutionException, InterruptedException {
        return cores.count(threads, 2, 1);
    }

    /// Reads the same memory.
    @Benchmark
    public long readLimit() {
        long sum = 0;
        for (SegmentationSample sample : samples) {
            sum ^=
                    VectorReadLimit.read(
                            ((LabelMap) sample.prediction()).segment(),
                            ((LabelMap) sample.target()).segment());
        }
        return sum;
    }
}
