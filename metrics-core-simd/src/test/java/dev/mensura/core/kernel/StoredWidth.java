package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// What the labels are stored as.
enum StoredWidth {
    UINT8(8, false),
    INT8(8, true),
    UINT16(16, false),
    INT16(16, true),
    INT32(32, true),
    INT64(64, true),
    CODES(32, true);

    final int bits;
    final boolean signed;

    StoredWidth(int bits, boolean signed) {
        this.bits = bits;
        this.signed = signed;
    }

    long stored(long label) {
        int unused = Long.SIZE - bits;
        return signed ? (label << unused) >> unused : (label << unused) >>> unused;
    }

    int count(
            PairCounter counter,
            boolean offHeap,
            long[] prediction,
            int po,
            long[] target,
            int to,
            int n) {
        if (this == CODES) {
            return counter.countCodes(
                    ints(Arrays.copyOfRange(prediction, po, po + n)),
                    ints(Arrays.copyOfRange(target, to, to + n)),
                    n);
        }
        return (int)
                counter.count(
                        labels(prediction, po / 2, offHeap),
                        po - po / 2,
                        labels(target, to / 2, offHeap),
                        to - to / 2,
                        n);
    }

    /// Returns the labels from `first` on, in a part of an array or of off-heap memory.
    private StoredLabels labels(long[] labels, int first, boolean offHeap) {
        MemorySegment heap = heap(labels);
        MemorySegment all =
                offHeap ? Arena.ofAuto().allocate(heap.byteSize()).copyFrom(heap) : heap;
        return StoredLabels.of(all.asSlice((long) first * type().bytes()), type());
    }

    LabelType type() {
        return LabelType.valueOf(name());
    }

    MemorySegment heap(long[] labels) {
        return switch (this) {
            case UINT8, INT8 -> MemorySegment.ofArray(bytes(labels));
            case UINT16, INT16 -> MemorySegment.ofArray(shorts(labels));
            case INT32, CODES -> MemorySegment.ofArray(ints(labels));
            case INT64 -> MemorySegment.ofArray(labels);
        };
    }

    private static byte[] bytes(long[] labels) {
        byte[] result = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            result[i] = (byte) labels[i];
        }
        return result;
    }

    private static short[] shorts(long[] labels) {
        short[] result = new short[labels.length];
        for (int i = 0; i < labels.length; i++) {
            result[i] = (short) labels[i];
        }
        return result;
    }

    private static int[] ints(long[] labels) {
        int[] result = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            result[i] = (int) labels[i];
        }
        return result;
    }
}
