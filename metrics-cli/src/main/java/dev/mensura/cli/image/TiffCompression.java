package dev.mensura.cli.image;

import org.jspecify.annotations.Nullable;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The compressions of TIFF that keep every sample, each with a walk over compressed bytes that tells
/// how many bytes they stand for.
enum TiffCompression {
    NONE(1) {
        @Override
        long decodedLength(byte[] bytes, int offset, int length, long enough) {
            return length;
        }
    },
    LZW(5) {
        @Override
        long decodedLength(byte[] bytes, int offset, int length, long enough) {
            return TiffLzw.decodedLength(bytes, offset, length, enough);
        }
    },
    DEFLATE(8) {
        @Override
        long decodedLength(byte[] bytes, int offset, int length, long enough) {
            return inflatedLength(bytes, offset, length);
        }
    },
    /// The same under the number it had before it was in the standard.
    OLD_DEFLATE(32_946) {
        @Override
        long decodedLength(byte[] bytes, int offset, int length, long enough) {
            return inflatedLength(bytes, offset, length);
        }
    },
    PACK_BITS(32_773) {
        @Override
        long decodedLength(byte[] bytes, int offset, int length, long enough) {
            return unpackedLength(bytes, offset, length, enough);
        }
    };

    private static final int BUFFER = 1 << 13;

    private final int code;

    TiffCompression(int code) {
        this.code = code;
    }

    /// Returns the compression with this number, or `null` if it is another one.
    static @Nullable TiffCompression ofCode(long code) {
        for (TiffCompression compression : values()) {
            if (compression.code == code) {
                return compression;
            }
        }
        return null;
    }

    int code() {
        return code;
    }

    /// Returns how many bytes these stand for, or fewer if they are damaged; may stop at `enough`.
    abstract long decodedLength(byte[] bytes, int offset, int length, long enough);

    /// Decompresses to the end, where the checksum is.
    private static long inflatedLength(byte[] bytes, int offset, int length) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, offset, length);
            byte[] buffer = new byte[BUFFER];
            long decoded = 0;
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                decoded += count;
                if (count == 0 && !inflater.finished()) {
                    return 0; // its input has no end, or asks for a dictionary
                }
            }
            return decoded;
        } catch (DataFormatException damaged) {
            return 0;
        } finally {
            inflater.end();
        }
    }

    /// Adobe, "TIFF Revision 6.0", section 9: n from 0 stands for n + 1 bytes that follow, n from -127
    /// to -1 for 1 - n times the byte that follows. The walk ends at -128, which stands for nothing and
    /// which writers do not use: the decoder of the JDK (25) passes over the byte behind it, too.
    private static long unpackedLength(byte[] bytes, int offset, int length, long enough) {
        long decoded = 0;
        int end = offset + length;
        int at = offset;
        while (at < end && bytes[at] != Byte.MIN_VALUE && decoded < enough) {
            int run = bytes[at++];
            if (run >= 0) {
                decoded += Math.min(run + 1, end - at);
                at += run + 1;
            } else {
                decoded += at < end ? 1 - run : 0;
                at++;
            }
        }
        return decoded;
    }
}
