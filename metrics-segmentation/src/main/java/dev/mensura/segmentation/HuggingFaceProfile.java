package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.core.Task;

/// Hugging Face evaluate, `mean_iou`. Its choices: sums over the data set, and `NaN`, which leaves
/// every mean, wherever 0 is divided by 0.
///
/// Not taken over: a pixel predicted outside the range counts as predicted nowhere without a word.
public final class HuggingFaceProfile implements Profile {

    /// Made by `ServiceLoader`.
    public HuggingFaceProfile() {}

    @Override
    public String name() {
        return "HUGGING_FACE";
    }

    @Override
    public String summary() {
        return "Hugging Face evaluate";
    }

    @Override
    public MetricOptions options(String metric, Task task) {
        return MetricOptions.none()
                .with("aggregation", Aggregation.DATASET)
                .with("zeroDivision", Double.NaN);
    }
}
