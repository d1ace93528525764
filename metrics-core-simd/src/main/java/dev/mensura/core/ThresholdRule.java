package dev.mensura.core;

/// How a score is compared with the threshold.
public enum ThresholdRule {
    /// A score counts as 1 if it is strictly greater.
    GREATER,
    /// A score counts as 1 if it is greater or equal.
    GREATER_OR_EQUAL
}
