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
import org.openjdk.jmh.annotations.Warmup;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;

/// Counts one pair of masks into a confusion matrix, as an application does: the vector
/// kernel, the scalar kernel, and a bare loop without range check and ignored labels over the same
/// bytes. Throughput in images per second; what matters is the ratio between the three.
///
/// ```sh
/// java -jar metrics-benchmarks/target/benchmarks.jar LabelCounting -p texture=CITY,NOISE -prof gc
/// ```
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LabelCountingBenchmark {
    /// How the masks look.
    @Param({"CITY", "SALTPEPPER", "NOISE"})
    public Texture texture = Texture.CITY;

    /// How a label is stored.
    @Param({"UINT8"})
    public LabelType type = LabelType.UINT8;

    /// Whether the labels lie outside the Java heap.
    @Param({"false"})
    public boolean offHeap;

    /// Number of classes.
    @Param({"19"})
    public int numClasses = 19;

    /// Rows of a mask.
    @Param({"1024"})
    public int height = 1024;

    /// Pixels of a row, which may be odd.
    @Param({"2048"})
    public int width = 2048;

    private byte[] prediction = {};
    private byte[] target = {};
    private long[] bareTable = {};
    private ConfusionTally tally = ConfusionTally.of(LabelRule.multiclass(1).build());
    private ConfusionMatrix matrix = tally.newState();
    private SegmentationSample sample =
            new SegmentationSample(LabelMap.uint8(target), LabelMap.uint8(prediction));

    /// Makes the masks.
    @Setup
    public void makeMasks() {
        prediction = new byte[height * width];
        target = new byte[height * width];
        texture.fill(prediction, target, height, width, numClasses, 7);
        bareTable = new long[256 * numClasses];
        LabelRule rule =
                LabelRule.multiclass(numClasses)
                        .ignoreLabels(Texture.IGNORED, (byte) Texture.IGNORED)
                        .build();
        tally = ConfusionTally.of(rule);
        matrix = tally.newState();
        sample = new SegmentationSample(stored(prediction), stored(target));
    }

    private LabelMap stored(byte[] labels) {
        int bytes = type.bytes();
        MemorySegment segment =
                offHeap
                        ? Arena.ofAuto().allocate((long) labels.length * bytes, Long.BYTES)
                        : heap(labels.length);
        for (int i = 0; i < labels.length; i++) {
            long label = labels[i] & 0xFF;
            switch (bytes) {
                case 1 -> segment.set(ValueLayout.JAVA_BYTE, i, (byte) label);
                case 2 -> segment.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) label);
                case 4 -> segment.setAtIndex(ValueLayout.JAVA_INT, i, (int) label);
                default -> segment.setAtIndex(ValueLayout.JAVA_LONG, i, label);
            }
        }
        return LabelMap.of(type, segment, height, width);
    }

    private MemorySegment heap(int length) {
        return switch (type.bytes()) {
            case 1 -> MemorySegment.ofArray(new byte[length]);
            case 2 -> MemorySegment.ofArray(new short[length]);
            case 4 -> MemorySegment.ofArray(new int[length]);
            default -> MemorySegment.ofArray(new long[length]);
        };
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
    public ConfusionMatrix vector() {
        tally.accumulate(matrix, sample);
        return matrix;
    }

    /// Counts with the scalar kernel.
    @Benchmark
    @Fork(value = 3, jvmArgsAppend = "-Dmensura.simd=scalar")
    public ConfusionMatrix scalar() {
        tally.accumulate(matrix, sample);
        return matrix;
    }

    /// Counts `byte[]` labels without looking at what they are.
    @Benchmark
    @Fork(3)
    public long[] bareLoop() {
        long[] table = bareTable;
        int columns = numClasses;
        byte[] p = prediction;
        byte[] t = target;
        for (int i = 0; i < t.length; i++) {
            table[(t[i] & 0xFF) * columns + (p[i] & 0xFF)]++;
        }
        return table;
    }
}
