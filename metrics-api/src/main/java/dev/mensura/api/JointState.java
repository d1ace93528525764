package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a [JointTally] has counted: one state for each of its parts.
///
/// ```java
/// A counted = joint.get(iou.tally());
/// ```
public final class JointState implements MetricState<JointState> {
    private List<Part<?, ?>> parts;

    private JointState(List<Part<?, ?>> parts) {
        this.parts = parts;
    }

    /// Returns a state of nothing.
    ///
    /// @param tallies one or more
    static <S> JointState of(List<Tally<S, ?>> tallies) {
        List<Part<?, ?>> parts = new ArrayList<>();
        tallies.forEach(tally -> parts.add(Part.of(tally)));
        return new JointState(parts);
    }

    /// Returns what `tally` would have counted of the same samples: its own state where it is a part,
    /// else one that follows from a part ([Tally#derivedFrom]). Kotlin: `joint[tally]`.
    ///
    /// @param tally one of those that the [JointTally] was made of
    /// @return to be read only: it may be the very state that goes on counting
    /// @throws IllegalArgumentException if it is no part and follows from none
    public <S, A extends MetricState<A>> A get(Tally<S, A> tally) {
        return find(tally)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "tally is "
                                        + tally.fingerprint()
                                        + ", expected one that follows from "
                                        + fingerprints()));
    }

    private <S, A extends MetricState<A>> Optional<A> find(Tally<S, A> tally) {
        if (tally instanceof JointTally<?> joint) {
            @SuppressWarnings("unchecked") // the state of a joint tally is a joint state
            A several = (A) select(joint.parts());
            return Optional.of(several);
        }
        for (Part<?, ?> part : parts) {
            if (part.tally.equals(tally)) {
                @SuppressWarnings("unchecked") // equal tallies count into the same state type
                A own = (A) part.state;
                return Optional.of(own);
            }
        }
        return parts.stream().flatMap(part -> part.derive(tally).stream()).findFirst();
    }

    private <S> JointState select(List<Tally<S, ?>> tallies) {
        List<Part<?, ?>> selected = new ArrayList<>();
        tallies.forEach(tally -> selected.add(Part.select(this, tally)));
        return new JointState(selected);
    }

    /// Adds one sample to every part or, if one of them rejects it, to none.
    <S> void accumulate(S sample) {
        List<Part<?, ?>> before = new ArrayList<>();
        // the last part to count needs none: it is all or nothing by itself
        for (Part<?, ?> part : parts.subList(0, parts.size() - 1)) {
            before.add(part.copy());
        }
        before.add(parts.getLast());
        boolean counted = false;
        try {
            parts.forEach(part -> part.accumulate(sample));
            counted = true;
        } finally {
            if (!counted) {
                parts = before;
            }
        }
    }

    @Override
    public void mergeFrom(JointState other) {
        if (!tallies().equals(other.tallies())) {
            throw new IllegalArgumentException(
                    "other counts " + other.fingerprints() + ", expected " + fingerprints());
        }
        List<Part<?, ?>> sums = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            sums.add(parts.get(i).plus(other.parts.get(i)));
        }
        parts = sums;
    }

    @Override
    public JointState copy() {
        List<Part<?, ?>> copies = new ArrayList<>();
        parts.forEach(part -> copies.add(part.copy()));
        return new JointState(copies);
    }

    /// Returns the number of samples of the part that has most: one that forgets its oldest samples
    /// ([RunningWindow]) has fewer.
    @Override
    public long samples() {
        return parts.stream().mapToLong(part -> part.state.samples()).max().orElse(0);
    }

    void encode(StateWriter out) {
        parts.forEach(part -> part.encode(out));
    }

    static <S> JointState decode(List<Tally<S, ?>> tallies, StateReader in) {
        List<Part<?, ?>> parts = new ArrayList<>();
        for (Tally<S, ?> tally : tallies) {
            parts.add(Part.decode(tally, in));
        }
        JointState joint = new JointState(parts);
        for (Part<?, ?> part : parts) {
            if (!part.tally.isOrdered() && part.state.samples() != joint.samples()) {
                throw new StateFormatException(
                        "state of "
                                + part.tally.fingerprint()
                                + " has "
                                + part.state.samples()
                                + " samples, expected "
                                + joint.samples()
                                + " as another part");
            }
        }
        return joint;
    }

    private List<Tally<?, ?>> tallies() {
        List<Tally<?, ?>> tallies = new ArrayList<>();
        parts.forEach(part -> tallies.add(part.tally));
        return tallies;
    }

    private List<String> fingerprints() {
        return tallies().stream().<String>map(Tally::fingerprint).toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JointState that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return "JointState" + parts;
    }

    /// One tally and what it has counted.
    private record Part<S, A extends MetricState<A>>(Tally<S, A> tally, A state) {

        static <S, A extends MetricState<A>> Part<S, A> of(Tally<S, A> tally) {
            return new Part<>(tally, tally.newState());
        }

        static <S, A extends MetricState<A>> Part<S, A> select(JointState from, Tally<S, A> tally) {
            return new Part<>(tally, from.get(tally));
        }

        static <S, A extends MetricState<A>> Part<S, A> decode(Tally<S, A> tally, StateReader in) {
            return new Part<>(tally, in.getPart(tally::decode));
        }

        @SuppressWarnings("unchecked") // the joint tally takes the samples of its parts
        void accumulate(Object sample) {
            tally.accumulate(state, (S) sample);
        }

        @SuppressWarnings("unchecked") // equal tallies count into the same state type
        Part<S, A> plus(Part<?, ?> other) {
            return new Part<>(tally, state.plus((A) other.state));
        }

        Part<S, A> copy() {
            return new Part<>(tally, state.copy());
        }

        /// Returns what another tally would have counted, if that follows from this part.
        @SuppressWarnings("unchecked") // the parts of one joint tally take the same samples
        <T, B extends MetricState<B>> Optional<B> derive(Tally<T, B> coarser) {
            return coarser.derivedFrom((Tally<T, A>) tally).map(follows -> follows.apply(state));
        }

        void encode(StateWriter out) {
            out.putPart(content -> tally.encode(state, content));
        }
    }
}
