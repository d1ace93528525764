package dev.mensura.segmentation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// Where the header and checksum of a saved state lie among other bytes: states hold states.
///
/// @param start offset of `MNSR`
/// @param lengthAt offset of the length of the content
/// @param end offset behind the checksum
record StateFrame(int start, int lengthAt, int end) {
    private static final byte[] MAGIC = "MNSR".getBytes(StandardCharsets.US_ASCII);

    /// Returns a state with this fingerprint and a right checksum, whatever the content is.
    static byte[] write(String fingerprint, byte[] content) {
        byte[] name = fingerprint.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out =
                buffer(new byte[5 * Integer.BYTES + name.length + content.length])
                        .put(MAGIC)
                        .putInt(1)
                        .putInt(name.length)
                        .put(name)
                        .putInt(content.length)
                        .put(content);
        putChecksum(out.array(), 0, out.array().length);
        return out.array();
    }

    /// Returns all states in `saved`, outer ones before those inside.
    static List<StateFrame> of(byte[] saved) {
        List<StateFrame> frames = new ArrayList<>();
        ByteBuffer in = buffer(saved);
        for (int start = 0; start + MAGIC.length <= saved.length; start++) {
            if (Arrays.equals(saved, start, start + MAGIC.length, MAGIC, 0, MAGIC.length)) {
                int lengthAt = start + 12 + in.getInt(start + 8);
                frames.add(new StateFrame(start, lengthAt, lengthAt + 8 + in.getInt(lengthAt)));
            }
        }
        return frames;
    }

    /// Returns the content of this state.
    byte[] content(byte[] saved) {
        return Arrays.copyOfRange(saved, lengthAt + Integer.BYTES, end - Integer.BYTES);
    }

    /// Returns `saved` with another content here; lengths and checksums are made right, those of the
    /// states around it too.
    byte[] withContent(byte[] saved, byte[] content) {
        int from = lengthAt + Integer.BYTES;
        int to = end - Integer.BYTES;
        int more = content.length - (to - from);
        byte[] changed = new byte[saved.length + more];
        System.arraycopy(saved, 0, changed, 0, from);
        System.arraycopy(content, 0, changed, from, content.length);
        System.arraycopy(saved, to, changed, from + content.length, saved.length - to);
        List<StateFrame> around = of(saved).stream().filter(this::isIn).toList().reversed();
        ByteBuffer out = buffer(changed);
        int innerStart = -1;
        for (StateFrame each : around) {
            out.putInt(each.lengthAt, out.getInt(each.lengthAt) + more);
            if (innerStart > each.lengthAt + Integer.BYTES) {
                int prefixAt = innerStart - Integer.BYTES;
                out.putInt(prefixAt, out.getInt(prefixAt) + more);
            }
            putChecksum(changed, each.start, each.end + more);
            innerStart = each.start;
        }
        return changed;
    }

    private boolean isIn(StateFrame other) {
        return other.start <= start && end <= other.end;
    }

    /// Makes the checksums of `changed` right, which was made of a state of equal length.
    static void putChecksums(byte[] changed, List<StateFrame> frames) {
        frames.reversed().forEach(each -> putChecksum(changed, each.start, each.end));
    }

    private static void putChecksum(byte[] bytes, int start, int end) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, start, end - Integer.BYTES - start);
        buffer(bytes).putInt(end - Integer.BYTES, (int) checksum.getValue());
    }

    static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
