package dev.mensura.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/// Ways to spoil saved bytes; the layout is documented at `StateWriter`.
enum Tampering {
    FOREIGN,
    TRUNCATED,
    DAMAGED,
    APPENDED,
    NEWER;

    /// Longer states are spoiled at this many seeded positions instead of at each.
    private static final int MOST_POSITIONS = 1024;

    private static final int VERSION_AT = Integer.BYTES;
    private static final int FINGERPRINT_LENGTH_AT = 2 * Integer.BYTES;

    /// Bytes that must be refused, and what to call them.
    static final class Bytes {
        private final String name;
        private final byte[] content;

        Bytes(String name, byte[] content) {
            this.name = name;
            this.content = content;
        }

        String name() {
            return name;
        }

        byte[] content() {
            return content;
        }
    }

    List<Bytes> of(byte[] written, Random random) {
        return switch (this) {
            case FOREIGN ->
                    List.of(
                            new Bytes("no bytes", new byte[0]),
                            new Bytes("zeros", new byte[written.length]),
                            new Bytes("text", "foreign text".getBytes(StandardCharsets.UTF_8)));
            case TRUNCATED ->
                    positions(written.length, random)
                            .mapToObj(length -> truncated(written, length))
                            .toList();
            case DAMAGED ->
                    positions(written.length, random)
                            .mapToObj(at -> flipped(written, at, 1 + random.nextInt(255)))
                            .toList();
            case APPENDED ->
                    List.of(
                            new Bytes("one zero more", Arrays.copyOf(written, written.length + 1)),
                            new Bytes("the state twice", twice(written)));
            case NEWER -> List.of(newer(written));
        };
    }

    /// Returns written states whose content was changed or cut and whose header and checksum were
    /// made right again: only the tally itself can tell whether such a content is possible.
    static List<Bytes> withRightChecksum(byte[] written, Random random) {
        ByteBuffer in = ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN);
        int lengthAt = FINGERPRINT_LENGTH_AT + Integer.BYTES + in.getInt(FINGERPRINT_LENGTH_AT);
        int start = lengthAt + Integer.BYTES;
        int length = in.getInt(lengthAt);
        List<Bytes> spoiled = new ArrayList<>();
        positions(length, random)
                .forEach(at -> {
                    spoiled.add(flippedContent(written, start + at, 0xFF));
                    int bits = 1 + random.nextInt(254);
                    spoiled.add(flippedContent(written, start + at, bits));
                    byte[] cut = Arrays.copyOf(written, start + at + Integer.BYTES);
                    ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(lengthAt, at);
                    spoiled.add(new Bytes(at + " bytes of content", rightChecksum(cut)));
                });
        return spoiled;
    }

    private static IntStream positions(int length, Random random) {
        return length <= MOST_POSITIONS
                ? IntStream.range(0, length)
                : IntStream.generate(() -> random.nextInt(length)).limit(MOST_POSITIONS);
    }

    private static Bytes truncated(byte[] written, int length) {
        return new Bytes("the first " + length + " bytes", Arrays.copyOf(written, length));
    }

    private static Bytes flipped(byte[] written, int at, int bits) {
        byte[] copy = written.clone();
        copy[at] ^= (byte) bits;
        return new Bytes("bits " + Integer.toHexString(bits) + " flipped in byte " + at, copy);
    }

    private static Bytes flippedContent(byte[] written, int at, int bits) {
        Bytes flipped = flipped(written, at, bits);
        return new Bytes(flipped.name(), rightChecksum(flipped.content()));
    }

    private static byte[] twice(byte[] written) {
        byte[] both = Arrays.copyOf(written, 2 * written.length);
        System.arraycopy(written, 0, both, written.length, written.length);
        return both;
    }

    private static Bytes newer(byte[] written) {
        byte[] copy = written.clone();
        ByteBuffer buffer = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        int version = buffer.getInt(VERSION_AT) + 1;
        buffer.putInt(VERSION_AT, version);
        return new Bytes("format version " + version, rightChecksum(copy));
    }

    private static byte[] rightChecksum(byte[] bytes) {
        int end = bytes.length - Integer.BYTES;
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, end);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(end, (int) crc.getValue());
        return bytes;
    }
}
