package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.core.Task;

/// scikit-learn 1.9, with `labels` naming all classes. Its choices: 0/0 is 0, and classes that occur
/// nowhere enter the mean with it; a Matthews correlation whose denominator is 0 is 0.
///
/// Not taken over: undefined averages are `NaN` here where nothing was counted.
public final class SklearnProfile implements Profile {

    /// Made by `ServiceLoader`.
    public SklearnProfile() {}

    @Override
    public String name() {
        return "SKLEARN";
    }

    @Override
    public String summary() {
        return "scikit-learn 1.9";
    }

    @Override
    public MetricOptions options(String metric, Task task) {
        MetricOptions options =
                MetricOptions.none()
                        .with("aggregation", Aggregation.DATASET)
                        .with("zeroDivision", 0.0)
                        .with("absentValue", 0.0)
                        .with("absentInMean", true);
        return metric.equals("matthews_correlation") ? options.with("undefined", "ZERO") : options;
    }
}
