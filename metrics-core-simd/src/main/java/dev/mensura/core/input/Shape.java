package dev.mensura.core.input;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// The extent of an array along each axis, outermost first: `[H, W]`, `[D, H, W]` or `[N]`.
///
/// An axis of length 0 is legal and makes an array without elements.
public final class Shape {
    private final long[] lengths;
    private final long size;

    private Shape(long[] lengths) {
        this.lengths = lengths;
        this.size = sizeOf(lengths);
    }

    private static long sizeOf(long... lengths) {
        boolean empty = false;
        for (long length : lengths) {
            if (length < 0) {
                throw new IllegalArgumentException(
                        "shape is " + Arrays.toString(lengths) + ", expected lengths of 0 or more");
            }
            empty |= length == 0;
        }
        long product = empty ? 0 : 1;
        for (long length : lengths) {
            product = Math.multiplyExact(product, length);
        }
        return product;
    }

    /// Returns a shape with these lengths, outermost axis first.
    ///
    /// @throws IllegalArgumentException if a length is negative
    /// @throws ArithmeticException if there would be more than 2^63 - 1 elements
    public static Shape of(long... lengths) {
        return new Shape(lengths.clone());
    }

    /// Returns the number of axes.
    public int rank() {
        return lengths.length;
    }

    /// Returns the length of one axis. Kotlin: `shape[axis]`.
    ///
    /// @throws IndexOutOfBoundsException if `axis` is not in `[0, rank)`
    public long get(int axis) {
        return lengths[axis];
    }

    /// Returns the number of elements: the product of the lengths, 1 for rank 0.
    public long size() {
        return size;
    }

    /// Returns this shape without its outermost axis.
    public Shape withoutFirst() {
        return new Shape(Arrays.copyOfRange(lengths, 1, lengths.length));
    }

    /// Returns this shape without its innermost axis.
    public Shape withoutLast() {
        return new Shape(Arrays.copyOf(lengths, lengths.length - 1));
    }

    /// Returns the coordinates of the element at `index` in row-major order as text: `[3, 5]`.
    public String coordinates(long index) {
        long[] at = new long[lengths.length];
        long rest = index;
        for (int axis = lengths.length - 1; axis >= 0; axis--) {
            at[axis] = rest % lengths[axis];
            rest /= lengths[axis];
        }
        return Arrays.toString(at);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Shape that && Arrays.equals(lengths, that.lengths);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lengths);
    }

    /// Returns the lengths as `[H, W]`.
    @Override
    public String toString() {
        return Arrays.toString(lengths);
    }

    /// Checks the number of axes and returns this shape.
    Shape requireRank(int lowest, int highest) {
        if (lengths.length < lowest || lengths.length > highest) {
            throw new IllegalArgumentException(
                    "shape is " + this + ", expected " + lowest + " to " + highest + " axes");
        }
        return this;
    }

    /// Checks that an axis of classes or labels can be counted by an `int` and returns this shape.
    Shape requireLabelAxis(int axis) {
        if (lengths[axis] > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "shape is " + this + ", expected at most 2^31 - 1 classes or labels");
        }
        return this;
    }
}
