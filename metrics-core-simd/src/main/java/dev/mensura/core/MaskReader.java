package dev.mensura.core;

import dev.mensura.core.input.MaskStack;
import dev.mensura.core.kernel.BitPlanes;
import dev.mensura.core.kernel.Kernels;
import dev.mensura.core.kernel.LabelCodes;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Reads any multiclass input as one plane of bits per class, in blocks of at most
/// [CodeReader#BLOCK] elements. A word has 64 bits, that of the first element being the lowest.
interface MaskReader {

    /// Goes to the block of elements `start` to `start + count - 1`.
    void load(long start, int count);

    /// Puts the mask of class `c` in the loaded block into `plane`. Each class may be read once.
    void read(int c, long[] plane);

    /// Returns a word of the elements of the loaded block that are rejected, as far as the classes
    /// that were read tell.
    long rejected(int word);

    /// Returns a word of the elements of the loaded block that are ignored; they are in no mask.
    long ignored(int word);

    /// Returns a word of the elements of the loaded block whose label is outside the range and let
    /// pass by the policy; they are in no mask.
    long outside(int word);

    /// Returns why the element at `position` is rejected, or null if it is not rejected here.
    @Nullable LabelRejectedException rejection(long position);

    /// Returns a reader of an input that has one class per element.
    static MaskReader of(CodeReader codes, int numClasses) {
        return new FromCodes(codes, numClasses);
    }

    /// Returns a reader of an input that has masks already; they may overlap.
    ///
    /// @param marks scratch for the rejected elements of a block
    static MaskReader of(String role, MaskStack masks, int numClasses, long[] marks) {
        requireLabels(role, masks.numLabels(), numClasses);
        return new FromMasks(role, masks, marks);
    }

    /// Checks the length of a class or label axis.
    static void requireLabels(String role, int actual, int expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(
                    role + " has " + actual + " masks or planes, expected " + expected);
        }
    }

    /// One class per element: the mask of a class is where it stands.
    final class FromCodes implements MaskReader {
        /// Classes that differ from each other and from negative codes in their lowest byte.
        private static final int MOST_BYTE_CLASSES = 254;

        private final CodeReader reader;
        private final BitPlanes planes = Kernels.bitPlanes();
        private final int[] codes = new int[CodeReader.BLOCK];
        private final byte[] lowBytes = new byte[CodeReader.BLOCK];
        private final int numClasses;
        private int count;

        private FromCodes(CodeReader reader, int numClasses) {
            this.reader = reader;
            this.numClasses = numClasses;
        }

        @Override
        public void load(long start, int length) {
            reader.read(start, length, codes);
            count = length;
            for (int i = 0; i < length; i++) {
                lowBytes[i] = (byte) codes[i];
            }
        }

        @Override
        public void read(int c, long[] plane) {
            if (numClasses <= MOST_BYTE_CLASSES) {
                planes.mark(lowBytes, 0, count, (byte) c, plane);
            } else {
                for (int w = 0; w * Long.SIZE < count; w++) {
                    plane[w] = where(c, w);
                }
            }
        }

        @Override
        public long rejected(int word) {
            return where(LabelCodes.REJECTED, word);
        }

        @Override
        public long ignored(int word) {
            return where(LabelCodes.IGNORED, word);
        }

        @Override
        public long outside(int word) {
            return where(numClasses, word);
        }

        private long where(int code, int word) {
            int first = word * Long.SIZE;
            int length = Math.min(Long.SIZE, count - first);
            long found = 0;
            for (int bit = 0; bit < length; bit++) {
                found |= (codes[first + bit] == code ? 1L : 0L) << bit;
            }
            return found;
        }

        @Override
        public @Nullable LabelRejectedException rejection(long position) {
            int[] one = new int[1];
            reader.read(position, 1, one);
            return one[0] == LabelCodes.REJECTED ? reader.rejection(position) : null;
        }
    }

    /// One mask per class, as stored.
    final class FromMasks implements MaskReader {
        private final String role;
        private final MaskStack masks;
        private final MaskBytes bytes;
        private final BitPlanes planes = Kernels.bitPlanes();
        private final long[] wrong;
        private long start;
        private int count;

        private FromMasks(String role, MaskStack masks, long[] marks) {
            this.role = role;
            this.masks = masks;
            this.bytes = new MaskBytes(masks);
            this.wrong = marks;
        }

        @Override
        public void load(long from, int length) {
            start = from;
            count = length;
            Arrays.fill(wrong, 0);
        }

        @Override
        public void read(int c, long[] plane) {
            bytes.show(c, start, count);
            planes.split(bytes.array(), bytes.offset(), count, plane, wrong);
        }

        @Override
        public long rejected(int word) {
            return wrong[word];
        }

        @Override
        public long ignored(int word) {
            return 0;
        }

        @Override
        public long outside(int word) {
            return 0;
        }

        @Override
        public @Nullable LabelRejectedException rejection(long position) {
            for (int c = 0; c < masks.numLabels(); c++) {
                long value = masks.mask(c).get(position);
                if (value != 0 && value != 1) {
                    return LabelReader.ofPrediction(
                                    role + " mask " + c, masks.mask(c), LabelRule.ZERO_OR_ONE)
                            .rejection(position);
                }
            }
            return null;
        }
    }
}
