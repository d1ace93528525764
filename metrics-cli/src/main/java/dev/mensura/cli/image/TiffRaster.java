package dev.mensura.cli.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// The samples of a TIFF file as the decoder of the JDK stores them.
///
/// The decoder sees a directory of its own behind the file, which says where the samples are and
/// nothing of how to show them: a palette and a gray scale that begins with white become plain gray, and
/// colour profiles, orientation and all else are not there.
final class TiffRaster {
    private static final int HEADER_LENGTH = 8;
    private static final int ENTRY_LENGTH = 12;
    private static final long GRAY = 1;
    private static final long RGB = 2;
    private static final long ALPHA = 2;

    private TiffRaster() {}

    /// Returns the samples as stored.
    ///
    /// @throws UnreadableImageException if the JDK does not decode them
    static Raster read(TiffFile tiff) {
        // Not shared, as a reader serves one thread.
        ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
        try (var input = new MemoryCacheImageInputStream(withPlainDirectory(tiff))) {
            reader.setInput(input, true, true);
            return reader.read(0).getRaster();
        } catch (IOException | RuntimeException e) {
            if (e.getCause() instanceof Error error) { // a reader may wrap even OutOfMemoryError
                throw error;
            }
            throw new UnreadableImageException(
                    tiff.directory().file(), "the JDK does not decode it, " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }

    private static InputStream withPlainDirectory(TiffFile tiff) {
        byte[] bytes = tiff.directory().bytes();
        int padding = bytes.length % 2; // a directory begins on a word
        byte[] header = new byte[HEADER_LENGTH];
        ByteBuffer.wrap(header)
                .order(tiff.directory().order())
                .put(bytes, 0, 4)
                .putInt(bytes.length + padding);
        return new SequenceInputStream(
                Collections.enumeration(
                        List.of(
                                new ByteArrayInputStream(header),
                                new ByteArrayInputStream(
                                        bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH),
                                new ByteArrayInputStream(new byte[padding]),
                                new ByteArrayInputStream(
                                        directory(tiff, bytes.length + padding)))));
    }

    /// Returns a directory in which each tag has its type: the decoder passes over others.
    private static byte[] directory(TiffFile tiff, int start) {
        Map<TiffTag, long[]> entries = entries(tiff);
        int values = entries.values().stream().mapToInt(each -> each.length).sum();
        int length = 2 + entries.size() * ENTRY_LENGTH + Integer.BYTES;
        ByteBuffer out =
                ByteBuffer.allocate(length + values * Integer.BYTES)
                        .order(tiff.directory().order());
        ByteBuffer behind = out.duplicate().order(out.order()).position(length);
        out.putShort((short) entries.size());
        entries.forEach((tag, all) -> {
            int size = tag.type() == TiffTag.SHORT ? Short.BYTES : Integer.BYTES;
            out.putShort((short) tag.code()).putShort((short) tag.type()).putInt(all.length);
            if (all.length * size <= Integer.BYTES) {
                int end = out.position() + Integer.BYTES;
                putAll(out, all, size);
                out.position(end);
            } else {
                out.putInt(start + behind.position());
                putAll(behind, all, size);
            }
        });
        return out.array();
    }

    private static void putAll(ByteBuffer out, long[] values, int size) {
        for (long value : values) {
            if (size == Short.BYTES) {
                out.putShort((short) value);
            } else {
                out.putInt((int) value);
            }
        }
    }

    private static Map<TiffTag, long[]> entries(TiffFile tiff) {
        TiffDirectory directory = tiff.directory();
        Map<TiffTag, long[]> entries =
                new EnumMap<>(TiffTag.class); // ascending, as TIFF wants them
        put(entries, TiffTag.WIDTH, tiff.width());
        put(entries, TiffTag.HEIGHT, tiff.height());
        long[] bits = new long[tiff.samples()];
        Arrays.fill(bits, tiff.bits());
        put(entries, TiffTag.BITS_PER_SAMPLE, bits);
        put(entries, TiffTag.COMPRESSION, tiff.compression().code());
        put(entries, TiffTag.PHOTOMETRIC, tiff.color() ? RGB : GRAY);
        put(entries, TiffTag.SAMPLES_PER_PIXEL, tiff.samples());
        put(
                entries,
                TiffTag.PLANAR_CONFIGURATION,
                directory.first(TiffTag.PLANAR_CONFIGURATION, 1));
        put(entries, TiffTag.PREDICTOR, directory.first(TiffTag.PREDICTOR, 1));
        if (tiff.isTiled()) {
            put(entries, TiffTag.TILE_WIDTH, tiff.segmentWidth());
            put(entries, TiffTag.TILE_HEIGHT, tiff.segmentHeight());
            put(entries, TiffTag.TILE_OFFSETS, directory.all(TiffTag.TILE_OFFSETS));
            put(entries, TiffTag.TILE_BYTE_COUNTS, directory.all(TiffTag.TILE_BYTE_COUNTS));
        } else {
            put(entries, TiffTag.STRIP_OFFSETS, directory.all(TiffTag.STRIP_OFFSETS));
            put(entries, TiffTag.ROWS_PER_STRIP, tiff.segmentHeight());
            put(entries, TiffTag.STRIP_BYTE_COUNTS, directory.all(TiffTag.STRIP_BYTE_COUNTS));
        }
        int extra = tiff.samples() - (tiff.color() ? 3 : 1);
        if (extra > 0) {
            long[] alpha = new long[extra];
            alpha[0] = ALPHA;
            put(entries, TiffTag.EXTRA_SAMPLES, alpha);
        }
        return entries;
    }

    private static void put(Map<TiffTag, long[]> entries, TiffTag tag, long... values) {
        entries.put(tag, values);
    }
}
