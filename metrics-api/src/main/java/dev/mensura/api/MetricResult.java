package dev.mensura.api;

import java.util.List;

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

    /// Returns what the entries of [#perClass] are called where they are not the classes or labels of
    /// the sample but, for example, categories of them: one name per entry, in that order; the ids
    /// of the evidence are indices of these entries, too. Empty where they are the classes or labels.
    default List<String> perClassNames() {
        return List.of();
    }

    /// Returns what the value rests on: samples, elements, what was ignored or absent.
    Evidence evidence();
}
