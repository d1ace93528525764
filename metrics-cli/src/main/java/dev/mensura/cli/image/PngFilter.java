package dev.mensura.cli.image;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// The filters of the rows of a PNG file (Portable Network Graphics, third edition, section 9): each byte is
/// stored as the difference to what is predicted from its neighbours.
///
/// A row is an array with `step` zeros in front of its bytes, where `step` is the distance to the byte of the pixel
/// on the left.
///
/// An image has rows of several filters, so the JVM does not inline the call of [#undo]: it compiles each filter by
/// itself, which is sooner done than all of them inside the loop over the rows.
enum PngFilter {
    NONE {
        @Override
        void undo(byte[] row, byte[] above, int step) {
            // stored as they are
        }
    },

    SUB {
        @Override
        void undo(byte[] row, byte[] above, int step) {
            if (step == 1) {
                addUp(row);
                return;
            }
            for (int i = step; i < row.length; i++) {
                row[i] += row[i - step];
            }
        }

        // A run of zeros, as most of a label image is, repeats the byte on the left.
        private static void addUp(byte[] row) {
            byte left = 0;
            int i = 1;
            while (i < row.length) {
                if (row[i] == 0) {
                    int end = ZEROS.end(row, i);
                    Arrays.fill(row, i, end, left);
                    i = end;
                } else {
                    left += row[i];
                    row[i++] = left;
                }
            }
        }
    },

    UP {
        @Override
        void undo(byte[] row, byte[] above, int step) {
            for (int i = step; i < row.length; i++) {
                row[i] += above[i];
            }
        }
    },

    AVERAGE {
        @Override
        void undo(byte[] row, byte[] above, int step) {
            for (int i = step; i < row.length; i++) {
                row[i] += (byte) (((row[i - step] & 0xff) + (above[i] & 0xff)) >> 1);
            }
        }
    },

    PAETH {
        @Override
        void undo(byte[] row, byte[] above, int step) {
            if (step == 1) {
                copyRuns(row, above);
                return;
            }
            for (int i = step; i < row.length; i++) {
                row[i] += paeth(row[i - step], above[i], above[i - step]);
            }
        }

        // If the bytes on the left and above it are equal, the byte above is predicted. Zeros keep
        // them equal, so a run of zeros, as most of a label image is, is a copy of the row above.
        private static void copyRuns(byte[] row, byte[] above) {
            int i = 1;
            while (i < row.length) {
                if (row[i] == 0 && row[i - 1] == above[i - 1]) {
                    int end = ZEROS.end(row, i);
                    System.arraycopy(above, i, row, i, end - i);
                    i = end;
                } else {
                    row[i] += paeth(row[i - 1], above[i], above[i - 1]);
                    i++;
                }
            }
        }
    };

    private static final ZeroRun ZEROS = new ZeroRun();

    private static final List<PngFilter> ALL = List.of(values());

    /// Returns the filter of this number, or `null` when PNG has none.
    static @Nullable PngFilter ofCode(int code) {
        return code < ALL.size() ? ALL.get(code) : null;
    }

    /// Turns differences into bytes.
    ///
    /// @param row the differences; becomes the bytes
    /// @param above the bytes of the row above, of the same length; zeros above the first
    abstract void undo(byte[] row, byte[] above, int step);

    private static byte paeth(byte left, byte above, byte aboveLeft) {
        int right = (above & 0xff) - (aboveLeft & 0xff);
        int down = (left & 0xff) - (aboveLeft & 0xff);
        int toLeft = Math.abs(right);
        int toAbove = Math.abs(down);
        int toAboveLeft = Math.abs(right + down);
        if (toLeft <= toAbove && toLeft <= toAboveLeft) {
            return left;
        }
        return toAbove <= toAboveLeft ? above : aboveLeft;
    }
}
