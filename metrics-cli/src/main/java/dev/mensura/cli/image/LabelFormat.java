package dev.mensura.cli.image;

import dev.mensura.cli.classes.ClassColors;
import dev.mensura.core.input.LabelMap;

import java.nio.file.Path;

/// A format of label images.
sealed interface LabelFormat permits PngLabels, TiffLabels {

    /// Returns what the format is called, for messages.
    String name();

    /// Returns whether a file is of this format as far as its first bytes tell; no bytes tell nothing.
    boolean begins(byte[] bytes);

    /// Returns the label map `[H, W]` in a file.
    ///
    /// @param file the name for messages
    /// @param bytes the whole content of the file, which [#begins] as it should
    /// @param colors the label of each colour, for images of three colour channels only
    /// @param arrays where the labels may be stored
    /// @throws UnreadableImageException if the file is truncated, damaged, or no label map
    LabelMap read(Path file, byte[] bytes, ClassColors colors, LabelArrays arrays);
}
