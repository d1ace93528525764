package dev.mensura.core;

/// Numbers that are read out of the counts of each sample by itself and summed up exactly over all
/// samples, for averages over images; see [OverlapTally#withImageScores].
///
/// ## For implementers
///
/// Immutable, thread-safe and equal by value, with equal fingerprints exactly when equal: which
/// numbers are summed up is part of what is counted.
public interface ImageScores {

    /// Returns how many numbers one sample has, always the same.
    int size();

    /// Returns the numbers of one sample, as a new array of length [#size]: each in `[0, 1]`, or
    /// `NaN` where the sample has none, which is left out of sum and count.
    double[] of(ClassCounts sample);

    /// Returns a text that names the numbers with every option.
    String fingerprint();
}
