package dev.mensura.segmentation;

/// How the values of the classes become one number.
public enum Average {
    /// Not at all: the values per class are the result. `value()` is then the same as for [#MACRO],
    /// so that the metric can still be printed and tracked.
    NONE,
    /// The mean of the classes' values.
    MACRO,
    /// One ratio of the counts summed up over the classes.
    MICRO,
    /// The mean of the classes' values, weighted by how often each class is the target.
    WEIGHTED
}
