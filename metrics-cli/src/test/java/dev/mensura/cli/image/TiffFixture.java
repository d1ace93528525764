package dev.mensura.cli.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;

/// A TIFF file written from known samples, with no code of the reader: either byte order, strips or
/// tiles, chunky or planar, any compression and number of bits.
final class TiffFixture {
    static final int NONE = 1;
    static final int LZW = 5;
    static final int DEFLATE = 8;
    static final int OLD_DEFLATE = 32_946;
    static final int PACK_BITS = 32_773;

    private static final int TYPE_SHORT = 3;
    private static final int TYPE_LONG = 4;

    final int width;
    final int height;
    final int channels;
    final int bits;
    final long[] samples; // [height][width][channel]
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    int compression = NONE;
    int photometric = 1;
    int rowsPerStrip;
    int tileWidth;
    int tileHeight;
    boolean planar;
    boolean differences;
    int nextDirectory;
    final SortedMap<Integer, long[]> moreTags = new TreeMap<>();

    TiffFixture(int width, int height, int channels, int bits, long... samples) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.bits = bits;
        this.samples = samples;
        this.rowsPerStrip = height;
    }

    /// Returns the whole file: header, segments, directory.
    byte[] bytes() {
        boolean tiled = tileWidth > 0;
        int segmentWidth = tiled ? tileWidth : width;
        int segmentHeight = tiled ? tileHeight : rowsPerStrip;
        List<byte[]> segments = new ArrayList<>();
        for (int plane = 0; plane < (planar ? channels : 1); plane++) {
            for (int y = 0; y < height; y += segmentHeight) {
                for (int x = 0; x < width; x += segmentWidth) {
                    int rows = tiled ? segmentHeight : Math.min(segmentHeight, height - y);
                    segments.add(compressed(segment(plane, x, y, segmentWidth, rows)));
                }
            }
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long[] offsets = new long[segments.size()];
        long[] counts = new long[segments.size()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = 8 + body.size();
            counts[i] = segments.get(i).length;
            body.writeBytes(segments.get(i));
        }
        body.writeBytes(new byte[body.size() % 2]);
        SortedMap<Integer, long[]> tags = new TreeMap<>();
        tags.put(256, new long[] {width});
        tags.put(257, new long[] {height});
        long[] allBits = new long[channels];
        Arrays.fill(allBits, bits);
        tags.put(258, allBits);
        tags.put(259, new long[] {compression});
        tags.put(262, new long[] {photometric});
        tags.put(277, new long[] {channels});
        tags.put(284, new long[] {planar ? 2 : 1});
        if (tiled) {
            tags.put(322, new long[] {tileWidth});
            tags.put(323, new long[] {tileHeight});
            tags.put(324, offsets);
            tags.put(325, counts);
        } else {
            tags.put(273, offsets);
            tags.put(278, new long[] {rowsPerStrip});
            tags.put(279, counts);
        }
        if (differences) {
            tags.put(317, new long[] {2});
        }
        if (photometric == 3) {
            tags.put(320, new long[3 << bits]);
        }
        tags.putAll(moreTags);
        tags.values().removeIf(each -> each.length == 0);
        int start = 8 + body.size();
        ByteBuffer out = ByteBuffer.allocate(8).order(order);
        out.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
        out.put(out.get(0)).putShort((short) 42).putInt(start);
        return PngFixture.concat(out.array(), body.toByteArray(), directory(tags, start));
    }

    Path writeTo(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] directory(SortedMap<Integer, long[]> tags, int start) {
        ByteBuffer entries = ByteBuffer.allocate(6 + 12 * tags.size()).order(order);
        ByteArrayOutputStream behind = new ByteArrayOutputStream();
        entries.putShort((short) tags.size());
        tags.forEach((tag, values) -> {
            boolean offsets = tag == 273 || tag == 279 || tag == 324 || tag == 325;
            int size = offsets ? 4 : 2;
            ByteBuffer content =
                    ByteBuffer.allocate(Math.max(4, size * values.length)).order(order);
            for (long value : values) {
                if (offsets) {
                    content.putInt((int) value);
                } else {
                    content.putShort((short) value);
                }
            }
            entries.putShort(tag.shortValue()).putShort((short) (offsets ? TYPE_LONG : TYPE_SHORT));
            entries.putInt(values.length);
            if (content.capacity() == 4) {
                entries.put(content.array());
            } else {
                entries.putInt(start + entries.capacity() + behind.size());
                behind.writeBytes(content.array());
            }
        });
        entries.putInt(nextDirectory);
        return PngFixture.concat(entries.array(), behind.toByteArray());
    }

    /// Returns the bytes of some rows, those beyond the image 0.
    private byte[] segment(int plane, int x0, int y0, int columns, int rows) {
        int from = planar ? plane : 0;
        int to = planar ? plane + 1 : channels;
        int perRow = columns * (to - from);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int y = y0; y < y0 + rows; y++) {
            ByteBuffer row = ByteBuffer.allocate((perRow * bits + 7) / 8).order(order);
            for (int i = 0; i < perRow; i++) {
                int x = x0 + i / (to - from);
                int channel = from + i % (to - from);
                long sample = sample(x, y, channel);
                if (differences && i >= to - from) {
                    sample -= sample(x - 1, y, channel);
                }
                put(row, i, sample);
            }
            all.writeBytes(row.array());
        }
        return all.toByteArray();
    }

    private long sample(int x, int y, int channel) {
        return x < width && y < height ? samples[(y * width + x) * channels + channel] : 0;
    }

    private void put(ByteBuffer row, int index, long sample) {
        switch (bits) {
            case 64 -> row.putLong(8 * index, sample);
            case 32 -> row.putInt(4 * index, (int) sample);
            case 16 -> row.putShort(2 * index, (short) sample);
            case 8 -> row.put(index, (byte) sample);
            default -> {
                int bit = index * bits;
                int shift = 8 - bits - bit % 8;
                row.put(bit / 8, (byte) (row.get(bit / 8) | sample << shift));
            }
        }
    }

    private byte[] compressed(byte[] bytes) {
        return switch (compression) {
            case DEFLATE, OLD_DEFLATE -> deflated(bytes);
            case PACK_BITS -> packed(bytes);
            case LZW -> lzw(bytes);
            default -> bytes;
        };
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] buffer = new byte[2 * bytes.length + 64];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }

    /// Runs of equal bytes, and single bytes as runs of their own, without regard to rows.
    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; ) {
            int end = i + 1;
            while (end < bytes.length && end - i < 128 && bytes[end] == bytes[i]) {
                end++;
            }
            out.write(end - i == 1 ? 0 : 1 - (end - i));
            out.write(bytes[i]);
            i = end;
        }
        return out.toByteArray();
    }

    /// The greedy LZW of the specification.
    private static byte[] lzw(byte[] bytes) {
        StringBuilder codes = new StringBuilder(); // of 0 and 1
        TreeMap<String, Integer> table = new TreeMap<>();
        int width = 9;
        append(codes, 256, width);
        String known = "";
        for (byte each : bytes) {
            String longer = known + (char) (each & 0xff);
            if (longer.length() == 1 || table.containsKey(longer)) {
                known = longer;
                continue;
            }
            append(codes, code(table, known), width);
            table.put(longer, 258 + table.size());
            int next = 258 + table.size();
            if (next == 4095) {
                append(codes, 256, width);
                table.clear();
                width = 9;
            } else if (next == 512 || next == 1024 || next == 2048) {
                width++;
            }
            known = longer.substring(longer.length() - 1);
        }
        append(codes, code(table, known), width);
        int next = 259 + table.size();
        append(codes, 257, next == 512 || next == 1024 || next == 2048 ? width + 1 : width);
        codes.append("0".repeat(Math.floorMod(-codes.length(), 8)));
        byte[] out = new byte[codes.length() / 8];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) Integer.parseInt(codes.substring(8 * i, 8 * i + 8), 2);
        }
        return out;
    }

    private static int code(TreeMap<String, Integer> table, String text) {
        return text.length() == 1 ? text.charAt(0) : table.get(text);
    }

    private static void append(StringBuilder codes, int code, int width) {
        for (int bit = width - 1; bit >= 0; bit--) {
            codes.append(code >> bit & 1);
        }
    }
}
