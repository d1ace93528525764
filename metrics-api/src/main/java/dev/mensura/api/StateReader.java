package dev.mensura.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;

/// Reads the binary form of a state, little-endian, and checks every length before it allocates.
public final class StateReader {
    private final ByteBuffer in;

    StateReader(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
    }

    private StateReader(ByteBuffer bytes) {
        this.in = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Returns how many bytes are left.
    public int remaining() {
        return in.remaining();
    }

    /// Returns the next 4 bytes.
    ///
    /// @throws StateFormatException if fewer are left
    public int getInt() {
        require(Integer.BYTES);
        return in.getInt();
    }

    /// Returns the next 8 bytes.
    ///
    /// @throws StateFormatException if fewer are left
    public long getLong() {
        require(Long.BYTES);
        return in.getLong();
    }

    /// Returns the next 8 bytes, which hold a count.
    ///
    /// @param name what is counted, for the message
    /// @throws StateFormatException if fewer are left or the value is negative
    public long getCount(String name) {
        long count = getLong();
        if (count < 0) {
            throw new StateFormatException(name + " is " + count + ", expected 0 or more");
        }
        return count;
    }

    /// Returns the next `8 * count` bytes as longs.
    ///
    /// @throws StateFormatException if fewer are left; nothing is allocated then
    public long[] getLongs(int count) {
        require((long) Long.BYTES * count);
        long[] values = new long[count];
        in.asLongBuffer().get(values);
        in.position(in.position() + count * Long.BYTES);
        return values;
    }

    /// Returns the next `count` bytes.
    ///
    /// @throws StateFormatException if fewer are left; nothing is allocated then
    public byte[] getBytes(int count) {
        require(count);
        byte[] values = new byte[count];
        in.get(values);
        return values;
    }

    /// Returns a reader of the next `length` bytes alone and moves past them.
    ///
    /// @throws StateFormatException if fewer are left
    public StateReader slice(int length) {
        require(length);
        StateReader part = new StateReader(in.slice(in.position(), length));
        in.position(in.position() + length);
        return part;
    }

    /// Returns what `content` reads out of the next part, as [StateWriter#putPart] has put it.
    ///
    /// @param content must read the part to its end
    /// @throws StateFormatException if the part is cut short, or `content` leaves bytes of it
    public <T> T getPart(Function<StateReader, T> content) {
        return slice(getInt()).readWhole(content);
    }

    /// Returns what `content` reads out of all bytes that are left.
    ///
    /// @throws StateFormatException if `content` leaves some
    <T> T readWhole(Function<StateReader, T> content) {
        T value = content.apply(this);
        if (remaining() > 0) {
            throw new StateFormatException("state content has " + remaining() + " bytes too many");
        }
        return value;
    }

    private void require(long bytes) {
        if (bytes < 0 || bytes > in.remaining()) {
            throw new StateFormatException(
                    "state is truncated: "
                            + bytes
                            + " bytes expected, "
                            + in.remaining()
                            + " left");
        }
    }
}
