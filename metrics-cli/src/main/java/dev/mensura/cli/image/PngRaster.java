package dev.mensura.cli.image;

import java.awt.image.Raster;
import java.io.IOException;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// The samples of a PNG file as the decoder of the JDK stores them.
final class PngRaster {
    private PngRaster() {}

    /// Returns the samples as stored, in the order gray, alpha or red, green, blue, alpha, whatever their order in
    /// memory.
    ///
    /// @throws UnreadableImageException if the image data is not exactly that of the header
    static Raster read(PngFile png) {
        PngRows.requireWhole(png);
        // Not shared, as a reader serves one thread.
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (var input = new MemoryCacheImageInputStream(png.withoutAncillaryChunks())) {
            reader.setInput(input, true, true);
            return reader.read(0).getRaster();
        } catch (IOException e) {
            if (e.getCause() instanceof Error error) { // the reader wraps even OutOfMemoryError
                throw error;
            }
            throw new UnreadableImageException(
                    png.file(), "the JDK does not decode it, " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }
}
