package dev.mensura.cli.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Reads the rows of a PNG file: decompressed, whole, and without their filters.
final class PngRows {
    private final PngFile png;
    private final Sink sink;

    private PngRows(PngFile png, Sink sink) {
        this.png = png;
        this.sink = sink;
    }

    /// Takes one row.
    interface Sink {
        /// Takes the pixels in columns `pass.x0(), pass.x0() + pass.dx(), ...` of row `y`.
        ///
        /// @param row their samples, packed, big-endian, from byte `offset` on; it changes afterwards
        void accept(PngPass pass, int y, byte[] row, int offset);
    }

    /// Hands over all rows, pass by pass; some of them twice if the image data has a fault.
    ///
    /// @param scratch of no other stream that is still read
    /// @throws UnreadableImageException if the image data is not one whole stream of exactly the rows of the header, each
    ///     with a filter that PNG has
    static void read(PngFile png, ZlibStream.Scratch scratch, Sink sink) {
        PngRows rows = new PngRows(png, sink);
        try (InputStream data = png.rows(scratch)) {
            rows.read(data);
        } catch (IOException fault) {
            rows.readByJdk();
        }
    }

    /// Tells a fault in the words of the JDK. If it finds none, the rows are as it says.
    private void readByJdk() {
        try (InputStream data = png.rowsByJdk()) {
            read(data);
        } catch (EOFException e) {
            throw png.damaged("the image data has no end");
        } catch (IOException e) {
            throw png.damaged("the image data does not decompress, " + e.getMessage());
        }
    }

    private void read(InputStream data) throws IOException {
        PngHeader header = png.header();
        int step = header.pixelBytes();
        long found = 0;
        for (PngPass pass : header.passes()) {
            int columns = pass.columns(header.width());
            int length = Math.toIntExact(header.rowBytes(columns));
            byte[] above = new byte[step + length];
            byte[] row = new byte[step + length];
            for (int y = pass.y0(); columns > 0 && y < header.height(); y += pass.dy()) {
                // The filter stands where the last of the zeros in front of the row belongs.
                int count = data.readNBytes(row, step - 1, 1 + length);
                found += count;
                requireRow(count == 1 + length, found);
                PngFilter filter = filter(y, row[step - 1] & 0xff);
                row[step - 1] = 0;
                filter.undo(row, above, step);
                sink.accept(pass, y, row, step);
                byte[] next = above;
                above = row;
                row = next;
            }
        }
        if (data.read() >= 0) {
            throw png.damaged("the image data goes on after the last row, byte " + found);
        }
    }

    private void requireRow(boolean whole, long found) {
        if (!whole) {
            throw png.damaged(
                    "the image data ends after %d bytes (decompressed), expected %d"
                            .formatted(found, png.header().rawBytes()));
        }
    }

    private PngFilter filter(int y, int code) {
        PngFilter filter = PngFilter.ofCode(code);
        if (filter == null) {
            throw png.damaged("row %d has filter %d, expected 0 to 4".formatted(y, code));
        }
        return filter;
    }
}
