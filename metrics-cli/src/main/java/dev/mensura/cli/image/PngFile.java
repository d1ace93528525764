package dev.mensura.cli.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/// The chunks of a PNG file, checked from the signature to IEND: lengths and every checksum. Nothing is
/// decompressed yet and nothing as large as the image is allocated.
///
/// Chunks that say how to show an image (tRNS, gAMA, sBIT, bKGD, ...) are checked and otherwise passed over, as are
/// bytes behind IEND.
final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /// Bytes of a chunk before its body: length and type.
    private static final int CHUNK_START = 8;

    /// Bytes of a chunk around its body: length, type and checksum.
    private static final int CHUNK_FRAME = 12;

    /// Deflate stores at best 258 bytes in 2 bits, so no compressed byte ever stands for more.
    private static final long MOST_BYTES_PER_COMPRESSED_BYTE = 1032;

    /// Most elements that an array holds on common JVMs.
    private static final long MOST_SAMPLES = Integer.MAX_VALUE - 8;

    /// Bits of a row are counted in an `int`.
    private static final long MOST_ROW_BYTES = Integer.MAX_VALUE / 8;

    private static final int HEADER_LENGTH = 13;

    private final Path file;
    private final byte[] bytes;
    private final PngHeader header;
    private final List<Slice> imageData; // bodies

    private PngFile(Path file, byte[] bytes, PngHeader header, List<Slice> imageData) {
        this.file = file;
        this.bytes = bytes;
        this.header = header;
        this.imageData = List.copyOf(imageData);
    }

    /// A part of the file.
    ///
    /// @param offset position of its first byte
    private record Slice(int offset, int length) {
        /// Returns the position behind the last byte.
        int end() {
            return offset + length;
        }

        /// Returns what is between the frame of a chunk.
        Slice body() {
            return new Slice(offset + CHUNK_START, length - CHUNK_FRAME);
        }
    }

    /// Returns whether these bytes begin as a PNG file does, be it cut off within the signature.
    static boolean begins(byte[] bytes) {
        int length = Math.min(bytes.length, SIGNATURE.length);
        return length > 0 && Arrays.equals(bytes, 0, length, SIGNATURE, 0, length);
    }

    /// Returns the chunks of a file.
    ///
    /// @param file the name for messages
    /// @param bytes the whole file, which [#begins] as a PNG file does
    /// @throws UnreadableImageException if this is not a whole and undamaged PNG file, or if its header claims more
    ///     pixels than its image data can hold
    static PngFile parse(Path file, byte[] bytes) {
        Slice first = chunk(file, bytes, SIGNATURE.length);
        PngHeader header = header(file, bytes, first.body());
        boolean palette = false;
        List<Slice> imageData = new ArrayList<>();
        int at = first.end();
        while (true) {
            Slice chunk = chunk(file, bytes, at);
            String type = type(bytes, at);
            switch (type) {
                case "PLTE" -> palette = true;
                case "IDAT" -> imageData.add(chunk.body());
                case "IEND" -> {
                    requirePlausible(file, header, palette, imageData);
                    return new PngFile(file, bytes, header, imageData);
                }
                default -> requireAncillary(file, type);
            }
            at = chunk.end();
        }
    }

    /// Returns the name for messages.
    Path file() {
        return file;
    }

    PngHeader header() {
        return header;
    }

    /// Returns the rows with their filters, decompressed from the bodies of all IDAT chunks.
    ///
    /// @param scratch of no other stream that is still read
    /// @throws IOException if these do not begin as a zlib stream
    InputStream rows(ZlibStream.Scratch scratch) throws IOException {
        if (imageData.size() == 1) {
            Slice only = imageData.getFirst();
            return new ZlibStream(bytes, only.offset(), only.end(), scratch);
        }
        byte[] joined = new byte[Math.toIntExact(bytesOf(imageData))];
        int at = 0;
        for (Slice each : imageData) {
            System.arraycopy(bytes, each.offset(), joined, at, each.length());
            at += each.length();
        }
        return new ZlibStream(joined, 0, at, scratch);
    }

    /// Returns the same bytes as [#rows], decompressed by the JDK.
    InputStream rowsByJdk() {
        return new InflaterInputStream(
                new SequenceInputStream(
                        Collections.enumeration(imageData.stream().map(this::stream).toList())));
    }

    private InputStream stream(Slice slice) {
        return new ByteArrayInputStream(bytes, slice.offset(), slice.length());
    }

    /// Returns the error for image data that does not decompress to the rows of the header.
    UnreadableImageException damaged(String problem) {
        return damaged(file, problem);
    }

    /// Returns the chunk at `at`, its checksum compared.
    private static Slice chunk(Path file, byte[] bytes, int at) {
        if (bytes.length - at < CHUNK_FRAME) {
            throw truncated(file, bytes.length, at + (long) CHUNK_FRAME);
        }
        long length = Integer.toUnsignedLong(int32(bytes, at));
        if (bytes.length - at < length + CHUNK_FRAME) {
            throw truncated(file, bytes.length, at + length + CHUNK_FRAME);
        }
        int end = at + CHUNK_START + (int) length;
        CRC32 checksum = new CRC32();
        checksum.update(bytes, at + 4, end - at - 4);
        if ((int) checksum.getValue() != int32(bytes, end)) {
            throw damaged(
                    file,
                    "chunk %s at byte %d has checksum %08x, its bytes give %08x"
                            .formatted(
                                    quoted(type(bytes, at)),
                                    at,
                                    int32(bytes, end),
                                    checksum.getValue()));
        }
        return new Slice(at, (int) length + CHUNK_FRAME);
    }

    private static PngHeader header(Path file, byte[] bytes, Slice body) {
        String type = type(bytes, SIGNATURE.length);
        if (!type.equals("IHDR") || body.length() != HEADER_LENGTH) {
            throw damaged(
                    file,
                    "it begins with a chunk %s of %d bytes, expected IHDR of %d"
                            .formatted(quoted(type), body.length(), HEADER_LENGTH));
        }
        int width = int32(bytes, body.offset());
        int height = int32(bytes, body.offset() + 4);
        int bitDepth = bytes[body.offset() + 8];
        int colorCode = bytes[body.offset() + 9];
        int interlace = bytes[body.offset() + 12];
        PngColor color = PngColor.ofCode(colorCode);
        if (width < 1 || height < 1) {
            throw damaged(
                    file,
                    "it claims %s x %s pixels (rows x columns), expected 1 to 2147483647 of each"
                            .formatted(
                                    Integer.toUnsignedString(height),
                                    Integer.toUnsignedString(width)));
        }
        if (color == null || !color.allows(bitDepth)) {
            throw damaged(
                    file,
                    "it claims colour type %d with %d bits, which PNG does not have"
                            .formatted(colorCode & 0xff, bitDepth & 0xff));
        }
        if (bytes[body.offset() + 10] != 0
                || bytes[body.offset() + 11] != 0
                || interlace >>> 1 != 0) {
            throw damaged(file, "it claims a compression, filter or interlacing PNG does not have");
        }
        return new PngHeader(width, height, bitDepth, color, interlace == 1);
    }

    /// Only a chunk whose type begins with a small letter may be passed over.
    private static void requireAncillary(Path file, String type) {
        if ((type.charAt(0) & 0x20) == 0) {
            throw damaged(
                    file, "it has a second header or an unknown critical chunk: " + quoted(type));
        }
    }

    private static void requirePlausible(
            Path file, PngHeader header, boolean palette, List<Slice> imageData) {
        if (header.color() == PngColor.PALETTE && !palette) {
            throw damaged(file, "a palette image without a palette (PLTE chunk)");
        }
        if (header.pixels() > MOST_SAMPLES / header.color().channels()
                || header.rowBytes(header.width()) > MOST_ROW_BYTES) {
            throw new UnreadableImageException(
                    file,
                    "has %s, expected at most %d samples, and %d bytes in a row"
                            .formatted(claim(header), MOST_SAMPLES, MOST_ROW_BYTES));
        }
        long compressed = bytesOf(imageData);
        if (header.rawBytes() > compressed * MOST_BYTES_PER_COMPRESSED_BYTE) {
            throw damaged(
                    file,
                    "it claims %s, which cannot be in its %d bytes of image data"
                            .formatted(claim(header), compressed));
        }
    }

    private static long bytesOf(List<Slice> slices) {
        long bytes = 0;
        for (Slice each : slices) {
            bytes += each.length();
        }
        return bytes;
    }

    private static String claim(PngHeader header) {
        return "%d x %d pixels (rows x columns)".formatted(header.height(), header.width());
    }

    private static UnreadableImageException truncated(Path file, int actual, long expected) {
        return new UnreadableImageException(
                file,
                "truncated PNG file, it ends after %d bytes, expected at least %d"
                        .formatted(actual, expected));
    }

    private static UnreadableImageException damaged(Path file, String problem) {
        return new UnreadableImageException(file, "damaged PNG file: " + problem);
    }

    private static String type(byte[] bytes, int at) {
        return new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
    }

    /// Returns a chunk type as text that is safe on a terminal.
    private static String quoted(String type) {
        boolean letters = type.chars().allMatch(c -> c < 0x7f && Character.isLetter(c));
        return letters
                ? type
                : HexFormat.of().formatHex(type.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static int int32(byte[] bytes, int at) {
        return (bytes[at] << 24)
                | ((bytes[at + 1] & 0xff) << 16)
                | ((bytes[at + 2] & 0xff) << 8)
                | (bytes[at + 3] & 0xff);
    }
}
