package dev.mensura.core;

/// What a label stands for.
public enum Task {
    /// Background 0 and foreground 1; the foreground is scored.
    BINARY,
    /// Every element has exactly one of `numClasses` classes.
    MULTICLASS,
    /// Every element has any number of `numClasses` labels, each 0 or 1 of its own.
    MULTILABEL
}
