package dev.mensura.cli.evaluation;

/// The averages; `NaN` over nothing.
///
/// @param meanIoU mean IoU
/// @param meanDice mean Dice coefficient
/// @param meanAccuracy mean recall over the classes that occur in the target
/// @param pixelAccuracy share of the counted pixels that are right
/// @param frequencyWeightedIoU mean IoU weighted by support
public record Summary(
        double meanIoU,
        double meanDice,
        double meanAccuracy,
        double pixelAccuracy,
        double frequencyWeightedIoU) {}
