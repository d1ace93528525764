package dev.mensura.cli.image;

import java.util.List;

/// What the first chunk of a PNG file says about the pixels.
///
/// @param width columns, 1 or more
/// @param height rows, 1 or more
/// @param bitDepth bits of one sample: 1, 2, 4, 8 or 16
record PngHeader(int width, int height, int bitDepth, PngColor color, boolean interlaced) {
    private static final List<PngPass> WHOLE = List.of(new PngPass(0, 0, 1, 1));

    /// Returns the number of pixels.
    long pixels() {
        return (long) width * height;
    }

    /// Returns the bytes of a row of `pixels` pixels, the last one padded with zero bits.
    long rowBytes(int pixels) {
        return ((long) pixels * color.channels() * bitDepth + 7) / 8;
    }

    /// Returns the bytes of a pixel, 1 where it has fewer bits.
    int pixelBytes() {
        return Math.ceilDiv(color.channels() * bitDepth, Byte.SIZE);
    }

    /// Returns whether the bytes of a row are the samples of its pixels, one each.
    boolean isBytePerPixel() {
        return color.channels() == 1 && bitDepth == Byte.SIZE && !interlaced;
    }

    /// Returns the passes in which the rows are stored: one, or the seven of Adam7.
    List<PngPass> passes() {
        return interlaced ? PngPass.ADAM7 : WHOLE;
    }

    /// Returns the bytes of all rows before compression, each with its filter byte.
    long rawBytes() {
        long bytes = 0;
        for (PngPass pass : passes()) {
            int columns = pass.columns(width);
            bytes += columns == 0 ? 0 : pass.rows(height) * (1 + rowBytes(columns));
        }
        return bytes;
    }
}
