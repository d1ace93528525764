package dev.mensura.core.input;

import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Checks the memory that a view is laid over.
final class Memory {
    private Memory() {}

    /// Returns the elements between position and limit of a buffer in the machine's byte order.
    static MemorySegment of(String name, Buffer buffer, ByteOrder order) {
        if (!(buffer instanceof ByteBuffer) && order != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException(
                    name
                            + " has byte order "
                            + order
                            + ", expected "
                            + ByteOrder.nativeOrder()
                            + ": call order(ByteOrder.nativeOrder()) on the ByteBuffer before"
                            + " viewing it");
        }
        return MemorySegment.ofBuffer(buffer);
    }

    /// Checks that `segment` holds exactly `elements` of `bytes` each.
    static MemorySegment requireSize(
            String name, MemorySegment segment, long elements, int bytes, Shape shape) {
        if (segment.byteSize() % bytes != 0 || segment.byteSize() / bytes != elements) {
            throw new IllegalArgumentException(
                    name
                            + " has "
                            + segment.byteSize() / bytes
                            + " elements ("
                            + segment.byteSize()
                            + " bytes), expected "
                            + elements
                            + " for shape "
                            + shape);
        }
        return segment;
    }

    static long[] toLongs(int... shape) {
        return Arrays.stream(shape).asLongStream().toArray();
    }

    /// Returns 0 and 1 for false and true.
    static byte[] toBytes(boolean[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        return bytes;
    }
}
