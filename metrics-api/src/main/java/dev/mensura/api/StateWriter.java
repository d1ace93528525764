package dev.mensura.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/// Collects the binary form of a state, little-endian.
///
/// A written state is laid out as
///
/// | bytes | content |
/// |---|---|
/// | 4 | magic `MNSR` |
/// | 4 | format version, an int, now 1 |
/// | 4 | length of the fingerprint in bytes, an int |
/// | n | fingerprint of what was counted, UTF-8 |
/// | 4 | length of the content in bytes, an int |
/// | m | content: what [Tally#encode] put |
/// | 4 | CRC-32C of all bytes before |
public final class StateWriter {
    private static final int INITIAL_BYTES = 256;

    private ByteBuffer buffer = allocate(INITIAL_BYTES);

    StateWriter() {}

    /// Puts 4 bytes.
    public void putInt(int value) {
        room(Integer.BYTES).putInt(value);
    }

    /// Puts 8 bytes.
    public void putLong(long value) {
        room(Long.BYTES).putLong(value);
    }

    /// Puts `8 * values.length` bytes; the length itself is not written.
    public void putLongs(long[] values) {
        ByteBuffer out = room(Math.multiplyExact(values.length, Long.BYTES));
        out.asLongBuffer().put(values);
        out.position(out.position() + values.length * Long.BYTES);
    }

    /// Puts the bytes as they are; the length itself is not written.
    public void putBytes(byte[] values) {
        room(values.length).put(values);
    }

    /// Puts a part of variable length: 4 bytes with its length, then what `content` puts.
    /// [StateReader#getPart] reads it.
    public void putPart(Consumer<StateWriter> content) {
        int lengthAt = buffer.position();
        putInt(0);
        content.accept(this);
        buffer.putInt(lengthAt, buffer.position() - lengthAt - Integer.BYTES);
    }

    byte[] toByteArray() {
        byte[] written = new byte[buffer.position()];
        buffer.get(0, written);
        return written;
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int needed = Math.addExact(buffer.position(), bytes);
            int doubled = (int) Math.min(2L * buffer.capacity(), Integer.MAX_VALUE - 8);
            buffer = allocate(Math.max(needed, doubled)).put(buffer.flip());
        }
        return buffer;
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
