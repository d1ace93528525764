package dev.mensura.cli.image;

import java.util.List;

/// The pixels that one pass over an image stores: columns `x0, x0 + dx, ...` of rows `y0, y0 + dy, ...`.
record PngPass(int x0, int y0, int dx, int dy) {
    /// The seven passes of an interlaced image.
    static final List<PngPass> ADAM7 =
            List.of(
                    new PngPass(0, 0, 8, 8),
                    new PngPass(4, 0, 8, 8),
                    new PngPass(0, 4, 4, 8),
                    new PngPass(2, 0, 4, 4),
                    new PngPass(0, 2, 2, 4),
                    new PngPass(1, 0, 2, 2),
                    new PngPass(0, 1, 1, 2));

    /// Returns how many columns of an image of this width are in the pass, 0 if the image is too narrow.
    int columns(int width) {
        return Math.ceilDiv(Math.max(0, width - x0), dx);
    }

    /// Returns how many rows of an image of this height are in the pass, 0 if the image is too low.
    int rows(int height) {
        return Math.ceilDiv(Math.max(0, height - y0), dy);
    }
}
