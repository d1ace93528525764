package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.core.Task;

/// TorchMetrics 1.9. Its choices: `MeanIoU` is one mean over all pairs of image and class, Dice is
/// averaged within each image first, and the Matthews correlation has a value where its denominator
/// is 0.
///
/// Not taken over: -1 for a class never seen, 0 for an ignored class, means that become NaN with
/// `zeroDivision` NaN, generalized Dice weights taken over the batch.
public final class TorchMetricsProfile implements Profile {

    /// Made by `ServiceLoader`.
    public TorchMetricsProfile() {}

    @Override
    public String name() {
        return "TORCHMETRICS";
    }

    @Override
    public String summary() {
        return "TorchMetrics 1.9";
    }

    @Override
    public MetricOptions options(String metric, Task task) {
        MetricOptions none = MetricOptions.none();
        return switch (metric) {
            case "mean_iou" -> none.with("aggregation", Aggregation.POOLED);
            case "dice" -> none.with("aggregation", Aggregation.PER_IMAGE_THEN_MEAN);
            case "matthews_correlation" -> none.with("undefined", "AGREEMENT");
            default -> none;
        };
    }
}
