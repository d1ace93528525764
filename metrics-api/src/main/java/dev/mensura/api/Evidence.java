package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// What a result rests on, so that "the score rose because cases were dropped" is visible.
///
/// ```java
/// Evidence evidence = Evidence.builder().samples(2).elements(8).ignored(1).build();
/// ```
public final class Evidence {
    private final long samples;
    private final long emptySamples;
    private final long elements;
    private final long ignored;
    private final long outOfRange;
    private final long[] supports;
    private final List<Integer> validClasses;
    private final List<Integer> absentClasses;

    private Evidence(Builder builder) {
        this.samples = builder.samples;
        this.emptySamples = builder.emptySamples;
        this.elements = builder.elements;
        this.ignored = builder.ignored;
        this.outOfRange = builder.outOfRange;
        this.supports = builder.supports;
        this.validClasses = builder.validClasses;
        this.absentClasses = builder.absentClasses;
    }

    /// Returns a builder with every count 0.
    public static Builder builder() {
        return new Builder();
    }

    /// Returns the number of samples accumulated, empty ones included.
    public long samples() {
        return samples;
    }

    /// Returns the number of samples in which no element was counted: zero elements, or all of them
    /// ignored.
    public long emptySamples() {
        return emptySamples;
    }

    /// Returns the number of elements (pixels, voxels, items) counted, ignored ones excluded.
    public long elements() {
        return elements;
    }

    /// Returns the number of elements left out because their target is ignored.
    public long ignored() {
        return ignored;
    }

    /// Returns the number of labels outside the class range that a label policy let pass; 0 under
    /// the default policy, which rejects such a sample.
    public long outOfRange() {
        return outOfRange;
    }

    /// Returns how many counted elements of the targets have each class or label, in class order, as
    /// a new array; empty for a metric without classes.
    public long[] supports() {
        return supports.clone();
    }

    /// Returns the ids of the classes that entered the value, ascending: those that are scored, not
    /// excluded, and not left out because they were absent.
    public List<Integer> validClasses() {
        return validClasses;
    }

    /// Returns the ids of the scored classes that occurred neither in a target nor in a prediction,
    /// ascending.
    public List<Integer> absentClasses() {
        return absentClasses;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Evidence that
                && samples == that.samples
                && emptySamples == that.emptySamples
                && elements == that.elements
                && ignored == that.ignored
                && outOfRange == that.outOfRange
                && Arrays.equals(supports, that.supports)
                && validClasses.equals(that.validClasses)
                && absentClasses.equals(that.absentClasses);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                samples,
                emptySamples,
                elements,
                ignored,
                outOfRange,
                Arrays.hashCode(supports),
                validClasses,
                absentClasses);
    }

    @Override
    public String toString() {
        return "Evidence[samples="
                + samples
                + ", emptySamples="
                + emptySamples
                + ", elements="
                + elements
                + ", ignored="
                + ignored
                + ", outOfRange="
                + outOfRange
                + ", supports="
                + Arrays.toString(supports)
                + ", validClasses="
                + validClasses
                + ", absentClasses="
                + absentClasses
                + "]";
    }

    /// Collects the counts of an [Evidence].
    public static final class Builder {
        private long samples;
        private long emptySamples;
        private long elements;
        private long ignored;
        private long outOfRange;
        private long[] supports = {};
        private List<Integer> validClasses = List.of();
        private List<Integer> absentClasses = List.of();

        private Builder() {}

        /// Sets [Evidence#samples].
        public Builder samples(long count) {
            this.samples = count;
            return this;
        }

        /// Sets [Evidence#emptySamples].
        public Builder emptySamples(long count) {
            this.emptySamples = count;
            return this;
        }

        /// Sets [Evidence#elements].
        public Builder elements(long count) {
            this.elements = count;
            return this;
        }

        /// Sets [Evidence#ignored].
        public Builder ignored(long count) {
            this.ignored = count;
            return this;
        }

        /// Sets [Evidence#outOfRange].
        public Builder outOfRange(long count) {
            this.outOfRange = count;
            return this;
        }

        /// Sets [Evidence#supports]; the array is copied.
        public Builder supports(long... counts) {
            this.supports = counts.clone();
            return this;
        }

        /// Sets [Evidence#validClasses].
        public Builder validClasses(int... ids) {
            this.validClasses = Arrays.stream(ids).sorted().boxed().toList();
            return this;
        }

        /// Sets [Evidence#absentClasses].
        public Builder absentClasses(int... ids) {
            this.absentClasses = Arrays.stream(ids).sorted().boxed().toList();
            return this;
        }

        /// Returns the evidence.
        public Evidence build() {
            return new Evidence(this);
        }
    }
}
