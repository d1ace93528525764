package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.core.Task;
import dev.mensura.core.ThresholdRule;

/// Keras 3. Its choices: sums over the data set; classes that occur nowhere leave the mean of IoU, and
/// enter that of F with 0; a score equal to the threshold passes in `BinaryIoU`, and there alone.
///
/// Not taken over: negative labels are dropped silently, and an average over nothing is 0.
public final class KerasProfile implements Profile {

    /// Made by `ServiceLoader`.
    public KerasProfile() {}

    @Override
    public String name() {
        return "KERAS";
    }

    @Override
    public String summary() {
        return "Keras 3";
    }

    @Override
    public MetricOptions options(String metric, Task task) {
        MetricOptions options = MetricOptions.none().with("aggregation", Aggregation.DATASET);
        return switch (metric) {
            case "jaccard_index" ->
                    task == Task.MULTICLASS
                            ? options
                            : options.with("thresholdRule", ThresholdRule.GREATER_OR_EQUAL);
            case "f_beta" -> options.with("absentInMean", true);
            default -> options;
        };
    }
}
