package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.stream.DoubleStream;

/// An immutable vector with one number per class, indexed by class id; `NaN` where undefined.
///
/// ```java
/// PerClass iou = PerClass.of(0.5, 1.0, Double.NaN);
/// iou.get(1);   // 1.0; Kotlin: iou[1]
/// ```
public final class PerClass implements Iterable<Double> {
    private static final PerClass EMPTY = new PerClass(new double[0]);

    private final double[] values;

    private PerClass(double[] values) {
        this.values = values;
    }

    /// Returns a vector of these values; the array is copied.
    public static PerClass of(double... values) {
        return values.length == 0 ? EMPTY : new PerClass(values.clone());
    }

    /// Returns the vector of length 0.
    public static PerClass empty() {
        return EMPTY;
    }

    /// Returns the number of classes.
    public int size() {
        return values.length;
    }

    /// Returns the value of class `index`. Kotlin: `perClass[index]`.
    ///
    /// @throws IndexOutOfBoundsException if `index` is not in `[0, size)`
    public double get(int index) {
        return values[index];
    }

    /// Returns the values as a new array.
    public double[] toArray() {
        return values.clone();
    }

    /// Returns the values in class order.
    public DoubleStream stream() {
        return Arrays.stream(values);
    }

    /// Returns the values in class order. Kotlin: `for (value in perClass)`.
    @Override
    public PrimitiveIterator.OfDouble iterator() {
        return stream().iterator();
    }

    /// Returns whether both hold the same numbers, `NaN` being equal to `NaN`.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PerClass that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
