package dev.mensura.cli.evaluation;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Writes and reads values of varying length: the length first, big-endian, then the value.
public final class SavedValues {
    private SavedValues() {}

    /// Writes one value.
    public interface Writer<T> {
        /// Writes the value.
        void write(DataOutput out, T value) throws IOException;
    }

    /// Reads one value.
    public interface Reader<T> {
        /// Returns the next value.
        T read(DataInputStream input) throws IOException;
    }

    /// Writes bytes.
    public static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /// Returns bytes; no more memory is taken than there are bytes.
    public static byte[] readBytes(DataInputStream input) throws IOException {
        int length = readLength(input);
        byte[] bytes = input.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    /// Writes text as UTF-8.
    public static void writeText(DataOutput out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns text.
    public static String readText(DataInputStream input) throws IOException {
        return new String(readBytes(input), StandardCharsets.UTF_8);
    }

    /// Writes values in order.
    public static <T> void writeAll(DataOutput out, Collection<T> values, Writer<T> each)
            throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            each.write(out, value);
        }
    }

    /// Returns values in order.
    public static <T> List<T> readAll(DataInputStream input, Reader<T> each) throws IOException {
        int size = readLength(input);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(each.read(input));
        }
        return values;
    }

    private static int readLength(DataInputStream input) throws IOException {
        int length = input.readInt();
        if (length < 0) {
            throw new IOException("length is " + length + ", expected 0 or more");
        }
        return length;
    }
}
