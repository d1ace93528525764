package dev.mensura.cli.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The one directory of a TIFF file: its tags with their values, checked to lie within the file. Only
/// the tags of [TiffTag] are kept; those that say how to show an image are passed over.
final class TiffDirectory {
    /// How TIFF and BigTIFF begin, little-endian and big-endian.
    private static final List<String> SIGNATURES = List.of("II*\0", "MM\0*", "II+\0", "MM\0+");

    private static final int BIG_TIFF = '+';

    private static final int ENTRY_LENGTH = 12;
    private static final int TYPE_BYTE = 1;

    private final Path file;
    private final byte[] bytes;
    private final ByteOrder order;
    private final Map<TiffTag, long[]> values = new EnumMap<>(TiffTag.class);

    private TiffDirectory(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
        this.order = bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    /// Returns whether these bytes begin as a TIFF file does, be it cut off within the signature.
    static boolean begins(byte[] bytes) {
        String beginning =
                new String(bytes, 0, Math.min(bytes.length, 4), StandardCharsets.ISO_8859_1);
        return bytes.length > 0 && SIGNATURES.stream().anyMatch(each -> each.startsWith(beginning));
    }

    /// Returns the directory of a file.
    ///
    /// @param file the name for messages
    /// @param bytes the whole file, which [#begins] as a TIFF file does
    /// @throws UnreadableImageException if it is cut off or damaged before the samples, is a BigTIFF
    ///     file, or holds more than one image
    static TiffDirectory parse(Path file, byte[] bytes) {
        TiffDirectory directory = new TiffDirectory(file, bytes);
        try {
            directory.readAll();
        } catch (BufferUnderflowException | IllegalArgumentException cutOff) {
            throw new UnreadableImageException(
                    file,
                    "truncated TIFF file, it ends after %d bytes, within its directory"
                            .formatted(bytes.length),
                    cutOff);
        }
        return directory;
    }

    private void readAll() {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(order);
        if (in.position(2).getShort() == BIG_TIFF) {
            throw new UnreadableImageException(
                    file, "a BigTIFF file, expected a TIFF file of less than 2 GB");
        }
        in.position(position(Integer.toUnsignedLong(in.getInt())));
        int entries = Short.toUnsignedInt(in.getShort());
        int start = in.position();
        for (int entry = 0; entry < entries; entry++) {
            readEntry(in.position(start + entry * ENTRY_LENGTH));
        }
        if (in.position(start + entries * ENTRY_LENGTH).getInt() != 0) {
            throw new UnreadableImageException(file, "has more than one page, expected one");
        }
    }

    private void readEntry(ByteBuffer in) {
        int code = Short.toUnsignedInt(in.getShort());
        int type = in.getShort();
        long count = Integer.toUnsignedLong(in.getInt());
        for (TiffTag tag : TiffTag.values()) {
            if (tag.code() == code) {
                if (values.containsKey(tag)) {
                    throw damaged("tag %s is there twice".formatted(tag));
                }
                values.put(tag, read(in, tag, type, count));
            }
        }
    }

    private long[] read(ByteBuffer in, TiffTag tag, int type, long count) {
        int size =
                switch (type) {
                    case TYPE_BYTE -> Byte.BYTES;
                    case TiffTag.SHORT -> Short.BYTES;
                    case TiffTag.LONG -> Integer.BYTES;
                    default -> throw damaged("tag %s has type %d".formatted(tag, type));
                };
        if (count == 0) {
            throw damaged("tag %s has no value".formatted(tag));
        }
        if (count * size > Integer.BYTES) {
            in.position(position(Integer.toUnsignedLong(in.getInt())));
        }
        if (count * size > in.remaining()) {
            throw new BufferUnderflowException();
        }
        long[] read = new long[(int) count];
        for (int i = 0; i < read.length; i++) {
            read[i] =
                    switch (size) {
                        case Byte.BYTES -> Byte.toUnsignedLong(in.get());
                        case Short.BYTES -> Short.toUnsignedLong(in.getShort());
                        default -> Integer.toUnsignedLong(in.getInt());
                    };
        }
        return read;
    }

    private int position(long offset) {
        if (offset > bytes.length) {
            throw new BufferUnderflowException();
        }
        return (int) offset;
    }

    /// Returns the name for messages.
    Path file() {
        return file;
    }

    /// Returns the whole file.
    byte[] bytes() {
        return bytes;
    }

    ByteOrder order() {
        return order;
    }

    boolean has(TiffTag tag) {
        return values.containsKey(tag);
    }

    /// Returns all values of a tag.
    ///
    /// @throws UnreadableImageException if it is not there
    long[] all(TiffTag tag) {
        long[] found = values.get(tag);
        if (found == null) {
            throw damaged("it has no tag " + tag);
        }
        return found;
    }

    /// Returns the first value of a tag.
    ///
    /// @throws UnreadableImageException if it is not there
    long first(TiffTag tag) {
        return all(tag)[0];
    }

    /// Returns the first value of a tag, or what stands for it where it is not there.
    long first(TiffTag tag, long otherwise) {
        return has(tag) ? first(tag) : otherwise;
    }

    /// Returns the error for a file that contradicts itself.
    UnreadableImageException damaged(String problem) {
        return new UnreadableImageException(file, "damaged TIFF file: " + problem);
    }
}
