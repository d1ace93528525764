package dev.mensura.core;

import dev.mensura.core.input.MaskStack;
import dev.mensura.core.kernel.LabelCodes;

import org.jspecify.annotations.Nullable;

/// Reads any multiclass input as one mask of 0 and 1 per class, block by block.
interface MaskReader {

    /// Goes to the block of elements `start` to `start + count - 1`.
    void load(long start, int count);

    /// Puts the mask of class `c` in the loaded block into `bits`: 0, 1, [LabelCodes#IGNORED] or
    /// [LabelCodes#REJECTED].
    void read(int c, int[] bits);

    /// Returns whether element `i` of the loaded block has a label outside the range that the policy
    /// let pass; it is in no mask.
    boolean isOutside(int i);

    /// Returns why the element at `position` is rejected, or null if it is not rejected here.
    @Nullable LabelRejectedException rejection(long position);

    /// Returns a reader of an input that has one class per element.
    static MaskReader of(CodeReader codes, int numClasses) {
        return new FromCodes(codes, numClasses);
    }

    /// Returns a reader of an input that has masks already; they may overlap.
    static MaskReader of(String role, MaskStack masks, int numClasses) {
        requireLabels(role, masks.numLabels(), numClasses);
        return new FromMasks(role, masks);
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
        private final CodeReader reader;
        private final int[] codes = new int[CodeReader.BLOCK];
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
        }

        @Override
        public void read(int c, int[] bits) {
            for (int i = 0; i < count; i++) {
                int code = codes[i];
                bits[i] = code < 0 ? code : code == c ? 1 : 0;
            }
        }

        @Override
        public boolean isOutside(int i) {
            return codes[i] == numClasses;
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
        private final long elements;
        private final LabelReader reader;
        private long start;
        private int count;

        private FromMasks(String role, MaskStack masks) {
            this.role = role;
            this.masks = masks;
            this.elements = masks.spatialShape().size();
            this.reader = LabelReader.ofMasks(role, masks);
        }

        @Override
        public void load(long from, int length) {
            start = from;
            count = length;
        }

        @Override
        public void read(int c, int[] bits) {
            reader.read(c * elements + start, count, bits);
        }

        @Override
        public boolean isOutside(int i) {
            return false;
        }

        @Override
        public @Nullable LabelRejectedException rejection(long position) {
            int[] one = new int[1];
            for (int c = 0; c < masks.numLabels(); c++) {
                reader.read(c * elements + position, 1, one);
                if (one[0] == LabelCodes.REJECTED) {
                    return LabelReader.ofPrediction(
                                    role + " mask " + c, masks.mask(c), LabelRule.ZERO_OR_ONE)
                            .rejection(position);
                }
            }
            return null;
        }
    }
}
