package dev.mensura.segmentation;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.SegmentationSample;

/// Small samples for tests, written down as digits, one digit per element.
final class Samples {
    private Samples() {}

    /// Returns a vector of labels 0 to 9: `labels("0111", "0011")`.
    static SegmentationSample labels(String prediction, String target) {
        return new SegmentationSample(map(prediction), map(target));
    }

    /// Returns a vector of masks, one text per label.
    static SegmentationSample masks(String[] prediction, String[] target) {
        return new SegmentationSample(stack(prediction), stack(target));
    }

    static LabelMap map(String digits) {
        return LabelMap.uint8(bytes(digits));
    }

    static MaskStack stack(String... masks) {
        return MaskStack.uint8(bytes(String.join("", masks)), masks.length, masks[0].length());
    }

    private static byte[] bytes(String digits) {
        byte[] labels = new byte[digits.length()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) Character.digit(digits.charAt(i), 10);
        }
        return labels;
    }
}
