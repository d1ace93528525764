package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.core.Task;

/// mmsegmentation 1.2. Its choices: sums over the data set, and `NaN`, which leaves every mean,
/// wherever 0 is divided by 0.
///
/// Not taken over: F from precision and recall, which is NaN where both are 0; a pixel predicted
/// outside the range counts as predicted nowhere without a word.
public final class MmsegProfile implements Profile {

    /// Made by `ServiceLoader`.
    public MmsegProfile() {}

    @Override
    public String name() {
        return "MMSEG";
    }

    @Override
    public String summary() {
        return "mmsegmentation 1.2";
    }

    @Override
    public MetricOptions options(String metric, Task task) {
        return MetricOptions.none()
                .with("aggregation", Aggregation.DATASET)
                .with("zeroDivision", Double.NaN);
    }
}
