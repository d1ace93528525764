package dev.mensura.cli.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A PNG file written from known samples, with no code of the reader: any colour type, bit depth and interlacing,
/// all five row filters in turn, and the image data in several chunks.
///
/// @param colorType 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGB and alpha
/// @param samples `[height][width][channel]`, row-major
/// @param chunks further whole chunks between IHDR and IDAT
record PngFixture(
        int colorType,
        int bitDepth,
        boolean interlaced,
        int width,
        int height,
        int[] samples,
        byte[] chunks) {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int[][] ONE_PASS = {{0, 0, 1, 1}};
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8},
        {4, 0, 8, 8},
        {0, 4, 4, 8},
        {2, 0, 4, 4},
        {0, 2, 2, 4},
        {1, 0, 2, 2},
        {0, 1, 1, 2}
    };

    static PngFixture of(int colorType, int bitDepth, int width, int height, int... samples) {
        byte[] chunks = colorType == 3 ? palette(1 << bitDepth) : new byte[0];
        return new PngFixture(colorType, bitDepth, false, width, height, samples, chunks);
    }

    PngFixture withInterlacing() {
        return new PngFixture(colorType, bitDepth, true, width, height, samples, chunks);
    }

    PngFixture withChunk(String type, byte... body) {
        byte[] more = concat(chunks, chunk(type, body));
        return new PngFixture(colorType, bitDepth, interlaced, width, height, samples, more);
    }

    int channels() {
        return channels(colorType);
    }

    /// Returns the whole file.
    byte[] bytes() {
        byte[] zlib = deflate(filteredRows());
        int third = zlib.length / 3;
        return concat(
                SIGNATURE,
                header(width, height, bitDepth, colorType, interlaced ? 1 : 0),
                chunks,
                chunk("IDAT", Arrays.copyOfRange(zlib, 0, third)),
                chunk("IDAT"),
                chunk("IDAT", Arrays.copyOfRange(zlib, third, zlib.length)),
                chunk("IEND"));
    }

    Path writeTo(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] header(int width, int height, int bitDepth, int colorType, int interlace) {
        ByteBuffer body = ByteBuffer.allocate(13).putInt(width).putInt(height);
        body.put((byte) bitDepth).put((byte) colorType).put((byte) 0).put((byte) 0);
        return chunk("IHDR", body.put((byte) interlace).array());
    }

    /// Returns one chunk: length, type, body and checksum.
    static byte[] chunk(String type, byte... body) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(body);
        return ByteBuffer.allocate(12 + body.length)
                .putInt(body.length)
                .put(name)
                .put(body)
                .putInt((int) checksum.getValue())
                .array();
    }

    static byte[] file(byte[]... chunks) {
        return concat(SIGNATURE, concat(chunks));
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] deflate(byte[] raw) {
        Deflater deflater = new Deflater();
        deflater.setInput(raw);
        deflater.finish();
        byte[] zlib = new byte[raw.length + 1000];
        int length = deflater.deflate(zlib);
        deflater.end();
        return Arrays.copyOf(zlib, length);
    }

    /// Returns a PLTE chunk whose colours have nothing to do with their indices.
    static byte[] palette(int entries) {
        byte[] colors = new byte[3 * entries];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = (byte) (200 - 7 * i);
        }
        return chunk("PLTE", colors);
    }

    private static int channels(int colorType) {
        return switch (colorType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    private byte[] filteredRows() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int step = Math.max(1, channels() * bitDepth / 8);
        int filter = 0;
        for (int[] pass : interlaced ? ADAM7 : ONE_PASS) {
            byte[] above = null;
            for (int y = pass[1]; y < height && pass[0] < width; y += pass[3]) {
                byte[] row = packedRow(y, pass[0], pass[2]);
                out.write(filter);
                byte[] before = above == null ? new byte[row.length] : above;
                out.writeBytes(filtered(filter, step, row, before));
                filter = (filter + 1) % 5;
                above = row;
            }
        }
        return out.toByteArray();
    }

    private byte[] packedRow(int y, int x0, int dx) {
        int pixels = (width - x0 + dx - 1) / dx;
        byte[] row = new byte[(pixels * channels() * bitDepth + 7) / 8];
        int bit = 0;
        for (int x = x0; x < width; x += dx) {
            for (int c = 0; c < channels(); c++) {
                int sample = samples[(y * width + x) * channels() + c];
                for (int b = bitDepth - 1; b >= 0; b--, bit++) {
                    row[bit / 8] |= (byte) ((sample >> b & 1) << 7 - bit % 8);
                }
            }
        }
        return row;
    }

    private static byte[] filtered(int filter, int step, byte[] row, byte[] above) {
        byte[] out = new byte[row.length];
        for (int i = 0; i < row.length; i++) {
            int a = i < step ? 0 : row[i - step] & 0xff;
            int b = above[i] & 0xff;
            int c = i < step ? 0 : above[i - step] & 0xff;
            int predicted =
                    switch (filter) {
                        case 1 -> a;
                        case 2 -> b;
                        case 3 -> (a + b) / 2;
                        case 4 -> paeth(a, b, c);
                        default -> 0;
                    };
            out[i] = (byte) (row[i] - predicted);
        }
        return out;
    }

    private static int paeth(int a, int b, int c) {
        int p = a + b - c;
        int pa = Math.abs(p - a);
        int pb = Math.abs(p - b);
        int pc = Math.abs(p - c);
        if (pa <= pb && pa <= pc) {
            return a;
        }
        return pb <= pc ? b : c;
    }
}
