package dev.mensura.cli.evaluation;

/// The counts and ratios of one class; an undefined ratio is `NaN`.
///
/// @param id the class id
/// @param name the name in the classes file, else the id
/// @param ignored whether it is an ignored label inside the range: ratios `NaN`, counts as they are
/// @param excluded whether it was taken out of the averages: ratios `NaN`, counts as they are
/// @param absent whether it is neither ignored nor excluded, and occurs in no target and no
///     prediction
/// @param inMean whether it entered the mean IoU
/// @param iou intersection over union
/// @param dice Dice coefficient
/// @param precision share of the predicted pixels that are right
/// @param recall share of the target pixels that were found
/// @param intersection pixels of this class in target and prediction
/// @param union pixels of this class in target or prediction
/// @param predicted pixels of this class in the prediction
/// @param support pixels of this class in the target
public record ClassScores(
        int id,
        String name,
        boolean ignored,
        boolean excluded,
        boolean absent,
        boolean inMean,
        double iou,
        double dice,
        double precision,
        double recall,
        long intersection,
        long union,
        long predicted,
        long support) {}
