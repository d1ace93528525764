package dev.mensura.benchmarks;

import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.ConfusionTally;
import dev.mensura.core.LabelRule;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.SegmentationSample;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/// Counts the scores of one image against its target: the vector kernel, the scalar kernel, and the
/// read limit, which reads the same memory with vector loads and makes one number of it. Throughput
/// in images per second; what matters is the ratio between the three.
///
/// ```sh
/// java -jar metrics-benchmarks/target/benchmarks.jar ScoreCounting -p form=CLASS_FIRST -prof gc
/// ```
@State(Scope.Thread)
public class ScoreCountingBenchmark extends KernelBenchmark {

    /// What the axes mean: planar or interleaved class scores, or one score for a threshold.
    @Param({"CLASS_FIRST", "CLASS_LAST", "BINARY"})
    public ScoreMap.Form form = ScoreMap.Form.CLASS_FIRST;

    /// Whether scores are float64, otherwise float32.
    @Param({"false", "true"})
    public boolean doublePrecision;

    /// Whether scores and target lie outside the Java heap.
    @Param({"false", "true"})
    public boolean offHeap;

    /// Length of the class axis.
    @Param({"19"})
    public int numClasses = 19;

    /// Height of the image.
    @Param({"1024"})
    public int height = 1024;

    /// Width of the image.
    @Param({"1024"})
    public int width = 1024;

    private float[] floats = {};
    private double[] doubles = {};
    private byte[] target = {};
    private MemorySegment scoreSegment = MemorySegment.NULL;
    private MemorySegment targetSegment = MemorySegment.NULL;
    private ConfusionMatrix matrix = ConfusionTally.of(LabelRule.multiclass(2).build()).newState();

    /// Draws regions of one target class, and scores of which that class is usually the highest.
    @Setup
    public void makeScores() {
        boolean binary = form == ScoreMap.Form.BINARY;
        int channels = binary ? 1 : numClasses;
        int labels = binary ? 2 : numClasses;
        int pixels = height * width;
        Random random = new Random(7);
        target = new byte[pixels];
        floats = new float[doublePrecision ? 0 : channels * pixels];
        doubles = new double[doublePrecision ? channels * pixels : 0];
        for (int i = 0; i < pixels; i++) {
            int region = i / width / 64 * 31 + i % width / 64;
            target[i] = (byte) (region % labels);
            for (int c = 0; c < channels; c++) {
                boolean high = binary ? target[i] == 1 : c == target[i];
                put(c, i, pixels, channels, (float) random.nextGaussian() + (high ? 2 : -2));
            }
        }
        place();
        LabelRule rule =
                binary ? LabelRule.binary().build() : LabelRule.multiclass(numClasses).build();
        SegmentationSample sample =
                new SegmentationSample(scores(), LabelMap.uint8(targetSegment, height, width));
        matrix = count(ConfusionTally.of(rule), sample);
    }

    /// Returns what was counted so far.
    ConfusionMatrix matrix() {
        return matrix;
    }

    private void put(int c, int pixel, int pixels, int channels, float score) {
        boolean last = form == ScoreMap.Form.CLASS_LAST;
        int at = last ? pixel * channels + c : c * pixels + pixel;
        if (doublePrecision) {
            doubles[at] = score;
        } else {
            floats[at] = score;
        }
    }

    private void place() {
        MemorySegment heap =
                doublePrecision ? MemorySegment.ofArray(doubles) : MemorySegment.ofArray(floats);
        scoreSegment = offHeap ? copy(heap) : heap;
        MemorySegment labels = MemorySegment.ofArray(target);
        targetSegment = offHeap ? copy(labels) : labels;
    }

    private static MemorySegment copy(MemorySegment heap) {
        return Arena.ofAuto().allocate(heap.byteSize(), Long.SIZE).copyFrom(heap);
    }

    private ScoreMap scores() {
        long[] shape =
                switch (form) {
                    case CLASS_FIRST -> new long[] {numClasses, height, width};
                    case CLASS_LAST -> new long[] {height, width, numClasses};
                    default -> new long[] {height, width};
                };
        return doublePrecision
                ? ScoreMap.float64(scoreSegment, form, ScoreMap.Kind.LOGITS, shape)
                : ScoreMap.float32(scoreSegment, form, ScoreMap.Kind.LOGITS, shape);
    }

    /// Reads all scores and the target.
    @Benchmark
    @Fork(
            value = 3,
            jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xlog:disable"})
    public long readLimit() {
        return VectorReadLimit.read(scoreSegment, targetSegment);
    }
}
