package dev.mensura.api;

/// What every metric can say about its result, so that metrics found by name can be printed,
/// tracked and compared without knowing their own result type.
///
/// ## For implementers
///
/// A result is immutable, equal by value, and keeps nothing of the state it was read from.
public interface MetricResult {

    /// Returns the one number of the metric, `NaN` when it is undefined.
    double value();

    /// Returns one number per class or label, in class order, `NaN` where undefined; empty for a
    /// metric that has none.
    default PerClass perClass() {
        return PerClass.empty();
    }

    /// Returns what the value rests on: samples, elements, what was ignored or absent.
    Evidence evidence();
}
