package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Several tallies over one pass: what a definition counts that reads more than one of them.
///
/// Equal tallies are counted once, and one that follows from another ([Tally#derivedFrom]) is not
/// counted at all: [JointState#get] gives the state of each. A sample that one tally rejects is
/// counted by none; to that end a sample costs a copy of each state but the last.
///
/// ```java
/// JointTally<S> both = JointTally.of(List.of(iou.tally(), kappa.tally()));
/// JointState state = both.newState();
/// both.accumulate(state, sample);
/// R1 first = iou.evaluate(state.get(iou.tally()));
/// ```
///
/// @param <S> one sample
public final class JointTally<S> implements Tally<S, JointState> {
    private final List<Tally<S, ?>> parts;

    private JointTally(List<Tally<S, ?>> parts) {
        this.parts = parts;
    }

    /// Returns a tally that counts what all of these count.
    ///
    /// @param tallies one or more; joint ones among them are taken apart
    /// @throws IllegalArgumentException if there is none
    public static <S> JointTally<S> of(Collection<? extends Tally<S, ?>> tallies) {
        if (tallies.isEmpty()) {
            throw new IllegalArgumentException("tallies has 0 entries, expected 1 or more");
        }
        Set<Tally<S, ?>> apart = new LinkedHashSet<>();
        tallies.forEach(tally -> apart.addAll(partsOf(tally)));
        return new JointTally<>(counted(apart));
    }

    @SuppressWarnings("unchecked") // a joint tally of samples S has parts of samples S
    private static <S> List<Tally<S, ?>> partsOf(Tally<S, ?> tally) {
        return (Tally<?, ?>) tally instanceof JointTally<?> joint
                ? ((JointTally<S>) joint).parts
                : List.of(tally);
    }

    /// Returns the tallies that have to be counted so that each of `tallies` is one of them or
    /// follows from one: one after the other is left out where the rest still suffices.
    private static <S> List<Tally<S, ?>> counted(Set<Tally<S, ?>> tallies) {
        List<Tally<S, ?>> counted = new ArrayList<>(tallies);
        for (Tally<S, ?> candidate : tallies) {
            List<Tally<S, ?>> rest = new ArrayList<>(counted);
            rest.remove(candidate);
            if (tallies.stream().allMatch(tally -> suffices(rest, tally))) {
                counted = rest;
            }
        }
        return List.copyOf(counted);
    }

    private static <S> boolean suffices(List<Tally<S, ?>> counted, Tally<S, ?> tally) {
        return counted.stream().anyMatch(finer -> finer.equals(tally) || follows(tally, finer));
    }

    private static <S, A extends MetricState<A>, B extends MetricState<B>> boolean follows(
            Tally<S, A> tally, Tally<S, B> finer) {
        return tally.derivedFrom(finer).isPresent();
    }

    /// Returns the tallies that are really counted, in order.
    List<Tally<S, ?>> parts() {
        return parts;
    }

    /// Returns how often a sample is counted: the number of different tallies, without those that
    /// follow from another.
    public int passes() {
        return parts.size();
    }

    @Override
    public String fingerprint() {
        return "joint" + parts.stream().<String>map(Tally::fingerprint).toList();
    }

    @Override
    public JointState newState() {
        return JointState.of(parts);
    }

    @Override
    public void accumulate(JointState state, S sample) {
        state.accumulate(sample);
    }

    /// Returns whether one of the parts is ordered.
    @Override
    public boolean isOrdered() {
        return parts.stream().anyMatch(Tally::isOrdered);
    }

    @Override
    public void encode(JointState state, StateWriter out) {
        state.encode(out);
    }

    @Override
    public JointState decode(StateReader reader) {
        return JointState.decode(parts, reader);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JointTally<?> that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
