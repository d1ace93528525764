package dev.mensura.core;

import dev.mensura.api.Tally;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// Writes saved states by hand, as the layout of [dev.mensura.api.StateWriter] says, with a right
/// checksum and any counts.
final class SavedState {
    private SavedState() {}

    /// Returns the saved state of `tally` whose content is these longs.
    static byte[] of(Tally<?, ?> tally, long... content) {
        ByteBuffer longs =
                ByteBuffer.allocate(content.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : content) {
            longs.putLong(value);
        }
        return of(tally, longs.array());
    }

    /// Returns the saved state of `tally` with this content.
    static byte[] of(Tally<?, ?> tally, byte[] content) {
        byte[] name = tally.fingerprint().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out =
                ByteBuffer.allocate(5 * Integer.BYTES + name.length + content.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put("MNSR".getBytes(StandardCharsets.US_ASCII))
                        .putInt(1)
                        .putInt(name.length)
                        .put(name)
                        .putInt(content.length)
                        .put(content);
        CRC32C checksum = new CRC32C();
        checksum.update(out.array(), 0, out.position());
        return out.putInt((int) checksum.getValue()).array();
    }
}
