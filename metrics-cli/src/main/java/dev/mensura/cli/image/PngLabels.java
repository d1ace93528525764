package dev.mensura.cli.image;

import dev.mensura.cli.classes.ClassColors;
import dev.mensura.core.input.LabelMap;

import java.awt.image.Raster;
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
/// The JDK decodes (`javax.imageio`), and only the raster is used, as shown colours go through colour profiles. Its PNG
/// reader (JDK 25) compares no checksums, takes files that lack their end for whole and allocates what a header claims,
/// so each file is checked before. It scales gray samples of 1, 2 and 4 bits when the file has a tRNS chunk, and fails
/// on a malformed ancillary chunk, so it sees none of these chunks. No display is needed.
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
    public LabelMap read(Path file, byte[] bytes, ClassColors colors) {
        PngFile png = PngFile.parse(file, bytes);
        PngHeader header = png.header();
        return switch (header.color()) {
            case GRAY, PALETTE, GRAY_ALPHA ->
                    RasterLabels.ofSamples(file, raster(png), header.bitDepth());
            case RGB, RGB_ALPHA -> {
                RasterLabels.requireColors(file, header.bitDepth(), colors);
                yield RasterLabels.ofColors(file, raster(png), colors);
            }
        };
    }

    private static Raster raster(PngFile png) {
        PngHeader header = png.header();
        LabelImages.requireMemory(png.file(), header.height() * header.rowBytes(header.width()));
        return PngRaster.read(png);
    }
}
