package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/// Off-heap memory whose kind the compiler knows.
///
/// Loads of vectors from segments share their profile with all such loads of the process. Once those
/// were of several kinds of heap memory, off-heap planes took three times as long. A cast to the
/// JDK's class of native segments, of which the mapped ones are a subclass, tells the compiler the
/// kind, whatever the profile says.
final class VectorMemory {
    private static final Class<?> OFF_HEAP = MemorySegment.NULL.getClass();

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;

    private VectorMemory() {}

    /// Returns whether [#offHeap] takes `segment`.
    static boolean isOffHeap(MemorySegment segment) {
        return OFF_HEAP.isInstance(segment);
    }

    /// Returns `segment`, known to be off-heap where this call is inlined.
    static MemorySegment offHeap(MemorySegment segment) {
        return (MemorySegment) OFF_HEAP.cast(segment);
    }

    /// Returns the bytes from `index` on of an array, or of a segment that [#offHeap] returned. Which of
    /// the two must not change in the caller's loop: then the compiler makes a loop of each.
    static ByteVector load(boolean inArray, byte[] array, MemorySegment offHeap, long index) {
        return inArray
                ? ByteVector.fromArray(BYTES, array, (int) index)
                : ByteVector.fromMemorySegment(BYTES, offHeap, index, ByteOrder.nativeOrder());
    }
}
