package dev.mensura.cli.image;

import dev.mensura.cli.classes.ClassColors;
import dev.mensura.core.input.LabelMap;

import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes label maps of decoded samples.
final class RasterLabels {
    private static final int BYTE_BITS = 8;
    private static final int SHORT_BITS = 16;

    private RasterLabels() {}

    /// Returns the first sample of each pixel: as uint8 or uint16 where it fits, else as int32, or as
    /// int64 if one is greater than that holds. The raster must not change afterwards.
    ///
    /// @param bits of an unsigned sample: 1 to 16, or 32
    static LabelMap ofSamples(Path file, Raster raster, int bits) {
        if (isArrayOfSamples(raster)) {
            int[] shape = {raster.getHeight(), raster.getWidth()};
            switch (raster.getDataBuffer()) {
                case DataBufferByte samples -> {
                    return LabelMap.uint8(samples.getData(), shape);
                }
                case DataBufferUShort samples -> {
                    return LabelMap.uint16(samples.getData(), shape);
                }
                case DataBufferInt samples -> {
                    return ofInts(file, samples.getData(), shape);
                }
                default -> {
                    // copied below
                }
            }
        }
        if (bits > SHORT_BITS) {
            int[] labels = new int[pixels(file, raster, Integer.BYTES)];
            forEachSample(raster, (index, label) -> labels[index] = label);
            return ofInts(file, labels, raster.getHeight(), raster.getWidth());
        }
        return stored(file, raster, bits > BYTE_BITS, sink -> forEachSample(raster, sink));
    }

    private static LabelMap ofInts(Path file, int[] samples, int... shape) {
        if (Arrays.stream(samples).noneMatch(sample -> sample < 0)) {
            return LabelMap.int32(samples, shape);
        }
        LabelImages.requireMemory(file, (long) Long.BYTES * samples.length);
        return LabelMap.int64(
                Arrays.stream(samples).mapToLong(Integer::toUnsignedLong).toArray(), shape);
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

    private static LabelMap stored(
            Path file, Raster raster, boolean wide, Consumer<LabelSink> source) {
        int[] shape = {raster.getHeight(), raster.getWidth()};
        if (wide) {
            short[] labels = new short[pixels(file, raster, Short.BYTES)];
            source.accept((index, label) -> labels[index] = (short) label);
            return LabelMap.uint16(labels, shape);
        }
        byte[] labels = new byte[pixels(file, raster, Byte.BYTES)];
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

    /// Requires that each colour of three channels can be told to be one label.
    ///
    /// @throws UnreadableImageException if a sample has other than 8 bits, or if no colours are given
    ///     or two labels share one
    static void requireColors(Path file, int bits, ClassColors colors) {
        if (bits != BYTE_BITS) {
            throw new UnreadableImageException(
                    file, "has %d bits per colour channel, expected 8".formatted(bits));
        }
        if (colors.isEmpty()) {
            throw new UnreadableImageException(
                    file,
                    "a three-channel image is no label map, expected gray or palette samples; save"
                            + " labels so, or give each class its \"color\" in the classes file");
        }
        Optional<String> ambiguity = colors.ambiguity();
        if (ambiguity.isPresent()) {
            throw new UnreadableImageException(
                    file,
                    "a three-channel image needs a colour for each class, but " + ambiguity.get());
        }
    }

    /// Returns the label of each pixel's colour, as uint8 if all labels fit, else as uint16.
    ///
    /// @param raster red, green and blue of 8 bits each, and others that have no meaning
    /// @throws UnreadableImageException if a colour belongs to no label
    static LabelMap ofColors(Path file, Raster raster, ClassColors colors) {
        boolean wide = colors.greatestLabel() > 0xff;
        return stored(file, raster, wide, sink -> forEachColor(file, raster, colors, sink));
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
                    throw unknownColor(file, rgb, y, x);
                }
                sink.accept(y * width + x, label);
            }
        }
    }

    /// Returns the error for a colour that belongs to no label.
    static UnreadableImageException unknownColor(Path file, int rgb, int row, int column) {
        return new UnreadableImageException(
                file,
                "colour %s at row %d, column %d belongs to no class"
                        .formatted(ClassColors.hex(rgb), row, column));
    }

    /// Returns the number of pixels, if their labels fit into the memory of this JVM.
    private static int pixels(Path file, Raster raster, int bytesPerLabel) {
        long pixels = (long) raster.getWidth() * raster.getHeight();
        LabelImages.requireMemory(file, pixels * bytesPerLabel);
        return Math.toIntExact(pixels);
    }
}
