package dev.mensura.segmentation;

import dev.mensura.core.ClassCounts;
import dev.mensura.core.SegmentationFormulas;

/// The formula of an overlap metric: for every class a ratio of counts in `[0, 1]`.
///
/// ```java
/// record Precision() implements ClassRatio {
///     public double numerator(ClassCounts counts, int index) { return counts.intersection(index); }
///     public double denominator(ClassCounts counts, int index) { return counts.prediction(index); }
///     public String fingerprint() { return "precision"; }
/// }
/// ```
///
/// Numerator and denominator are apart because micro averages sum them up over the classes before
/// dividing.
///
/// ## For implementers
///
/// Immutable, thread-safe and equal by value, with equal fingerprints exactly when equal: a record.
public interface ClassRatio {

    /// Returns what is divided, for class `index`.
    double numerator(ClassCounts counts, int index);

    /// Returns what it is divided by, for class `index`, at least the numerator.
    double denominator(ClassCounts counts, int index);

    /// Returns a text that names the formula with every parameter.
    String fingerprint();

    /// Returns the ratio of class `index`, `NaN` for 0/0.
    default double of(ClassCounts counts, int index) {
        return SegmentationFormulas.ratio(numerator(counts, index), denominator(counts, index));
    }
}
