package dev.mensura.cli.image;

import org.jspecify.annotations.Nullable;

/// The colour types of PNG (Portable Network Graphics, third edition, table 12): their code, their channels and the
/// bits that a sample may have.
enum PngColor {
    GRAY(0, 1, 1 | 2 | 4 | 8 | 16),
    RGB(2, 3, 8 | 16),
    PALETTE(3, 1, 1 | 2 | 4 | 8),
    GRAY_ALPHA(4, 2, 8 | 16),
    RGB_ALPHA(6, 4, 8 | 16);

    private final int code;
    private final int channels;
    private final int bitDepths; // each is a power of two, so one bit of this number stands for it

    PngColor(int code, int channels, int bitDepths) {
        this.code = code;
        this.channels = channels;
        this.bitDepths = bitDepths;
    }

    /// Returns the colour type with this code, or `null` when PNG has none.
    static @Nullable PngColor ofCode(int code) {
        for (PngColor color : values()) {
            if (color.code == code) {
                return color;
            }
        }
        return null;
    }

    /// Returns the samples per pixel, alpha included.
    int channels() {
        return channels;
    }

    /// Returns whether a sample of this colour type may have so many bits.
    boolean allows(int bitDepth) {
        return Integer.bitCount(bitDepth) == 1 && (bitDepths & bitDepth) != 0;
    }
}
