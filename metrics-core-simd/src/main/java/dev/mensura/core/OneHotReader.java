package dev.mensura.core;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.kernel.LabelCodes;

import java.util.Arrays;

/// Reads masks of exactly one class per element as that class. An element in two masks or in none,
/// and a mask value other than 0 and 1, are rejected.
final class OneHotReader implements CodeReader {
    private static final int NONE_YET = -3;

    private final String role;
    private final MaskStack masks;
    private final boolean[] ignored;
    private final LabelReader reader;
    private final long elements;
    private final int[] values = new int[BLOCK];

    /// @param rule says which classes are ignored where this is the target
    OneHotReader(String role, MaskStack masks, LabelRule rule, boolean target) {
        MaskReader.requireLabels(role, masks.numLabels(), rule.numClasses());
        this.role = role;
        this.masks = masks;
        this.ignored = new boolean[rule.numClasses()];
        for (int c = 0; c < ignored.length; c++) {
            ignored[c] = target && !rule.isScored(c);
        }
        this.reader = LabelReader.ofMasks(role, masks);
        this.elements = masks.spatialShape().size();
    }

    @Override
    public void read(long start, int count, int[] codes) {
        Arrays.fill(codes, 0, count, NONE_YET);
        for (int c = 0; c < ignored.length; c++) {
            reader.read(c * elements + start, count, values);
            for (int i = 0; i < count; i++) {
                if (values[i] != 0 && codes[i] != LabelCodes.IGNORED) {
                    codes[i] = combine(codes[i], c, values[i]);
                }
            }
        }
        for (int i = 0; i < count; i++) {
            if (codes[i] == NONE_YET) {
                codes[i] = LabelCodes.REJECTED;
            }
        }
    }

    /// Returns what an element is after it was seen in the mask of class `c`: ignored for good if
    /// that class is ignored, rejected if it is not the only one.
    private int combine(int code, int c, int value) {
        if (value == 1 && ignored[c]) {
            return LabelCodes.IGNORED;
        }
        return value == 1 && code == NONE_YET ? c : LabelCodes.REJECTED;
    }

    @Override
    public LabelRejectedException rejection(long position) {
        StringBuilder found = new StringBuilder();
        for (int c = 0; c < masks.numLabels(); c++) {
            LabelMap mask = masks.mask(c);
            found.append(c == 0 ? "" : ", ").append(mask.get(position));
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
