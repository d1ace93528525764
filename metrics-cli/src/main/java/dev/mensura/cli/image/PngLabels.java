package dev.mensura.cli.image;

import dev.mensura.cli.classes.ClassColors;
import dev.mensura.core.input.LabelMap;

import java.nio.file.Path;

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
/// This does not go through `javax.imageio`: decoding is most of the time of an evaluation, and the PNG reader of the
/// JDK (25) takes five times as long per image. It also compares no checksums, takes files that lack their end
/// for whole, and scales or refuses samples because of chunks that only say how to show them.
final class PngLabels implements LabelFormat {

    @Override
    public String name() {
        return "PNG";
    }

    @Override
    public boolean begins(byte[] bytes) {
        return PngFile.begins(bytes);
    }

    @Override
    public LabelMap read(Path file, byte[] bytes, ClassColors colors, LabelArrays arrays) {
        PngFile png = PngFile.parse(file, bytes);
        PngHeader header = png.header();
        return switch (header.color()) {
            case GRAY, PALETTE, GRAY_ALPHA -> ofSamples(png, arrays);
            case RGB, RGB_ALPHA -> {
                RasterLabels.requireColors(file, header.bitDepth(), colors);
                yield ofColors(png, colors, arrays);
            }
        };
    }

    /// Takes the label of the pixel at `index` of the image in row-major order.
    private interface LabelSink {
        void accept(int index, int label);
    }

    private static LabelMap ofSamples(PngFile png, LabelArrays arrays) {
        PngHeader header = png.header();
        if (header.bitDepth() > Byte.SIZE) {
            short[] labels = arrays.shorts(pixels(png, Short.BYTES));
            PngRows.read(
                    png,
                    arrays.zlib(),
                    new Samples(header, (at, label) -> labels[at] = (short) label));
            return LabelMap.uint16(labels, header.height(), header.width());
        }
        byte[] labels = arrays.bytes(pixels(png, Byte.BYTES));
        PngRows.read(
                png,
                arrays.zlib(),
                header.isBytePerPixel()
                        ? copyTo(labels, header.width())
                        : new Samples(header, (at, label) -> labels[at] = (byte) label));
        return LabelMap.uint8(labels, header.height(), header.width());
    }

    private static LabelMap ofColors(PngFile png, ClassColors colors, LabelArrays arrays) {
        PngHeader header = png.header();
        if (colors.greatestLabel() > 0xff) {
            short[] labels = arrays.shorts(pixels(png, Short.BYTES));
            new Colors(png, colors, (at, label) -> labels[at] = (short) label).read(arrays.zlib());
            return LabelMap.uint16(labels, header.height(), header.width());
        }
        byte[] labels = arrays.bytes(pixels(png, Byte.BYTES));
        new Colors(png, colors, (at, label) -> labels[at] = (byte) label).read(arrays.zlib());
        return LabelMap.uint8(labels, header.height(), header.width());
    }

    /// Returns the number of pixels, if rows and labels fit into the memory of this JVM.
    private static int pixels(PngFile png, int bytesPerLabel) {
        PngHeader header = png.header();
        LabelImages.requireMemory(png.file(), header.height() * header.rowBytes(header.width()));
        LabelImages.requireMemory(png.file(), header.pixels() * bytesPerLabel);
        return Math.toIntExact(header.pixels());
    }

    private static PngRows.Sink copyTo(byte[] labels, int width) {
        return (pass, y, row, offset) -> System.arraycopy(row, offset, labels, y * width, width);
    }

    /// Takes the first sample of each pixel for its label.
    private record Samples(PngHeader header, LabelSink sink) implements PngRows.Sink {
        @Override
        public void accept(PngPass pass, int y, byte[] row, int offset) {
            int columns = pass.columns(header.width());
            int first = y * header.width() + pass.x0();
            for (int x = 0; x < columns; x++) {
                sink.accept(first + x * pass.dx(), sample(row, offset, x));
            }
        }

        private int sample(byte[] row, int offset, int x) {
            int bits = header.bitDepth();
            if (bits < Byte.SIZE) {
                int bit = x * bits;
                int right = Byte.SIZE - bits - bit % Byte.SIZE;
                return (row[offset + bit / Byte.SIZE] >> right) & ((1 << bits) - 1);
            }
            int at = offset + x * header.pixelBytes();
            int high = row[at] & 0xff;
            return bits == Byte.SIZE ? high : (high << Byte.SIZE) | (row[at + 1] & 0xff);
        }
    }

    /// Takes the label of the colour of each pixel.
    private static final class Colors implements PngRows.Sink {
        private final PngFile png;
        private final ClassColors colors;
        private final LabelSink sink;
        private int rgb = -1; // no colour; neighbours mostly share one, so it is looked up once
        private int label;
        private int unknown;
        private int unknownAt = Integer.MAX_VALUE; // index of the first pixel of no label

        private Colors(PngFile png, ClassColors colors, LabelSink sink) {
            this.png = png;
            this.colors = colors;
            this.sink = sink;
        }

        /// @throws UnreadableImageException if the file is whole and a colour belongs to no label
        private void read(ZlibStream.Scratch scratch) {
            PngRows.read(png, scratch, this);
            if (unknownAt < Integer.MAX_VALUE) {
                int width = png.header().width();
                throw RasterLabels.unknownColor(
                        png.file(), unknown, unknownAt / width, unknownAt % width);
            }
        }

        @Override
        public void accept(PngPass pass, int y, byte[] row, int offset) {
            int columns = pass.columns(png.header().width());
            int first = y * png.header().width() + pass.x0();
            for (int x = 0; x < columns; x++) {
                int at = offset + x * png.header().pixelBytes();
                int next =
                        ((row[at] & 0xff) << 16)
                                | ((row[at + 1] & 0xff) << 8)
                                | (row[at + 2] & 0xff);
                if (next != rgb) {
                    rgb = next;
                    label = colors.labelOf(rgb);
                }
                int index = first + x * pass.dx();
                if (label >= 0) {
                    sink.accept(index, label);
                } else if (index < unknownAt) {
                    unknownAt = index;
                    unknown = rgb;
                }
            }
        }
    }
}
