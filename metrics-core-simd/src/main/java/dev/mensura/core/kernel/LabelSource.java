package dev.mensura.core.kernel;

/// One side of the pairs: where a [PairCounter] reads predictions or targets from.
public sealed interface LabelSource permits StoredLabels, CodedLabels {}
