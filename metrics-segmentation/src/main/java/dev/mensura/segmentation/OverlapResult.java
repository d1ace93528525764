package dev.mensura.segmentation;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricResult;
import dev.mensura.api.PerClass;
import dev.mensura.core.ClassCounts;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/// The value of an overlap metric with what it is made of: the value and the support of every
/// class, and which classes were absent.
public final class OverlapResult implements MetricResult {
    private final double value;
    private final PerClass perClass;
    private final long[] supports;
    private final Evidence evidence;

    OverlapResult(double value, PerClass perClass, ClassCounts counts, Evidence evidence) {
        this.value = value;
        this.perClass = perClass;
        this.supports = new long[counts.numClasses()];
        Arrays.setAll(supports, counts::target);
        this.evidence = evidence;
    }

    @Override
    public double value() {
        return value;
    }

    /// Returns the value of every class or label, always as many as there are: `NaN`, or the value
    /// set for it, where a class was absent; `NaN` where it is ignored or excluded.
    @Override
    public PerClass perClass() {
        return perClass;
    }

    @Override
    public Evidence evidence() {
        return evidence;
    }

    /// Returns how many elements of the target have class `index`, ignored elements excluded.
    ///
    /// @throws IndexOutOfBoundsException if `index` is not in `[0, numClasses)`
    public long support(int index) {
        return supports[index];
    }

    /// Returns how many elements of the target have each class, as a new array.
    public long[] supports() {
        return supports.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OverlapResult that
                && Double.compare(value, that.value) == 0
                && perClass.equals(that.perClass)
                && Arrays.equals(supports, that.supports)
                && evidence.equals(that.evidence);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, perClass, Arrays.hashCode(supports), evidence);
    }

    @Override
    public String toString() {
        return "OverlapResult[value="
                + value
                + ", perClass="
                + perClass
                + ", supports="
                + Arrays.toString(supports)
                + ", "
                + evidence
                + "]";
    }
}
