package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// What a metric is called, what it takes and gives, which numbers are possible and which are
/// better.
///
/// ```java
/// MetricDescriptor descriptor =
///         MetricDescriptor.builder("hit_rate", int[].class, HitRate.class)
///                 .summary("share of items that are 1")
///                 .range(0, 1)
///                 .build();
/// ```
public final class MetricDescriptor {

    /// Which way a value improves.
    public enum Direction {
        /// A larger value is better, as for IoU.
        HIGHER_IS_BETTER,
        /// A smaller value is better, as for a distance.
        LOWER_IS_BETTER
    }

    private final String name;
    private final Class<?> sampleType;
    private final Class<? extends MetricResult> resultType;
    private final String summary;
    private final double minimum;
    private final double maximum;
    private final Direction direction;

    private MetricDescriptor(Builder builder) {
        this.name = builder.name;
        this.sampleType = builder.sampleType;
        this.resultType = builder.resultType;
        this.summary = builder.summary;
        this.minimum = builder.minimum;
        this.maximum = builder.maximum;
        this.direction = builder.direction;
    }

    /// Returns a builder for a metric whose higher values are better, with unlimited range.
    ///
    /// @param name the name under which the metric is found: lower case, words joined by `_`
    /// @param sampleType one sample
    /// @param resultType the result
    /// @throws IllegalArgumentException if the name is not of that form
    public static Builder builder(
            String name, Class<?> sampleType, Class<? extends MetricResult> resultType) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "name is \"" + name + "\", expected lower case words joined by _");
        }
        return new Builder(name, sampleType, resultType);
    }

    /// Returns the name under which the metric is found, for example `mean_iou`.
    public String name() {
        return name;
    }

    /// Returns the type of one sample.
    public Class<?> sampleType() {
        return sampleType;
    }

    /// Returns the type of the result.
    public Class<? extends MetricResult> resultType() {
        return resultType;
    }

    /// Returns one line that says what is measured.
    public String summary() {
        return summary;
    }

    /// Returns the smallest defined value, possibly negative infinity.
    public double minimum() {
        return minimum;
    }

    /// Returns the largest defined value, possibly infinity.
    public double maximum() {
        return maximum;
    }

    /// Returns which way a value improves.
    public Direction direction() {
        return direction;
    }

    /// Returns the value of a perfect prediction: the end of the range towards which a value
    /// improves.
    public double best() {
        return direction == Direction.HIGHER_IS_BETTER ? maximum : minimum;
    }

    /// Returns what is said here under another name.
    ///
    /// @throws IllegalArgumentException if the name is not lower case words joined by `_`
    public MetricDescriptor withName(String other) {
        return with(builder(other, sampleType, resultType));
    }

    /// Returns what is said here of the same metric over other samples.
    public MetricDescriptor withSampleType(Class<?> type) {
        return with(new Builder(name, type, resultType));
    }

    /// Returns what is said here of the same metric with another type of result.
    public MetricDescriptor withResultType(Class<? extends MetricResult> type) {
        return with(new Builder(name, sampleType, type));
    }

    private MetricDescriptor with(Builder copy) {
        copy.summary = summary;
        copy.minimum = minimum;
        copy.maximum = maximum;
        copy.direction = direction;
        return copy.build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MetricDescriptor that
                && name.equals(that.name)
                && sampleType.equals(that.sampleType)
                && resultType.equals(that.resultType)
                && summary.equals(that.summary)
                && Double.compare(minimum, that.minimum) == 0
                && Double.compare(maximum, that.maximum) == 0
                && direction == that.direction;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, sampleType, resultType, summary, minimum, maximum, direction);
    }

    @Override
    public String toString() {
        return "MetricDescriptor[" + name + " in [" + minimum + ", " + maximum + "]]";
    }

    /// Collects the parts of a [MetricDescriptor].
    public static final class Builder {
        private final String name;
        private final Class<?> sampleType;
        private final Class<? extends MetricResult> resultType;
        private String summary = "";
        private double minimum = Double.NEGATIVE_INFINITY;
        private double maximum = Double.POSITIVE_INFINITY;
        private Direction direction = Direction.HIGHER_IS_BETTER;

        private Builder(
                String name, Class<?> sampleType, Class<? extends MetricResult> resultType) {
            this.name = name;
            this.sampleType = sampleType;
            this.resultType = resultType;
        }

        /// Sets the line that says what is measured.
        public Builder summary(String text) {
            this.summary = text;
            return this;
        }

        /// Sets the smallest and the largest defined value.
        ///
        /// @throws IllegalArgumentException unless `smallest <= largest`
        public Builder range(double smallest, double largest) {
            if (!(smallest <= largest)) {
                throw new IllegalArgumentException(
                        "range is ["
                                + smallest
                                + ", "
                                + largest
                                + "], expected smallest <= largest");
            }
            this.minimum = smallest;
            this.maximum = largest;
            return this;
        }

        /// Says that a smaller value is better.
        public Builder lowerIsBetter() {
            this.direction = Direction.LOWER_IS_BETTER;
            return this;
        }

        /// Returns the descriptor.
        public MetricDescriptor build() {
            return new MetricDescriptor(this);
        }
    }
}
