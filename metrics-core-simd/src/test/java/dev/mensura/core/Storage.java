package dev.mensura.core;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Where labels are kept: every kind of memory that a label map can view.
enum Storage {
    /// A heap array of the label type itself.
    ARRAY,
    /// Part of a larger heap array of the label type.
    ARRAY_SLICE,
    /// A heap array behind a read-only segment.
    READ_ONLY,
    /// A `byte[]`, read at an odd offset.
    BYTES,
    /// A direct buffer with a position and a limit.
    DIRECT,
    /// Native memory, at an odd address.
    NATIVE,
    /// A mapped file, deleted as soon as it is mapped.
    MAPPED;

    private static final int MARGIN = 3;

    /// Returns a view of `labels` of any shape.
    LabelMap hold(LabelType type, long[] labels, Arena arena, long... shape) {
        return LabelMap.of(type, segment(type, labels, arena), shape);
    }

    /// Returns a view of `labels` whose rows are `stride` apart; all bits of a gap are set.
    LabelMap holdStrided(LabelType type, long[] labels, Arena arena, long stride, long... shape) {
        int width = (int) shape[shape.length - 1];
        int rows = width == 0 ? 0 : labels.length / width;
        long[] spread = new long[rows == 0 ? 0 : (int) ((rows - 1) * stride) + width];
        Arrays.fill(spread, -1);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(labels, row * width, spread, (int) (row * stride), width);
        }
        return LabelMap.strided(type, segment(type, spread, arena), stride, shape);
    }

    /// Returns the memory that holds `labels`.
    MemorySegment segment(LabelType type, long[] labels, Arena arena) {
        int bytes = labels.length * type.bytes();
        MemorySegment writable =
                switch (this) {
                    case ARRAY, READ_ONLY -> array(type, labels.length);
                    case ARRAY_SLICE ->
                            array(type, labels.length + 2 * MARGIN)
                                    .asSlice((long) MARGIN * type.bytes(), bytes);
                    case BYTES ->
                            MemorySegment.ofArray(new byte[bytes + 2 * MARGIN])
                                    .asSlice(MARGIN, bytes);
                    case DIRECT -> MemorySegment.ofBuffer(direct(bytes));
                    case NATIVE -> arena.allocate(bytes + 2L * MARGIN, 64).asSlice(MARGIN, bytes);
                    case MAPPED -> mapped(bytes, arena);
                };
        for (int i = 0; i < labels.length; i++) {
            put(writable, type, i, labels[i]);
        }
        return this == READ_ONLY ? writable.asReadOnly() : writable;
    }

    private static MemorySegment array(LabelType type, int length) {
        return switch (type) {
            case UINT8, INT8 -> MemorySegment.ofArray(new byte[length]);
            case UINT16, INT16 -> MemorySegment.ofArray(new short[length]);
            case INT32 -> MemorySegment.ofArray(new int[length]);
            case INT64 -> MemorySegment.ofArray(new long[length]);
        };
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes + 2 * MARGIN)
                .order(ByteOrder.nativeOrder())
                .position(MARGIN)
                .limit(MARGIN + bytes);
    }

    private static MemorySegment mapped(int bytes, Arena arena) {
        try {
            Path file = Files.createTempFile("mensura", ".labels");
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void put(MemorySegment memory, LabelType type, int index, long label) {
        long at = (long) index * type.bytes();
        switch (type.bytes()) {
            case 1 -> memory.set(ValueLayout.JAVA_BYTE, at, (byte) label);
            case 2 -> memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, (short) label);
            case 4 -> memory.set(ValueLayout.JAVA_INT_UNALIGNED, at, (int) label);
            default -> memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at, label);
        }
    }
}
