package dev.mensura.core;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.kernel.BitPlanes;
import dev.mensura.core.kernel.Kernels;
import dev.mensura.core.kernel.LabelCodes;

import java.util.Arrays;

/// Reads masks of exactly one class per element as that class. An element in two masks or in none,
/// and a mask value other than 0 and 1, are rejected, except where the mask of an ignored class is
/// set.
///
/// Each mask of a block is read once, into one bit per element; what was seen so far are planes of
/// bits as well, 4 KiB for each reader.
final class OneHotReader implements CodeReader {
    private static final int WORDS = BLOCK / Long.SIZE;

    private final String role;
    private final MaskStack masks;
    private final LabelRule rule;
    private final boolean target;
    private final MaskBytes bytes;
    private final BitPlanes planes = Kernels.bitPlanes();
    private final long[] mask = new long[WORDS];

    /// Elements that are in a mask.
    private final long[] seen = new long[WORDS];

    /// Elements that are in two masks or have a wrong value.
    private final long[] wrong = new long[WORDS];

    /// Elements that are in the mask of an ignored class.
    private final long[] ignored = new long[WORDS];

    /// @param rule says which classes are ignored where this is the target
    OneHotReader(String role, MaskStack masks, LabelRule rule, boolean target) {
        MaskReader.requireLabels(role, masks.numLabels(), rule.numClasses());
        this.role = role;
        this.masks = masks;
        this.rule = rule;
        this.target = target;
        this.bytes = new MaskBytes(masks);
    }

    @Override
    public void read(long start, int count, int[] codes) {
        int words = (count + Long.SIZE - 1) / Long.SIZE;
        Arrays.fill(seen, 0, words, 0);
        Arrays.fill(wrong, 0, words, 0);
        Arrays.fill(ignored, 0, words, 0);
        Arrays.fill(codes, 0, count, LabelCodes.REJECTED);
        for (int c = 0; c < masks.numLabels(); c++) {
            bytes.show(c, start, count);
            planes.split(bytes.array(), bytes.offset(), count, mask, wrong);
            boolean isIgnored = target && !rule.isScored(c);
            for (int w = 0; w < words; w++) {
                wrong[w] |= seen[w] & mask[w];
                seen[w] |= mask[w];
                ignored[w] |= isIgnored ? mask[w] : 0;
            }
            planes.put(c, mask, count, codes);
        }
        planes.put(LabelCodes.REJECTED, wrong, count, codes);
        planes.put(LabelCodes.IGNORED, ignored, count, codes);
    }

    @Override
    public LabelRejectedException rejection(long position) {
        StringBuilder found = new StringBuilder();
        for (int c = 0; c < masks.numLabels(); c++) {
            LabelMap one = masks.mask(c);
            found.append(c == 0 ? "" : ", ").append(one.get(position));
        }
        return new LabelRejectedException(
                role
                        + " has mask values "
                        + found
                        + " at "
                        + masks.spatialShape().coordinates(position)
                        + ", expected a single 1 and otherwise 0",
                position);
    }
}
