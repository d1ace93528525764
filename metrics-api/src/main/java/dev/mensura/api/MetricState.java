package dev.mensura.api;

/// The accumulated counts of a metric: a commutative monoid under [#mergeFrom] (for an ordered tally,
/// [Tally#isOrdered], a monoid whose merge appends).
///
/// A state holds sums that can be added in any grouping and any order, never averages or scores.
/// Dividing happens once, in [MetricDefinition#evaluate]. That is what makes a value independent of
/// how the samples were cut into batches, threads or machines.
///
/// ## For implementers
///
/// A state **must**
///
/// - be the identity of merge when it is new (law M1); merge associatively (M2) and commutatively
///   (M3); give the same result for every sharding and order of the samples (M4);
/// - share nothing with its [#copy] (M8) and leave the argument of [#mergeFrom] as it was (M9);
/// - count every accumulated sample in [#samples], empty ones too (M11);
/// - have `equals` and `hashCode` by value, over everything that was counted and nothing else;
/// - throw [ArithmeticException] on overflow and then be unchanged: counts never wrap.
///
/// It **may** own transient scratch memory outside equality, copy and encoding. It need not be
/// thread-safe. [CountState] is a ready-made state over a `long[]`. `MetricContract` in
/// `metrics-testkit` proves the laws.
///
/// @param <A> the implementing type itself
public interface MetricState<A extends MetricState<A>> {

    /// Adds everything that `other` has counted to this state; where order matters, as counted after
    /// what this state holds.
    ///
    /// @param other a state of the same tally; unchanged by the call
    /// @throws IllegalArgumentException if `other` was counted under another shape or other options
    /// @throws ArithmeticException if a count would overflow; this state is then unchanged
    void mergeFrom(A other);

    /// Returns an independent state with the same counts.
    A copy();

    /// Returns the number of samples that were accumulated, merged ones included.
    long samples();

    /// Returns the merge of both states as a new state; neither operand changes. Kotlin: `a + b`.
    ///
    /// @throws ArithmeticException if a count would overflow
    default A plus(A other) {
        A sum = copy();
        sum.mergeFrom(other);
        return sum;
    }
}
