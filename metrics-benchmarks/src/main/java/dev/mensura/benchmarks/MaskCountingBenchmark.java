package dev.mensura.benchmarks;

import dev.mensura.core.LabelRule;
import dev.mensura.core.OverlapState;
import dev.mensura.core.OverlapTally;
import dev.mensura.core.input.BitMask;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.MaskStack;
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

/// Counts one pair of 1024 x 2048 images of few classes or of masks, as an application does: the
/// vector kernel, the scalar kernel, and reading the same memory without counting. What matters is
/// the ratio between the three.
///
/// ```sh
/// java -jar metrics-benchmarks/target/benchmarks.jar MaskCounting -p form=PACKED_BITS -prof gc
/// ```
@State(Scope.Thread)
public class MaskCountingBenchmark extends KernelBenchmark {
    private static final int HEIGHT = 1024;
    private static final int WIDTH = 2048;
    private static final int PIXELS = HEIGHT * WIDTH;

    /// How an image is stored.
    public enum Form {
        /// One byte per pixel, 0 or 1.
        BYTE_MASKS,
        /// One bit per pixel.
        PACKED_BITS,
        /// One byte per pixel, four classes.
        FOUR_CLASSES,
        /// Four masks of one byte per pixel.
        ONE_HOT
    }

    /// How the images are stored.
    @Param({"BYTE_MASKS", "PACKED_BITS", "FOUR_CLASSES", "ONE_HOT"})
    public Form form = Form.BYTE_MASKS;

    /// Whether they lie outside the Java heap.
    @Param({"false"})
    public boolean offHeap;

    private byte[] predictionBytes = {};
    private byte[] targetBytes = {};
    private MemorySegment prediction = MemorySegment.NULL;
    private MemorySegment target = MemorySegment.NULL;
    private OverlapState state = OverlapTally.of(LabelRule.binary().build()).newState();

    /// Makes images of noise: the time to count them does not depend on what they show.
    @Setup
    public void makeImages() {
        Random random = new Random(7);
        predictionBytes = image(random);
        targetBytes = image(random);
        prediction = stored(predictionBytes);
        target = stored(targetBytes);
        SegmentationSample sample =
                switch (form) {
                    case BYTE_MASKS, FOUR_CLASSES ->
                            new SegmentationSample(
                                    LabelMap.uint8(prediction, HEIGHT, WIDTH),
                                    LabelMap.uint8(target, HEIGHT, WIDTH));
                    case PACKED_BITS ->
                            new SegmentationSample(
                                    BitMask.of(prediction, HEIGHT, WIDTH),
                                    BitMask.of(target, HEIGHT, WIDTH));
                    case ONE_HOT ->
                            new SegmentationSample(
                                    MaskStack.of(LabelType.UINT8, prediction, 4, HEIGHT, WIDTH),
                                    MaskStack.of(LabelType.UINT8, target, 4, HEIGHT, WIDTH));
                };
        state = count(OverlapTally.of(rule()), sample);
    }

    /// Returns what was counted so far.
    OverlapState state() {
        return state;
    }

    private LabelRule rule() {
        return switch (form) {
            case BYTE_MASKS, PACKED_BITS -> LabelRule.binary().build();
            case FOUR_CLASSES, ONE_HOT -> LabelRule.multiclass(4).build();
        };
    }

    private byte[] image(Random random) {
        byte[] image =
                new byte
                        [switch (form) {
                            case BYTE_MASKS, FOUR_CLASSES -> PIXELS;
                            case PACKED_BITS -> PIXELS / Byte.SIZE;
                            case ONE_HOT -> 4 * PIXELS;
                        }];
        switch (form) {
            case BYTE_MASKS -> fill(image, random, 2);
            case PACKED_BITS -> random.nextBytes(image);
            case FOUR_CLASSES -> fill(image, random, 4);
            case ONE_HOT -> {
                for (int i = 0; i < PIXELS; i++) {
                    image[random.nextInt(4) * PIXELS + i] = 1;
                }
            }
        }
        return image;
    }

    private static void fill(byte[] image, Random random, int labels) {
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) random.nextInt(labels);
        }
    }

    private MemorySegment stored(byte[] image) {
        MemorySegment heap = MemorySegment.ofArray(image);
        return offHeap ? Arena.ofAuto().allocate(image.length, Long.BYTES).copyFrom(heap) : heap;
    }

    /// Returns the stored images of prediction and target, for a test.
    byte[][] images() {
        return new byte[][] {predictionBytes, targetBytes};
    }

    /// Reads both images once.
    @Benchmark
    @Fork(
            value = 3,
            jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xlog:disable"})
    public long readLimit() {
        return VectorReadLimit.read(prediction, target);
    }
}
