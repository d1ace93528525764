package dev.mensura.core;

/// What becomes of a label outside `[0, numClasses)` at an element whose target is not ignored.
/// However many are let pass, the evidence of a result tells their number.
public enum LabelPolicy {
    /// The whole sample is rejected, naming the label and its position.
    REJECT,
    /// The element vanishes, as if its target were ignored.
    IGNORE_PIXEL,
    /// The element is an error. A predicted label outside the range adds to the target count of the
    /// true class and to no prediction count; a target label outside the range adds to the
    /// prediction count of the predicted class and to no target count. An element where both lie
    /// outside adds to nothing.
    COUNT_AS_ERROR
}
