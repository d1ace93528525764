package dev.mensura.core;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Shows any part of a label map as a heap array with an offset.
///
/// A map over a writable heap array of its own element type is shown as that array, without a copy.
/// All other memory is copied in blocks of at most [#BLOCK] labels (64 KiB), which stay in the
/// first-level cache. Kernels so see heap arrays alone: one kind of memory, one compiled loop.
final class ArrayView {
    /// The most labels that are copied at once.
    static final int BLOCK = 8192;

    /// The most labels that one kernel call is given.
    private static final int LONGEST_RUN = 1 << 30;

    private final LabelMap map;
    private final MemorySegment segment;
    private final ValueLayout layout;
    private final @Nullable Object heap;
    private final long heapStart;
    private Object array;
    private int offset;

    ArrayView(LabelMap map) {
        this.map = map;
        this.segment = map.segment();
        this.layout = layoutOf(map.type());
        this.heap = heapArray(map);
        this.heapStart = heap == null ? 0 : segment.address() / map.type().bytes();
        this.array = heap == null ? newBlock(map.type()) : heap;
    }

    /// Returns the most elements that can be shown at once.
    int longestRun() {
        return heap == null ? BLOCK : LONGEST_RUN;
    }

    /// Shows `count` elements from element `start` of the memory, at most [#longestRun].
    void show(long start, int count) {
        if (heap == null) {
            MemorySegment.copy(segment, layout, start * map.type().bytes(), array, 0, count);
        } else {
            offset = Math.toIntExact(heapStart + start);
        }
    }

    /// Returns the array that shows the elements, from [#offset] on.
    Object array() {
        return array;
    }

    /// Returns the index of the first shown element in [#array].
    int offset() {
        return offset;
    }

    private static @Nullable Object heapArray(LabelMap map) {
        Object base = map.segment().heapBase().orElse(null);
        boolean sameWidth =
                switch (map.type()) {
                    case UINT8, INT8 -> base instanceof byte[];
                    case UINT16, INT16 -> base instanceof short[];
                    case INT32 -> base instanceof int[];
                    case INT64 -> base instanceof long[];
                };
        return sameWidth && map.segment().address() % map.type().bytes() == 0 ? base : null;
    }

    private static ValueLayout layoutOf(LabelType type) {
        return switch (type) {
            case UINT8, INT8 -> ValueLayout.JAVA_BYTE;
            case UINT16, INT16 -> ValueLayout.JAVA_SHORT_UNALIGNED;
            case INT32 -> ValueLayout.JAVA_INT_UNALIGNED;
            case INT64 -> ValueLayout.JAVA_LONG_UNALIGNED;
        };
    }

    private static Object newBlock(LabelType type) {
        return switch (type) {
            case UINT8, INT8 -> new byte[BLOCK];
            case UINT16, INT16 -> new short[BLOCK];
            case INT32 -> new int[BLOCK];
            case INT64 -> new long[BLOCK];
        };
    }
}
