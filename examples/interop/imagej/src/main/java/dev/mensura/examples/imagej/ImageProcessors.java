package dev.mensura.examples.imagej;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;

import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.awt.Rectangle;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Views over the pixels of ImageJ; nothing is copied.
///
/// The pixels are Java arrays, so there is nothing to close: an array lives as long as a view of it. Labels are
/// the raw pixel values; look-up tables, inverted ones too, and calibrations have no say.
public final class ImageProcessors {
    private ImageProcessors() {}

    /// Returns the labels `[H, W]` of an 8-bit or unsigned 16-bit image.
    ///
    /// @throws IllegalArgumentException for an image of another type
    public static LabelMap labels(ImageProcessor image) {
        return labels(image, new Rectangle(image.getWidth(), image.getHeight()));
    }

    /// Returns the labels `[H, W]` inside of a rectangle, such as `image.getRoi()`; unlike
    /// `image.crop()` this copies nothing.
    ///
    /// @throws IllegalArgumentException for an image of another type than 8-bit or unsigned 16-bit, or if the
    ///     rectangle is not inside of the image
    public static LabelMap labels(ImageProcessor image, Rectangle roi) {
        Rectangle all = new Rectangle(image.getWidth(), image.getHeight());
        if (!all.contains(roi)) {
            throw new IllegalArgumentException("roi is " + roi + ", expected one inside of " + all);
        }
        LabelType type =
                switch (image) {
                    case ByteProcessor _ -> LabelType.UINT8;
                    case ShortProcessor _ -> LabelType.UINT16;
                    default ->
                            throw new IllegalArgumentException(
                                    "image is a "
                                            + image.getClass().getSimpleName()
                                            + ", expected a ByteProcessor or a ShortProcessor"
                                            + " (convertToShort(false) copies)");
                };
        MemorySegment pixels =
                image.getPixels() instanceof byte[] bytes
                        ? MemorySegment.ofArray(bytes)
                        : MemorySegment.ofArray((short[]) image.getPixels());
        long first = (long) roi.y * image.getWidth() + roi.x;
        return LabelMap.strided(
                type,
                pixels.asSlice(first * type.bytes()),
                image.getWidth(),
                roi.height,
                roi.width);
    }

    /// Returns the labels of every slice of a stack: a batch of images `[H, W]`. A virtual stack
    /// reads its slices from the disk.
    ///
    /// @throws IllegalArgumentException for a stack of another type than 8-bit or unsigned 16-bit
    public static List<LabelMap> labels(ImageStack stack) {
        List<LabelMap> slices = new ArrayList<>();
        for (int slice = 1; slice <= stack.size(); slice++) {
            slices.add(labels(stack.getProcessor(slice)));
        }
        return List.copyOf(slices);
    }

    /// Returns a 32-bit image as one plane of binary scores `[H, W]`.
    public static ScoreMap scores(FloatProcessor image, Kind kind) {
        float[] pixels = (float[]) image.getPixels();
        return ScoreMap.float32(pixels, Form.BINARY, kind, image.getHeight(), image.getWidth());
    }
}
