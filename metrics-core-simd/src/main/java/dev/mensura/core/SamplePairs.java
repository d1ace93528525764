package dev.mensura.core;

import dev.mensura.core.input.SegmentationSample;

/// Counts one sample into pairs of target and prediction: the scratch memory of a [ConfusionMatrix].
///
/// MULTICLASS has one plane of `numClasses^2` pairs; BINARY one, and MULTILABEL one per label, of
/// the pairs of 0 and 1.
abstract sealed class SamplePairs permits PairCounting, MatrixRuns {

    /// Returns the counting memory for a rule.
    static SamplePairs of(LabelRule rule) {
        return RunCounting.serves(rule) ? new MatrixRuns(rule) : new PairCounting(rule);
    }

    /// Returns how many planes of pairs a rule has.
    static int planes(LabelRule rule) {
        return rule.task() == Task.MULTILABEL ? rule.numClasses() : 1;
    }

    /// Returns how many classes there are along each axis of a plane.
    static int size(LabelRule rule) {
        return rule.task() == Task.MULTICLASS ? rule.numClasses() : 2;
    }

    /// Returns the rule that is counted by.
    abstract LabelRule rule();

    /// Replaces the counts by those of one sample.
    ///
    /// @throws IllegalArgumentException if the sample is rejected; the counts mean nothing then
    abstract void count(SegmentationSample sample);

    /// Returns the counts; the next sample overwrites them.
    abstract PairCells pairs();

    /// Returns how many elements of each target class have a prediction outside the range that
    /// counts as an error.
    abstract long[] outsidePredictions();

    /// Returns how many elements of each predicted class have a target outside the range that counts
    /// as an error.
    abstract long[] outsideTargets();

    /// Returns the number of elements left out because their target is ignored.
    abstract long ignored();

    /// Returns the number of labels outside the range that the policy let pass.
    abstract long outOfRange();
}
