package dev.mensura.core.input;

/// What a model said about one image: its classes, its mask, its scores, or one mask per label.
public sealed interface Prediction permits LabelMap, BitMask, ScoreMap, MaskStack {

    /// Returns the shape of the image: `[H, W]`, `[D, H, W]` or `[N]`, without any class axis.
    Shape spatialShape();
}
