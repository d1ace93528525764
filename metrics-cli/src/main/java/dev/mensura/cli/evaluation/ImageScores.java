package dev.mensura.cli.evaluation;

import dev.mensura.api.PerClass;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.LabelRule;
import dev.mensura.core.SegmentationFormulas;

/// The ratios of one image by itself.
///
/// @param file the path of the image below its folder, with `/`
/// @param meanIoU mean IoU over the scored classes in this image, `NaN` over none
/// @param pixelAccuracy share of the counted pixels that are right, `NaN` if none was counted
/// @param iou IoU per class, `NaN` where the class is absent or ignored
public record ImageScores(String file, double meanIoU, double pixelAccuracy, PerClass iou) {

    static ImageScores of(String file, LabelRule rule, ConfusionMatrix matrix) {
        PerClass iou =
                SegmentationFormulas.only(
                        SegmentationFormulas.perClass(
                                rule.numClasses(), id -> SegmentationFormulas.iou(matrix, id)),
                        rule::isScored);
        return new ImageScores(
                file,
                SegmentationFormulas.mean(iou),
                SegmentationFormulas.pixelAccuracy(matrix),
                iou);
    }
}
