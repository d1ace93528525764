package dev.mensura.api;

import java.util.List;

/// The result of a [MinMax]: the result for all samples together, whose numbers are its own, and the
/// extremes of the values of single samples.
///
/// @param all the result for all samples together
/// @param minimum the least value of any single sample, `NaN` if none has a value
/// @param maximum the greatest value of any single sample, `NaN` if none has a value
/// @param <R> the result of the metric itself
public record MinMaxResult<R extends MetricResult>(R all, double minimum, double maximum)
        implements MetricResult {

    @Override
    public double value() {
        return all.value();
    }

    @Override
    public PerClass perClass() {
        return all.perClass();
    }

    @Override
    public List<String> perClassNames() {
        return all.perClassNames();
    }

    @Override
    public Evidence evidence() {
        return all.evidence();
    }
}
