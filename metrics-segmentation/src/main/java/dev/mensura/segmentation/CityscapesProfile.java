package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.core.Task;

/// The pixel-level evaluation of the Cityscapes benchmark. Its choices: sums over the data set, and
/// `NaN`, which leaves every mean, wherever 0 is divided by 0; ignored classes are `NaN`.
public final class CityscapesProfile implements Profile {

    /// Made by `ServiceLoader`.
    public CityscapesProfile() {}

    @Override
    public String name() {
        return "CITYSCAPES";
    }

    @Override
    public String summary() {
        return "the Cityscapes benchmark";
    }

    @Override
    public MetricOptions options(String metric, Task task) {
        return MetricOptions.none()
                .with("aggregation", Aggregation.DATASET)
                .with("zeroDivision", Double.NaN)
                .with("absentValue", Double.NaN);
    }
}
