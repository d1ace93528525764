package dev.mensura.cli.evaluation;

import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricResults;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.NormalizedConfusionMatrix;

import java.util.List;

/// The metrics behind the rows and averages of a report. Those of which a report needs the value per
/// class have one for each.
///
/// @param matrix the confusion matrix; what the others count of the same labels follows from it
/// @param iou IoU per class and its mean
/// @param dice Dice per class and its mean
/// @param precision precision per class
/// @param recall recall per class
/// @param meanAccuracy mean recall over the classes that occur in the target
/// @param pixelAccuracy share of the counted pixels that are right
/// @param frequencyWeightedIoU mean IoU weighted by support
public record ReportMetrics(
        MetricDefinition<SegmentationSample, ?, NormalizedConfusionMatrix.Result> matrix,
        MetricDefinition<SegmentationSample, ?, ?> iou,
        MetricDefinition<SegmentationSample, ?, ?> dice,
        MetricDefinition<SegmentationSample, ?, ?> precision,
        MetricDefinition<SegmentationSample, ?, ?> recall,
        MetricDefinition<SegmentationSample, ?, ?> meanAccuracy,
        MetricDefinition<SegmentationSample, ?, ?> pixelAccuracy,
        MetricDefinition<SegmentationSample, ?, ?> frequencyWeightedIoU) {

    List<MetricDefinition<SegmentationSample, ?, ?>> all() {
        return List.of(
                matrix,
                iou,
                dice,
                precision,
                recall,
                meanAccuracy,
                pixelAccuracy,
                frequencyWeightedIoU);
    }

    Summary summary(MetricResults results) {
        return new Summary(
                results.get(iou).value(),
                results.get(dice).value(),
                results.get(meanAccuracy).value(),
                results.get(pixelAccuracy).value(),
                results.get(frequencyWeightedIoU).value());
    }
}
