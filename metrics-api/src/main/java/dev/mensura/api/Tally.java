package dev.mensura.api;

import java.util.Optional;
import java.util.function.Function;

/// What a metric counts: turns samples into a mergeable [MetricState].
///
/// Everything that decides *what is counted* belongs here: ignored labels, thresholds, label
/// mappings, per-sample rules. Everything that decides *how counts are read out* (averages, absent
/// classes) belongs to [MetricDefinition]. Definitions with equal tallies can share one state and
/// one pass over the data ([JointTally]).
///
/// ## For implementers
///
/// A tally **must**
///
/// - be immutable, thread-safe, and equal by value, with [#fingerprint] equal exactly when the
///   tallies are equal;
/// - accumulate all or nothing: a rejected sample throws and leaves the state as it was (law M12);
/// - add a contribution that depends on the sample alone, never on what the state holds (M4, M5);
/// - neither change nor keep the sample (M10);
/// - read what it wrote (M15).
///
/// [CountTally] keeps most of these by its shape.
///
/// @param <S> one sample: one image, one volume, one vector, never a batch
/// @param <A> the state that is accumulated
public interface Tally<S, A extends MetricState<A>> {

    /// Returns a text that names what is counted with every option, for example
    /// `overlap{task=MULTICLASS, numClasses=19, ignoreLabels=[255]}`; equal exactly when the
    /// tallies are equal. It is written into saved states and shown when one is refused.
    String fingerprint();

    /// Returns a new state that has counted nothing.
    A newState();

    /// Adds one sample to `state`, completely or not at all.
    ///
    /// @throws IllegalArgumentException if the sample is rejected, naming the argument, the
    ///   expected and the actual; `state` is then as it was
    /// @throws ArithmeticException if a count would overflow; `state` is then as it was
    void accumulate(A state, S sample);

    /// Returns whether a state depends on the order of its samples, as that of the last 100 samples
    /// does. Merging then means that the other's samples come after these: it is associative (M2),
    /// not commutative (M3). However the samples are cut and batched, states that are merged in their
    /// order are equal (M4); a [MetricDefinition#collector] keeps that order, and a
    /// [ConcurrentMetric], whose writers have none, refuses such a tally.
    default boolean isOrdered() {
        return false;
    }

    /// Returns how a state of this tally follows from one of `finer`, if it does: the counts that
    /// `finer` has taken say all that this tally would have counted of the same samples. A
    /// [JointTally] then counts `finer` alone.
    ///
    /// @param <B> the state of `finer`
    /// @return a pure function, equal to accumulating the same samples here, for every sample that
    ///     `finer` accepts; this tally must accept those too
    default <B extends MetricState<B>> Optional<Function<B, A>> derivedFrom(Tally<S, B> finer) {
        return Optional.empty();
    }

    /// Writes the counts of `state`, without header: [#write] adds header and checksum.
    void encode(A state, StateWriter out);

    /// Returns the state that [#encode] wrote.
    ///
    /// @throws StateFormatException if the content is not a possible state of this tally
    A decode(StateReader reader);

    /// Returns `state` in its portable binary form; see [StateWriter] for the layout.
    default byte[] write(A state) {
        return StateFormat.write(fingerprint(), out -> encode(state, out));
    }

    /// Returns the state that [#write] wrote.
    ///
    /// @throws StateFormatException if the bytes are foreign, truncated, of a newer format,
    ///   damaged, or were written by a tally with other options; the message says which
    default A read(byte[] bytes) {
        return StateFormat.read(fingerprint(), bytes, this::decode);
    }
}
