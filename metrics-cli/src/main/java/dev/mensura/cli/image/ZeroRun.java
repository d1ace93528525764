package dev.mensura.cli.image;

import java.util.Arrays;

/// Finds where a run of zeros ends, many bytes at a time.
final class ZeroRun {
    /// Longer runs are taken piece by piece.
    private static final int LENGTH = 4096;

    private final byte[] zeros = new byte[LENGTH];

    /// Returns the first place from `begin` on that is not 0, or is as far as is looked.
    int end(byte[] bytes, int begin) {
        int end = Math.min(bytes.length, begin + LENGTH);
        int length = Arrays.mismatch(bytes, begin, end, zeros, 0, end - begin);
        return length < 0 ? end : begin + length;
    }
}
