package dev.mensura.segmentation.outside;

import dev.mensura.api.MetricOptions;
import dev.mensura.core.Task;
import dev.mensura.segmentation.Aggregation;
import dev.mensura.segmentation.Profile;

/// Every class counts, found or not, in every image: a profile as others add it.
public final class StrictProfile implements Profile {

    /// Made by `ServiceLoader`.
    public StrictProfile() {}

    @Override
    public String name() {
        return "STRICT";
    }

    @Override
    public String summary() {
        return "all classes in all images";
    }

    @Override
    public MetricOptions options(String metric, Task task) {
        return MetricOptions.none()
                .with("aggregation", Aggregation.PER_IMAGE_THEN_MEAN)
                .with("zeroDivision", 0.0)
                .with("absentValue", 0.0)
                .with("absentInMean", true);
    }
}
