package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import dev.mensura.core.input.BitMask;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is taken from the heap for each sample of masks does not grow with it.
class MaskMemoryTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PIXELS = 1 << 16;

    /// Vectors are objects until the compiler has seen a loop often enough; rounds of calls until
    /// then, and the most of them.
    private static final int CALLS = 50;

    private static final int ROUNDS = 2000;

    /// Views and readers.
    private static final int SMALL_OBJECTS = 2048;

    /// Off-heap bytes are copied in blocks of 4 KiB, one for each side.
    private static final int BLOCKS = 2 * 4096;

    /// A narrowed block and a copied one of `long`, for each side.
    private static final int WIDE_BLOCKS = 2 * (4096 + 8 * 4096);

    /// Planes of [OneHotReader], for each side.
    private static final int PLANES = 2 * 4096;

    private static MemorySegment heap(long bytes) {
        return MemorySegment.ofArray(new byte[(int) bytes]);
    }

    private static MemorySegment off(long bytes) {
        return Arena.ofAuto().allocate(bytes, Long.BYTES);
    }

    /// Kinds of memory.
    private static List<MemorySegment> kinds(long bytes) {
        List<MemorySegment> kinds = new ArrayList<>(List.of(heap(bytes), off(bytes)));
        kinds.add(MemorySegment.ofArray(new long[(int) (bytes / Long.BYTES)]));
        return kinds;
    }

    private static void assertTakes(OverlapTally tally, SegmentationSample sample, long most) {
        OverlapState state = tally.newState();
        assertTakes(() -> tally.accumulate(state, sample), sample, most);
    }

    private static void assertTakes(Runnable call, SegmentationSample sample, long most) {
        long taken = most + 1;
        for (int round = 0; round < ROUNDS && taken > most; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            taken = (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
        }
        assertThat(taken).as("bytes for each of %s", sample).isLessThanOrEqualTo(most);
    }

    @Test
    @DisplayName("Packed bits, in every mixture of memory, with and without a validity")
    void packedBits() {
        OverlapTally tally = OverlapTally.of(LabelRule.binary().build());
        for (MemorySegment p : kinds(PIXELS / 8)) {
            for (MemorySegment t : kinds(PIXELS / 8)) {
                BitMask target = BitMask.of(t, PIXELS);
                BitMask prediction = BitMask.of(p, PIXELS);
                assertTakes(tally, new SegmentationSample(prediction, target), SMALL_OBJECTS);
                BitMask some = target.withValidity(target);
                assertTakes(tally, new SegmentationSample(prediction, some), SMALL_OBJECTS);
            }
        }
    }

    @Test
    @DisplayName("Byte masks and stacks of them")
    void byteMasks() {
        for (MemorySegment p : List.of(heap(2 * PIXELS), off(2 * PIXELS))) {
            for (MemorySegment t : List.of(heap(2 * PIXELS), off(2 * PIXELS))) {
                long blocks = (p.isNative() ? BLOCKS / 2 : 0) + (t.isNative() ? BLOCKS / 2 : 0);
                SegmentationSample binary =
                        new SegmentationSample(
                                LabelMap.uint8(p, 2 * PIXELS), LabelMap.uint8(t, 2 * PIXELS));
                assertTakes(
                        OverlapTally.of(LabelRule.binary().build()),
                        binary,
                        SMALL_OBJECTS + blocks);
                SegmentationSample stacks =
                        new SegmentationSample(
                                MaskStack.of(LabelType.UINT8, p, 2, PIXELS),
                                MaskStack.of(LabelType.UINT8, t, 2, PIXELS));
                assertTakes(
                        OverlapTally.of(LabelRule.multilabel(2).build()),
                        stacks,
                        2 * (SMALL_OBJECTS + blocks));
                assertTakes(
                        OverlapTally.of(LabelRule.multiclass(2).build()),
                        stacks,
                        SMALL_OBJECTS + blocks);
            }
        }
    }

    @Test
    @DisplayName(
            "Masks of wider values are narrowed in blocks, and one-hot classes found in planes")
    void wideMasks() {
        MaskStack heap = MaskStack.int64(new long[2 * PIXELS], 2, PIXELS);
        MaskStack off = MaskStack.of(LabelType.INT64, off(16 * PIXELS), 2, PIXELS);
        OverlapTally tally = OverlapTally.of(LabelRule.multiclass(2).build());
        assertTakes(tally, new SegmentationSample(heap, heap), SMALL_OBJECTS + WIDE_BLOCKS);
        assertTakes(tally, new SegmentationSample(off, off), SMALL_OBJECTS + WIDE_BLOCKS);
        byte[] first = new byte[2 * PIXELS];
        Arrays.fill(first, 0, PIXELS, (byte) 1);
        MaskStack bytes = MaskStack.uint8(first, 2, PIXELS);
        ConfusionTally matrix = ConfusionTally.of(LabelRule.multiclass(2).build());
        ConfusionMatrix state = matrix.newState();
        SegmentationSample oneHot = new SegmentationSample(bytes, bytes);
        assertTakes(() -> matrix.accumulate(state, oneHot), oneHot, SMALL_OBJECTS + PLANES);
    }
}
