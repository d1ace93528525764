package dev.mensura.cli.image;

/// Walks over a strip that is compressed by the LZW of TIFF (Adobe, "TIFF Revision 6.0", section 13):
/// codes of 9 to 12 bits, the most significant bit first, each one bit longer one entry early.
///
/// The decoder of the JDK leaves samples 0 where codes are missing, so they are counted before.
final class TiffLzw {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int MOST = 1 << 12;
    private static final int FEWEST_BITS = 9;

    private TiffLzw() {}

    /// Returns how many bytes the codes stand for, up to the first impossible one; stops at `enough`.
    static long decodedLength(byte[] bytes, int offset, int length, long enough) {
        int[] lengths = new int[MOST];
        long bits = 8L * length;
        long at = 0;
        long decoded = 0;
        int next = FIRST;
        int width = FEWEST_BITS;
        int previous = CLEAR;
        while (decoded < enough && at + width <= bits) {
            int code = code(bytes, offset, at, width);
            at += width;
            if (code == END) {
                return decoded;
            }
            if (code == CLEAR) {
                next = FIRST;
                width = FEWEST_BITS;
                previous = CLEAR;
                continue;
            }
            boolean known = code < CLEAR || (code >= FIRST && code < next);
            boolean beginning = previous == CLEAR;
            if (beginning ? code > CLEAR : !known && code != next) {
                return decoded;
            }
            if (!beginning) {
                if (next == MOST) {
                    return decoded;
                }
                lengths[next] = length(lengths, previous) + 1;
                next++;
            }
            decoded += length(lengths, code);
            previous = code;
            if (next + 1 >= 1 << width && width < 12) {
                width++;
            }
        }
        return decoded;
    }

    private static int length(int[] lengths, int code) {
        return code < CLEAR ? 1 : lengths[code];
    }

    private static int code(byte[] bytes, int offset, long at, int width) {
        int first = offset + (int) (at >> 3);
        int window = 0;
        for (int i = 0; i < 3; i++) {
            window <<= 8;
            window |= first + i < bytes.length ? bytes[first + i] & 0xff : 0;
        }
        return window >>> (24 - width - (int) (at & 7)) & ((1 << width) - 1);
    }
}
