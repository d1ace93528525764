package dev.mensura.cli.image;

import dev.mensura.cli.classes.ClassColors;
import dev.mensura.core.input.LabelMap;

import java.awt.image.Raster;
import java.nio.file.Path;

/// Reads a TIFF file as a label map `[H, W]`. A label is the number that is stored, never a shown colour:
///
/// | TIFF | label | type |
/// |---|---|---|
/// | palette, 1, 2, 4 or 8 bits | palette index | uint8 |
/// | gray, 1, 2, 4 or 8 bits | sample, not scaled, white first or black first | uint8 |
/// | gray, 16 bits | sample | uint16 |
/// | gray, 32 bits | sample | int32, or int64 if one is 2^31 or more |
/// | RGB, 8 bits | label of exactly this colour | uint8 if all labels fit, else uint16 |
/// | signed or floating-point samples, several pages, BigTIFF, JPEG and fax compression | error | |
///
/// Further samples, such as alpha, have no meaning. Strips and tiles, either byte order, no
/// compression, LZW, Deflate and PackBits; the horizontal predictor with 8 bits alone. The directory is
/// checked, and every segment is walked over, so a truncated file is an error; but TIFF has no
/// checksums of its own, so one with other samples is just another file.
///
/// The JDK decodes (`javax.imageio`), and only the raster is used. No display is needed.
final class TiffLabels implements LabelFormat {

    @Override
    public String name() {
        return "TIFF";
    }

    @Override
    public boolean begins(byte[] bytes) {
        return TiffDirectory.begins(bytes);
    }

    @Override
    public LabelMap read(Path file, byte[] bytes, ClassColors colors, LabelArrays arrays) {
        TiffFile tiff = TiffFile.parse(file, bytes);
        if (!tiff.color()) {
            return RasterLabels.ofSamples(file, raster(tiff), tiff.bits());
        }
        RasterLabels.requireColors(file, tiff.bits(), colors);
        return RasterLabels.ofColors(file, raster(tiff), colors);
    }

    private static Raster raster(TiffFile tiff) {
        long samples = (long) tiff.width() * tiff.height() * tiff.samples();
        LabelImages.requireMemory(tiff.directory().file(), samples * Math.ceilDiv(tiff.bits(), 8));
        return TiffRaster.read(tiff);
    }
}
