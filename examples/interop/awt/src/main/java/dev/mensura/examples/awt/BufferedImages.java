package dev.mensura.examples.awt;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferShort;
import java.awt.image.DataBufferUShort;
import java.awt.image.MultiPixelPackedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.lang.foreign.MemorySegment;

/// Labels of images of the JDK, as `ImageIO` reads them.
///
/// Labels are the raw samples of the raster: the index of a palette image, the gray value of a gray one. Never
/// `getRGB`, which turns an index into its colour and passes a gray value through a colour space. The samples are
/// Java arrays, so there is nothing to close.
public final class BufferedImages {
    private BufferedImages() {}

    /// Returns a view of the labels `[H, W]` of an image with one band of 8, 16 or 32 bits per element, such as
    /// `TYPE_BYTE_GRAY`, `TYPE_BYTE_INDEXED` with 8 bits, and `TYPE_USHORT_GRAY`; also of a part of one
    /// ([BufferedImage#getSubimage]). Nothing is copied.
    ///
    /// @throws IllegalArgumentException for images with several bands, and for elements of 1, 2 or 4
    ///     bits, which share bytes ([#expandedLabels] copies)
    public static LabelMap labels(BufferedImage image) {
        Raster raster = image.getRaster();
        if (!(raster.getSampleModel() instanceof ComponentSampleModel model)
                || model.getNumBands() != 1
                || model.getPixelStride() != 1) {
            throw new IllegalArgumentException(
                    "image has "
                            + layout(raster.getSampleModel())
                            + ", expected one band of 8, 16 or 32 bits");
        }
        DataBuffer buffer = raster.getDataBuffer();
        int bank = model.getBankIndices()[0];
        LabelType type = type(buffer);
        // A sub-image looks through the same buffer at another origin.
        long row = raster.getMinY() - raster.getSampleModelTranslateY();
        long column = raster.getMinX() - raster.getSampleModelTranslateX();
        long first =
                buffer.getOffsets()[bank]
                        + model.getBandOffsets()[0]
                        + row * model.getScanlineStride()
                        + column;
        return LabelMap.strided(
                type,
                samples(buffer, bank).asSlice(first * type.bytes()),
                model.getScanlineStride(),
                image.getHeight(),
                image.getWidth());
    }

    /// Returns a copy of the labels `[H, W]` of an image with 1, 2 or 4 bits per element, a byte for each: the raster
    /// copies, because a view cannot look inside of a byte.
    ///
    /// @throws IllegalArgumentException for an image whose elements share no bytes
    public static LabelMap expandedLabels(BufferedImage image) {
        Raster raster = image.getRaster();
        if (!(raster.getSampleModel() instanceof MultiPixelPackedSampleModel)) {
            throw new IllegalArgumentException(
                    "image has "
                            + layout(raster.getSampleModel())
                            + ", expected elements of 1, 2 or 4 bits");
        }
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] labels = new byte[Math.multiplyExact(width, height)];
        raster.getDataElements(raster.getMinX(), raster.getMinY(), width, height, labels);
        return LabelMap.uint8(labels, height, width);
    }

    private static LabelType type(DataBuffer buffer) {
        return switch (buffer) {
            case DataBufferByte _ -> LabelType.UINT8;
            case DataBufferUShort _ -> LabelType.UINT16;
            case DataBufferShort _ -> LabelType.INT16;
            case DataBufferInt _ -> LabelType.INT32;
            default ->
                    throw new IllegalArgumentException(
                            "image has a "
                                    + buffer.getClass().getSimpleName()
                                    + ", expected samples of type byte, short or int");
        };
    }

    private static MemorySegment samples(DataBuffer buffer, int bank) {
        return switch (buffer) {
            case DataBufferByte bytes -> MemorySegment.ofArray(bytes.getData(bank));
            case DataBufferUShort shorts -> MemorySegment.ofArray(shorts.getData(bank));
            case DataBufferShort shorts -> MemorySegment.ofArray(shorts.getData(bank));
            case DataBufferInt ints -> MemorySegment.ofArray(ints.getData(bank));
            default -> throw new AssertionError(buffer);
        };
    }

    private static String layout(SampleModel model) {
        return model instanceof MultiPixelPackedSampleModel packed
                ? "elements of " + packed.getPixelBitStride() + " bits (expandedLabels copies)"
                : model.getNumBands() + " bands (" + model.getClass().getSimpleName() + ")";
    }
}
