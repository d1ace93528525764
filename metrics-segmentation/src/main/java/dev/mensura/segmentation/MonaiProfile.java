package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.core.Task;

/// MONAI 1.5. Its choices for IoU and Dice (`MeanIoU`, `DiceMetric`): a value per class in each image,
/// of the classes that the target has; then the mean within each image; then the mean over images.
/// For the ratios of its `ConfusionMatrixMetric`: counts summed up over images and classes, then one
/// ratio. 0/0 is `NaN`.
///
/// Not taken over: an image without any class in the target counts as 0 in its reductions; its
/// accuracy counts the true negatives of every class, ours of MULTICLASS is pixel accuracy.
public final class MonaiProfile implements Profile {

    /// Made by `ServiceLoader`.
    public MonaiProfile() {}

    @Override
    public String name() {
        return "MONAI";
    }

    @Override
    public String summary() {
        return "MONAI 1.5";
    }

    @Override
    public MetricOptions options(String metric, Task task) {
        MetricOptions undefined = MetricOptions.none().with("zeroDivision", Double.NaN);
        return switch (metric) {
            case "mean_iou", "jaccard_index", "dice" ->
                    undefined
                            .with("aggregation", Aggregation.PER_IMAGE_THEN_MEAN)
                            .with("absentValue", Double.NaN)
                            .with("untargetedInMean", false);
            case "accuracy",
                    "f_beta",
                    "negative_predictive_value",
                    "precision",
                    "recall",
                    "specificity" ->
                    task == Task.BINARY ? undefined : undefined.with("average", Average.MICRO);
            default -> MetricOptions.none();
        };
    }
}
