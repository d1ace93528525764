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
///
/// A kernel for arrays and off-heap memory has a loop for each, though they differ in their loads alone.
/// One loop with a choice in each load was compiled anew a hundred times where a process has both kinds,
/// and now and then so that a vector became an object in every turn.
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

    /// Returns the bytes from `index` on of a segment that [#offHeap] returned.
    static ByteVector load(MemorySegment offHeap, long index) {
        return ByteVector.fromMemorySegment(BYTES, offHeap, index, ByteOrder.nativeOrder());
    }
}
