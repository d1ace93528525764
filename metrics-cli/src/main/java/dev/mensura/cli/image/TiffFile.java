package dev.mensura.cli.image;

import java.nio.file.Path;
import java.util.Arrays;

/// The image of a TIFF file: what its samples are, and its segments (strips or tiles), checked to hold
/// as many bytes as the directory claims. Nothing as large as the image is allocated.
///
/// @param width columns, 1 or more
/// @param height rows, 1 or more
/// @param samples per pixel
/// @param bits of one sample: 1, 2, 4, 8, 16 or 32
/// @param color whether the first three samples are red, green and blue
record TiffFile(
        TiffDirectory directory, int width, int height, int samples, int bits, boolean color) {
    private static final int WHITE_IS_ZERO = 0;
    private static final int BLACK_IS_ZERO = 1;
    private static final int RGB = 2;
    private static final int PALETTE = 3;

    private static final int UNSIGNED = 1;
    private static final int SIGNED = 2;
    private static final int FLOAT = 3;
    private static final int CHUNKY = 1;
    private static final int PLANAR = 2;
    private static final int NO_PREDICTOR = 1;
    private static final int DIFFERENCES = 2;
    private static final long ALL_ROWS = 0xffff_ffffL;
    private static final int MOST_SAMPLES = 8;

    /// Most elements that an array holds on common JVMs.
    private static final long MOST_ELEMENTS = Integer.MAX_VALUE - 8;

    /// Returns the image of a file.
    ///
    /// @param file the name for messages
    /// @param bytes the whole file, which begins as a TIFF file does
    /// @throws UnreadableImageException if it is truncated or damaged, has other than one page, or
    ///     samples that are no labels
    static TiffFile parse(Path file, byte[] bytes) {
        TiffDirectory directory = TiffDirectory.parse(file, bytes);
        long width = directory.first(TiffTag.WIDTH);
        long height = directory.first(TiffTag.HEIGHT);
        long samples = directory.first(TiffTag.SAMPLES_PER_PIXEL, 1);
        if (width < 1 || height < 1 || samples < 1) {
            throw directory.damaged(
                    "it claims %d x %d pixels (rows x columns) of %d samples, expected 1 or more of each"
                            .formatted(height, width, samples));
        }
        if (samples > MOST_SAMPLES || width > MOST_ELEMENTS / height / samples) {
            throw new UnreadableImageException(
                    file,
                    "has %d x %d pixels (rows x columns) of %d samples, expected at most %d samples"
                            .formatted(height, width, samples, MOST_ELEMENTS));
        }
        TiffFile tiff =
                new TiffFile(
                        directory,
                        (int) width,
                        (int) height,
                        (int) samples,
                        bits(directory),
                        isColor(directory, samples));
        tiff.requireLabels();
        tiff.requireWhole();
        return tiff;
    }

    private static int bits(TiffDirectory directory) {
        long[] bits =
                directory.has(TiffTag.BITS_PER_SAMPLE)
                        ? directory.all(TiffTag.BITS_PER_SAMPLE)
                        : new long[] {1};
        if (Arrays.stream(bits).anyMatch(each -> each != bits[0])) {
            throw unsupported(directory, "bits per sample " + Arrays.toString(bits), "equal ones");
        }
        return (int) bits[0];
    }

    private static boolean isColor(TiffDirectory directory, long samples) {
        long photometric = directory.first(TiffTag.PHOTOMETRIC);
        if (photometric == RGB && samples >= 3) {
            return true;
        }
        if (photometric != WHITE_IS_ZERO
                && photometric != BLACK_IS_ZERO
                && photometric != PALETTE) {
            throw unsupported(
                    directory,
                    "photometric interpretation %d with %d samples".formatted(photometric, samples),
                    "gray, palette or RGB");
        }
        return false;
    }

    private static UnreadableImageException unsupported(
            TiffDirectory directory, String found, String expected) {
        return new UnreadableImageException(
                directory.file(), "has " + found + ", expected " + expected);
    }

    private void requireLabels() {
        for (long format :
                directory.has(TiffTag.SAMPLE_FORMAT)
                        ? directory.all(TiffTag.SAMPLE_FORMAT)
                        : new long[] {UNSIGNED}) {
            if (format != UNSIGNED) {
                String kind =
                        switch ((int) format) {
                            case SIGNED -> "signed";
                            case FLOAT -> "floating-point";
                            default -> "untyped or complex";
                        };
                throw unsupported(
                        directory, kind + " samples of " + bits + " bits", "unsigned integers");
            }
        }
        boolean palette = directory.first(TiffTag.PHOTOMETRIC) == PALETTE;
        boolean possible = Integer.bitCount(bits) == 1 && bits <= (palette ? 8 : 32);
        if (!possible) {
            throw unsupported(
                    directory,
                    bits + " bits per sample",
                    palette ? "1, 2, 4 or 8 for a palette" : "1, 2, 4, 8, 16 or 32");
        }
        if (directory.first(TiffTag.FILL_ORDER, 1) != 1) {
            throw unsupported(
                    directory, "the lowest bit first in a byte", "the highest (fill order 1)");
        }
        long predictor = directory.first(TiffTag.PREDICTOR, NO_PREDICTOR);
        boolean differences = predictor == DIFFERENCES && bits == 8; // the decoder has no more
        if (predictor != NO_PREDICTOR && !differences) {
            throw unsupported(
                    directory,
                    "predictor %d with %d bits".formatted(predictor, bits),
                    "none, or 2 with 8 bits");
        }
        long planar = directory.first(TiffTag.PLANAR_CONFIGURATION, CHUNKY);
        if (planar != CHUNKY && planar != PLANAR) {
            throw directory.damaged("it claims planar configuration " + planar);
        }
    }

    /// Returns how the segments are compressed.
    TiffCompression compression() {
        long code = directory.first(TiffTag.COMPRESSION, TiffCompression.NONE.code());
        TiffCompression compression = TiffCompression.ofCode(code);
        if (compression == null) {
            throw unsupported(
                    directory,
                    "compression " + code + name(code),
                    "none, LZW, Deflate or PackBits");
        }
        return compression;
    }

    private static String name(long compression) {
        return switch ((int) compression) {
            case 2, 3, 4 -> " (fax)";
            case 6, 7 -> " (JPEG)";
            case 50_000 -> " (Zstandard)";
            case 50_001 -> " (WebP)";
            default -> "";
        };
    }

    boolean isTiled() {
        return directory.has(TiffTag.TILE_OFFSETS);
    }

    private boolean isPlanar() {
        return directory.first(TiffTag.PLANAR_CONFIGURATION, CHUNKY) == PLANAR && samples > 1;
    }

    /// Returns the columns of a segment.
    long segmentWidth() {
        return isTiled() ? segmentSize(TiffTag.TILE_WIDTH) : width;
    }

    /// Returns the rows of a segment; the last strips may have fewer.
    long segmentHeight() {
        return isTiled()
                ? segmentSize(TiffTag.TILE_HEIGHT)
                : Math.min(height, segmentSize(TiffTag.ROWS_PER_STRIP));
    }

    private long segmentSize(TiffTag tag) {
        long size =
                tag == TiffTag.ROWS_PER_STRIP
                        ? directory.first(tag, ALL_ROWS)
                        : directory.first(tag);
        if (size < 1) {
            throw directory.damaged("it claims a %s of 0".formatted(tag));
        }
        return size;
    }

    private void requireWhole() {
        if (segmentWidth() > MOST_ELEMENTS / segmentHeight() / samples) {
            throw directory.damaged(
                    "it claims segments of %d x %d pixels (rows x columns)"
                            .formatted(segmentHeight(), segmentWidth()));
        }
        TiffCompression compression = compression();
        long[] offsets = directory.all(isTiled() ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS);
        long[] counts =
                directory.all(isTiled() ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS);
        long down = Math.ceilDiv(height, segmentHeight());
        long inPlane = down * Math.ceilDiv(width, segmentWidth());
        long expected = inPlane * (isPlanar() ? samples : 1);
        if (offsets.length != expected || counts.length != expected) {
            throw directory.damaged(
                    "it has %d segments and the lengths of %d, expected %d"
                            .formatted(offsets.length, counts.length, expected));
        }
        long rowBytes = Math.ceilDiv(segmentWidth() * (isPlanar() ? 1 : samples) * bits, 8);
        for (int segment = 0; segment < offsets.length; segment++) {
            long row = segment % inPlane;
            boolean last = !isTiled() && row == down - 1;
            long rows = last ? height - row * segmentHeight() : segmentHeight();
            requireSegment(
                    compression, segment, offsets[segment], counts[segment], rows * rowBytes);
        }
    }

    private void requireSegment(
            TiffCompression compression, int segment, long offset, long count, long expected) {
        byte[] bytes = directory.bytes();
        if (offset + count > bytes.length) {
            throw new UnreadableImageException(
                    directory.file(),
                    "truncated TIFF file, it ends after %d bytes, expected at least %d"
                            .formatted(bytes.length, offset + count));
        }
        long found = compression.decodedLength(bytes, (int) offset, (int) count, expected);
        if (found < expected) {
            throw directory.damaged(
                    "segment %d holds %d bytes (decompressed), expected %d"
                            .formatted(segment, found, expected));
        }
    }
}
