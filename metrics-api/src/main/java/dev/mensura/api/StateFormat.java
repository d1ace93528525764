package dev.mensura.api;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.CRC32C;

/// Header, fingerprint and checksum around the content of a saved state. The layout is documented
/// at [StateWriter].
final class StateFormat {
    /// `MNSR` read as a little-endian int.
    private static final int MAGIC = 0x52534E4D;

    private static final int VERSION = 1;

    private StateFormat() {}

    static byte[] write(String fingerprint, Consumer<StateWriter> content) {
        StateWriter out = new StateWriter();
        out.putInt(MAGIC);
        out.putInt(VERSION);
        out.putPart(name -> name.putBytes(fingerprint.getBytes(StandardCharsets.UTF_8)));
        out.putPart(content);
        byte[] unchecked = out.toByteArray();
        out.putInt(checksum(unchecked, unchecked.length));
        return out.toByteArray();
    }

    static <A> A read(String fingerprint, byte[] bytes, Function<StateReader, A> content) {
        StateReader in = new StateReader(bytes);
        if (bytes.length < Integer.BYTES || in.getInt() != MAGIC) {
            throw new StateFormatException("state is foreign: it does not start with MNSR");
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw new StateFormatException(
                    "state has format version " + version + ", this library reads " + VERSION);
        }
        String actual = new String(in.getBytes(in.getInt()), StandardCharsets.UTF_8);
        StateReader body = in.slice(in.getInt());
        int expectedChecksum = checksum(bytes, bytes.length - in.remaining());
        if (in.getInt() != expectedChecksum) {
            throw new StateFormatException("state is damaged: its checksum does not match");
        }
        if (in.remaining() > 0) {
            throw new StateFormatException(
                    "state is followed by " + in.remaining() + " unexpected bytes");
        }
        if (!actual.equals(fingerprint)) {
            throw new StateFormatException(
                    "state was written by " + actual + ", expected " + fingerprint);
        }
        return body.readWhole(content);
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
