package dev.mensura.core.input;

/// What is true of one image: its classes, its mask, or one mask per label.
public sealed interface Target permits LabelMap, BitMask, MaskStack {

    /// Returns the shape of the image: `[H, W]`, `[D, H, W]` or `[N]`, without any class axis.
    Shape spatialShape();
}
