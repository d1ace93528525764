package dev.mensura.segmentation;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricResult;
import dev.mensura.api.PerClass;

import java.util.List;

/// The value of a segmentation metric with what it is made of: the value of every class, and the
/// evidence behind them.
///
/// @param value the one number, `NaN` when it is undefined
/// @param perClass the value of every class or label, always as many as there are: `NaN`, or the
///     value set for 0/0, where a class was absent; `NaN` where it is ignored or excluded. Empty for
///     a metric without values per class
/// @param perClassNames what the entries of `perClass` are called, one name for each, where they are
///     not the classes or labels of the sample; else empty
/// @param evidence what was counted, ignored, out of range and absent, and the support per class
public record SegmentationResult(
        double value, PerClass perClass, List<String> perClassNames, Evidence evidence)
        implements MetricResult {

    /// Copies the names.
    ///
    /// @throws IllegalArgumentException if there are names, but not one per entry of `perClass`
    public SegmentationResult {
        perClassNames = List.copyOf(perClassNames);
        if (!perClassNames.isEmpty() && perClassNames.size() != perClass.size()) {
            throw new IllegalArgumentException(
                    "perClassNames has "
                            + perClassNames.size()
                            + " entries, perClass has "
                            + perClass.size());
        }
    }

    /// Returns a result with values of the classes or labels of the sample.
    public SegmentationResult(double value, PerClass perClass, Evidence evidence) {
        this(value, perClass, List.of(), evidence);
    }

    /// Returns how many elements of the target have class `index`, or what `perClassNames` calls so,
    /// ignored elements excluded.
    ///
    /// @throws IndexOutOfBoundsException if `index` is not in `[0, supports().length)`
    public long support(int index) {
        return supports()[index];
    }

    /// Returns how many elements of the target have each of them, as a new array.
    public long[] supports() {
        return evidence.supports();
    }
}
