package dev.mensura.core.kernel;

import java.lang.foreign.MemorySegment;

/// Off-heap memory whose kind the compiler knows.
///
/// Loads of vectors from segments share their profile with all such loads of the process. Once those
/// were of several kinds of heap memory, off-heap planes took three times as long. A cast to the
/// JDK's class of native segments, of which the mapped ones are a subclass, tells the compiler the
/// kind, whatever the profile says.
final class VectorMemory {
    private static final Class<?> OFF_HEAP = MemorySegment.NULL.getClass();

    private VectorMemory() {}

    /// Returns whether [#offHeap] takes `segment`.
    static boolean isOffHeap(MemorySegment segment) {
        return OFF_HEAP.isInstance(segment);
    }

    /// Returns `segment`, known to be off-heap where this call is inlined.
    static MemorySegment offHeap(MemorySegment segment) {
        return (MemorySegment) OFF_HEAP.cast(segment);
    }
}
