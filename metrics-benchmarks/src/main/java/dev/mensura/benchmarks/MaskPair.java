package dev.mensura.benchmarks;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.SegmentationSample;

/// A predicted mask and its target, `[height, width]`, as uint8 labels.
///
/// @param prediction every label a class
/// @param target classes, or [Texture#IGNORED]
record MaskPair(int height, int width, byte[] prediction, byte[] target) {

    static MaskPair of(Texture texture, int height, int width, int numClasses, long seed) {
        byte[] prediction = new byte[height * width];
        byte[] target = new byte[height * width];
        texture.fill(prediction, target, height, width, numClasses, seed);
        return new MaskPair(height, width, prediction, target);
    }

    /// Returns the same masks in memory of their own.
    MaskPair copy() {
        return new MaskPair(height, width, prediction.clone(), target.clone());
    }

    SegmentationSample sample(LabelType type, Storage storage) {
        return new SegmentationSample(
                LabelMap.of(type, storage.prediction(prediction, type), height, width),
                LabelMap.of(type, storage.target(target, type), height, width));
    }

    /// Adds the pairs to `counts`, `[target * numClasses + prediction]`, one after the other.
    void addTo(long[] counts, int numClasses) {
        for (int i = 0; i < target.length; i++) {
            int label = target[i] & 0xFF;
            if (label != Texture.IGNORED) {
                counts[label * numClasses + (prediction[i] & 0xFF)]++;
            }
        }
    }
}
