package dev.mensura.testkit;

import dev.mensura.api.Evidence;
import dev.mensura.api.PerClass;

import java.util.Optional;

/// What an independent reference says about some samples; compared with the metric by laws M13
/// (the numbers) and M11 (the evidence, where it is given).
///
/// ```java
/// return Expected.of(hits / total).withPerClass(0.5, Double.NaN);
/// ```
public final class Expected {
    private final double value;
    private final PerClass perClass;
    private final Optional<Evidence> evidence;

    private Expected(double value, PerClass perClass, Optional<Evidence> evidence) {
        this.value = value;
        this.perClass = perClass;
        this.evidence = evidence;
    }

    /// Returns the expectation of this value, of no number per class, and of any evidence.
    ///
    /// @param value `NaN` where the metric is undefined
    public static Expected of(double value) {
        return new Expected(value, PerClass.empty(), Optional.empty());
    }

    /// Returns this expectation with these numbers per class, `NaN` where undefined.
    public Expected withPerClass(double... values) {
        return new Expected(value, PerClass.of(values), evidence);
    }

    /// Returns this expectation with exactly this evidence. Without it, only the number of samples
    /// is checked.
    public Expected withEvidence(Evidence exactly) {
        return new Expected(value, perClass, Optional.of(exactly));
    }

    /// Returns the expected value.
    public double value() {
        return value;
    }

    /// Returns the expected numbers per class.
    public PerClass perClass() {
        return perClass;
    }

    /// Returns the expected evidence, if it was given.
    public Optional<Evidence> evidence() {
        return evidence;
    }

    @Override
    public String toString() {
        return "Expected[" + value + ", " + perClass + "]";
    }
}
