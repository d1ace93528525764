package dev.mensura.cli.evaluation;

import static dev.mensura.core.SegmentationFormulas.mean;
import static dev.mensura.core.SegmentationFormulas.perClass;
import static dev.mensura.core.SegmentationFormulas.weightedMean;

import dev.mensura.api.PerClass;
import dev.mensura.core.ClassCounts;
import dev.mensura.core.SegmentationFormulas;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// The averages over all scored classes with a defined ratio; `NaN` over none.
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
        double frequencyWeightedIoU) {

    static Summary of(List<ClassScores> classes, ClassCounts counts) {
        PerClass iou = each(classes, ClassScores::iou);
        return new Summary(
                mean(iou),
                mean(each(classes, ClassScores::dice)),
                mean(each(classes, ClassScores::recall)),
                SegmentationFormulas.pixelAccuracy(counts),
                weightedMean(iou, id -> classes.get(id).support()));
    }

    private static PerClass each(List<ClassScores> classes, ToDoubleFunction<ClassScores> ratio) {
        return perClass(classes.size(), id -> ratio.applyAsDouble(classes.get(id)));
    }
}
