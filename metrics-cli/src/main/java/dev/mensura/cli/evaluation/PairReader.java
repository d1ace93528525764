package dev.mensura.cli.evaluation;

import dev.mensura.cli.classes.ClassColors;
import dev.mensura.cli.image.ImagePair;
import dev.mensura.cli.image.LabelArrays;
import dev.mensura.cli.image.LabelImages;
import dev.mensura.core.input.LabelMap;

/// Reads one pair of images after the other into the same memory. For one thread.
final class PairReader {
    private final ClassColors colors;
    private final LabelArrays predictions = new LabelArrays();
    private final LabelArrays targets = predictions.another();

    /// @param colors the label of each colour, for RGB images
    PairReader(ClassColors colors) {
        this.colors = colors;
    }

    /// Returns the prediction, until the next one is read.
    ///
    /// @throws dev.mensura.cli.image.UnreadableImageException if the file is no label map
    LabelMap prediction(ImagePair pair) {
        return LabelImages.read(pair.prediction(), colors, predictions);
    }

    /// Returns the target, until the next one is read.
    ///
    /// @throws dev.mensura.cli.image.UnreadableImageException if the file is no label map
    LabelMap target(ImagePair pair) {
        return LabelImages.read(pair.target(), colors, targets);
    }
}
