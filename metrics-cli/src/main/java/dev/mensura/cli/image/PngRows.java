package dev.mensura.cli.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;

/// Checks the rows of a PNG file before they are decoded. The decoder of the JDK leaves the compressed stream at the
/// last pixel, so it misses rows beyond, a missing end and a wrong checksum (Adler-32) of the pixels.
final class PngRows {
    private static final int MOST_FILTER = 4;

    private PngRows() {}

    /// Decompresses the image data and drops it.
    ///
    /// @throws UnreadableImageException if it is not one whole stream of exactly the rows of the header, each with a
    ///     filter that PNG has
    static void requireWhole(PngFile png) {
        PngHeader header = png.header();
        try (InputStream data = new InflaterInputStream(png.imageData())) {
            long found = 0;
            for (PngPass pass : header.passes()) {
                int columns = pass.columns(header.width());
                byte[] row = new byte[1 + Math.toIntExact(header.rowBytes(columns))];
                for (int y = pass.y0(); columns > 0 && y < header.height(); y += pass.dy()) {
                    int count = data.readNBytes(row, 0, row.length);
                    found += count;
                    requireRow(png, y, count == row.length, row[0] & 0xff, found);
                }
            }
            if (data.read() >= 0) {
                throw png.damaged("the image data goes on after the last row, byte " + found);
            }
        } catch (EOFException e) {
            throw png.damaged("the image data has no end");
        } catch (IOException e) {
            throw png.damaged("the image data does not decompress, " + e.getMessage());
        }
    }

    private static void requireRow(PngFile png, int y, boolean whole, int filter, long found) {
        if (!whole) {
            throw png.damaged(
                    "the image data ends after %d bytes (decompressed), expected %d"
                            .formatted(found, png.header().rawBytes()));
        }
        if (filter > MOST_FILTER) {
            throw png.damaged("row %d has filter %d, expected 0 to 4".formatted(y, filter));
        }
    }
}
