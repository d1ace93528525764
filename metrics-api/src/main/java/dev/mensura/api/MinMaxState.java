package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// What a [MinMax] has counted: the state of all samples together, and the extremes of their values.
///
/// @param <A> the state of all samples together
public final class MinMaxState<A extends MetricState<A>> implements MetricState<MinMaxState<A>> {
    private final A all;
    private double minimum;
    private double maximum;

    private MinMaxState(A all, double minimum, double maximum) {
        this.all = all;
        this.minimum = minimum;
        this.maximum = maximum;
    }

    static <A extends MetricState<A>> MinMaxState<A> of(A empty) {
        return new MinMaxState<>(empty, Double.NaN, Double.NaN);
    }

    /// Returns the state of all samples together, to be read only.
    A all() {
        return all;
    }

    double minimum() {
        return minimum;
    }

    double maximum() {
        return maximum;
    }

    /// Adds what one sample counts and the value that it has alone.
    void add(A sample, double value) {
        add(sample, value, value);
    }

    @Override
    public void mergeFrom(MinMaxState<A> other) {
        add(other.all, other.minimum, other.maximum);
    }

    private void add(A more, double least, double greatest) {
        all.mergeFrom(more);
        if (Double.isNaN(minimum)) {
            minimum = least;
            maximum = greatest;
        } else if (!Double.isNaN(least)) {
            minimum = Math.min(minimum, least);
            maximum = Math.max(maximum, greatest);
        }
    }

    @Override
    public MinMaxState<A> copy() {
        return new MinMaxState<>(all.copy(), minimum, maximum);
    }

    @Override
    public long samples() {
        return all.samples();
    }

    void encode(Tally<?, A> tally, StateWriter out) {
        out.putLong(Double.doubleToLongBits(minimum));
        out.putLong(Double.doubleToLongBits(maximum));
        tally.encode(all, out);
    }

    static <A extends MetricState<A>> MinMaxState<A> decode(Tally<?, A> tally, StateReader in) {
        double minimum = decodeExtreme(in);
        double maximum = decodeExtreme(in);
        A all = tally.decode(in);
        boolean undefined = Double.isNaN(minimum) && Double.isNaN(maximum);
        boolean possible = undefined || (all.samples() > 0 && minimum <= maximum);
        if (!possible) {
            throw new StateFormatException(
                    "minimum is "
                            + minimum
                            + " and maximum "
                            + maximum
                            + " over "
                            + all.samples()
                            + " samples, expected minimum <= maximum, or NaN for both");
        }
        return new MinMaxState<>(all, minimum, maximum);
    }

    /// There are many `NaN`; only the one that [#encode] writes is read, so that equal states have
    /// equal bytes.
    private static double decodeExtreme(StateReader in) {
        long bits = in.getLong();
        double extreme = Double.longBitsToDouble(bits);
        if (Double.doubleToLongBits(extreme) != bits) {
            throw new StateFormatException(
                    "extreme has the bits %016x, expected %016x for NaN"
                            .formatted(bits, Double.doubleToLongBits(Double.NaN)));
        }
        return extreme;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MinMaxState<?> that
                && all.equals(that.all)
                && Double.compare(minimum, that.minimum) == 0
                && Double.compare(maximum, that.maximum) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(all, minimum, maximum);
    }

    @Override
    public String toString() {
        return "MinMaxState[minimum=" + minimum + ", maximum=" + maximum + ", all=" + all + "]";
    }
}
