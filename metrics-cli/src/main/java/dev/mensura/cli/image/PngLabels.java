package dev.mensura.cli.image;

import dev.mensura.cli.classes.ClassColors;
import dev.mensura.core.input.LabelMap;

import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads a PNG file as a label map `[H, W]`. A label is the number that is stored, never a shown colour:
///
/// | PNG | label | type |
/// |---|---|---|
/// | palette, 1 to 8 bits | palette index | uint8 |
/// | gray, 1 to 8 bits | sample, not scaled: white in 1 bit is 1 | uint8 |
/// | gray, 16 bits | sample | uint16 |
/// | gray and alpha, 8 or 16 bits | gray sample; alpha has no meaning | uint8, uint16 |
/// | RGB or RGBA, 8 bits | label of exactly this colour; alpha has no meaning | uint8 if all labels fit, else uint16 |
/// | RGB or RGBA, 16 bits | error | |
///
/// Interlaced images are read as others. Transparency (tRNS), gamma, significant bits and colour profiles change
/// nothing. A file is read to its end and every checksum is compared, so a truncated or damaged one is an error.
///
/// The JDK decodes (`javax.imageio`), and only the raster is used, as shown colours go through colour profiles. Its PNG
/// reader (JDK 25) compares no checksums, takes files that lack their end for whole and allocates what a header claims,
/// so each file is checked before. It scales gray samples of 1, 2 and 4 bits when the file has a tRNS chunk, and fails
/// on a malformed ancillary chunk, so it sees none of these chunks. No display is needed.
public final class PngLabels {
    private static final long BYTES_PER_MEGABYTE = 1 << 20;

    private PngLabels() {}

    /// Returns the label map in a palette or gray PNG file.
    ///
    /// @throws UnreadableImageException if the file cannot be read, is not a whole and undamaged PNG file, or has
    ///     three channels
    public static LabelMap read(Path file) {
        return read(file, ClassColors.none());
    }

    /// Returns the label map in a PNG file, whose labels may be encoded as colours.
    ///
    /// @param colors the label of each colour, for RGB and RGBA images only
    /// @throws UnreadableImageException if the file cannot be read, is not a whole and undamaged PNG file, or has
    ///     three channels and no colours are given, two labels share one, or a pixel has another
    public static LabelMap read(Path file, ClassColors colors) {
        PngFile png = PngFile.parse(file, bytes(file));
        return switch (png.header().color()) {
            case GRAY, PALETTE, GRAY_ALPHA -> ofSamples(png);
            case RGB, RGB_ALPHA -> ofColors(png, colors);
        };
    }

    private static byte[] bytes(Path file) {
        if (!Files.exists(file)) {
            throw new UnreadableImageException(file, "no such file");
        }
        if (Files.isDirectory(file)) {
            throw new UnreadableImageException(file, "expected a PNG file, found a folder");
        }
        try {
            long size = Files.size(file);
            requireMemory(file, size);
            if (size > Integer.MAX_VALUE - 8) {
                throw new UnreadableImageException(
                        file, "expected a file of less than 2 GB, found %d bytes".formatted(size));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// Returns the error for a file whose bytes the file system does not give.
    static UnreadableImageException unreadable(Path file, IOException cause) {
        String problem =
                cause instanceof AccessDeniedException
                        ? "no permission to read it"
                        : "cannot be read: " + cause.getMessage();
        return new UnreadableImageException(file, problem, cause);
    }

    private static void requireMemory(Path file, long bytes) {
        long most = Runtime.getRuntime().maxMemory();
        if (bytes > most) {
            throw new UnreadableImageException(
                    file,
                    "needs %d MB of memory, the JVM has %d MB; give it more with -Xmx"
                            .formatted(bytes / BYTES_PER_MEGABYTE, most / BYTES_PER_MEGABYTE));
        }
    }

    private static LabelMap ofSamples(PngFile png) {
        Raster raster = raster(png);
        if (isArrayOfSamples(raster)) {
            int[] shape = {raster.getHeight(), raster.getWidth()};
            if (raster.getDataBuffer() instanceof DataBufferByte samples) {
                return LabelMap.uint8(samples.getData(), shape);
            }
            if (raster.getDataBuffer() instanceof DataBufferUShort samples) {
                return LabelMap.uint16(samples.getData(), shape);
            }
        }
        return stored(png, png.header().bitDepth() == 16, sink -> forEachSample(raster, sink));
    }

    private static Raster raster(PngFile png) {
        PngHeader header = png.header();
        requireMemory(png.file(), header.height() * header.rowBytes(header.width()));
        return PngRaster.read(png);
    }

    /// Returns whether the memory behind the raster is one sample per pixel, row by row, and nothing else. A component
    /// model has an element per sample, so with as many elements as pixels no place is left for gaps.
    private static boolean isArrayOfSamples(Raster raster) {
        return raster.getSampleModel() instanceof ComponentSampleModel
                && raster.getNumBands() == 1
                && raster.getDataBuffer().getSize()
                        == (long) raster.getWidth() * raster.getHeight();
    }

    /// Takes the label of the pixel at `index` of the image in row-major order.
    private interface LabelSink {
        void accept(int index, int label);
    }

    private static LabelMap stored(PngFile png, boolean wide, Consumer<LabelSink> source) {
        int[] shape = {png.header().height(), png.header().width()};
        if (wide) {
            short[] labels = new short[pixels(png, Short.BYTES)];
            source.accept((index, label) -> labels[index] = (short) label);
            return LabelMap.uint16(labels, shape);
        }
        byte[] labels = new byte[pixels(png, Byte.BYTES)];
        source.accept((index, label) -> labels[index] = (byte) label);
        return LabelMap.uint8(labels, shape);
    }

    /// Hands over the first sample of each pixel.
    private static void forEachSample(Raster raster, LabelSink sink) {
        int width = raster.getWidth();
        int[] row = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                sink.accept(y * width + x, row[x]);
            }
        }
    }

    private static LabelMap ofColors(PngFile png, ClassColors colors) {
        PngHeader header = png.header();
        if (header.bitDepth() != 8) {
            throw new UnreadableImageException(
                    png.file(), "has 16 bits per colour channel, expected 8");
        }
        if (colors.isEmpty()) {
            throw new UnreadableImageException(
                    png.file(),
                    "a three-channel image is no label map, expected gray or palette samples; save"
                            + " labels so, or give each class its \"color\" in the classes file");
        }
        Optional<String> ambiguity = colors.ambiguity();
        if (ambiguity.isPresent()) {
            throw new UnreadableImageException(
                    png.file(),
                    "a three-channel image needs a colour for each class, but " + ambiguity.get());
        }
        Raster raster = raster(png);
        boolean wide = colors.greatestLabel() > 0xff;
        return stored(png, wide, sink -> forEachColor(png.file(), raster, colors, sink));
    }

    private static void forEachColor(Path file, Raster raster, ClassColors colors, LabelSink sink) {
        int width = raster.getWidth();
        int channels = raster.getNumBands();
        int[] row = new int[width * channels];
        int rgb = -1; // no colour; neighbours mostly share one, so it is looked up once
        int label = -1;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int at = x * channels;
                int next = (row[at] << 16) | (row[at + 1] << 8) | row[at + 2];
                if (next != rgb) {
                    rgb = next;
                    label = colors.labelOf(rgb);
                }
                if (label < 0) {
                    throw new UnreadableImageException(
                            file,
                            "colour %s at row %d, column %d belongs to no class"
                                    .formatted(ClassColors.hex(rgb), y, x));
                }
                sink.accept(y * width + x, label);
            }
        }
    }

    /// Returns the number of pixels, if their labels fit into the memory of this JVM.
    private static int pixels(PngFile png, int bytesPerLabel) {
        requireMemory(png.file(), png.header().pixels() * bytesPerLabel);
        return Math.toIntExact(png.header().pixels());
    }
}
