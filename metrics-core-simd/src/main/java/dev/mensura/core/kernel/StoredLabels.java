package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// Labels as they are stored, in any kind of memory: a view, which is read and never kept.
///
/// Labels in a writable heap array of their own width are read where they are, and so are off-heap ones
/// by the vector loops that have a loop for them. Other memory is copied in small blocks: a vector loop that
/// met two kinds of memory would be compiled for both at once, and lose its speed to boxed vectors.
public final class StoredLabels implements LabelSource {
    private final MemorySegment segment;
    private final LabelType type;
    private final @Nullable Object heap;
    private final long heapStart;

    private StoredLabels(MemorySegment segment, LabelType type) {
        this.segment = segment;
        this.type = type;
        this.heap = heapArray(segment, type);
        this.heapStart = heap == null ? 0 : segment.address() / type.bytes();
    }

    /// Returns a view of all labels of a segment, in the machine's byte order.
    public static StoredLabels of(MemorySegment segment, LabelType type) {
        return new StoredLabels(segment, type);
    }

    /// Checks that there are `count` labels from label `start` on.
    void checkRange(long start, long count) {
        Objects.checkFromIndexSize(start, count, segment.byteSize() / type.bytes());
    }

    /// Returns how a label is stored.
    LabelType type() {
        return type;
    }

    /// Returns the memory of all labels.
    MemorySegment segment() {
        return segment;
    }

    /// Returns the array that holds the labels, null if there is none of their width.
    @Nullable Object heap() {
        return heap;
    }

    /// Returns the index of label `start` in [#heap].
    int heapIndex(long start) {
        return Math.toIntExact(heapStart + start);
    }

    /// Copies the labels `start` to `start + count - 1` to `index` of an array of their width.
    void copy(long start, int count, Object array, int index) {
        MemorySegment.copy(segment, layout(), start * type.bytes(), array, index, count);
    }

    private ValueLayout layout() {
        return switch (type) {
            case UINT8, INT8 -> ValueLayout.JAVA_BYTE;
            case UINT16, INT16 -> ValueLayout.JAVA_SHORT_UNALIGNED;
            case INT32 -> ValueLayout.JAVA_INT_UNALIGNED;
            case INT64 -> ValueLayout.JAVA_LONG_UNALIGNED;
        };
    }

    private static @Nullable Object heapArray(MemorySegment segment, LabelType type) {
        Object base = segment.heapBase().orElse(null);
        boolean sameWidth =
                switch (type) {
                    case UINT8, INT8 -> base instanceof byte[];
                    case UINT16, INT16 -> base instanceof short[];
                    case INT32 -> base instanceof int[];
                    case INT64 -> base instanceof long[];
                };
        return sameWidth && segment.address() % type.bytes() == 0 ? base : null;
    }
}
