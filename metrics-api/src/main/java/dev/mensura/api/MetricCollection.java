package dev.mensura.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Several metrics over one pass: those whose [Tally] is equal share one state and are counted
/// once, and so are those whose counts follow from what another member counts
/// ([Tally#derivedFrom]).
///
/// ```java
/// MetricCollection<S> metrics =
///         MetricCollection.<S>builder().add("iou", iou).add("iou_fg", foreground).build();
/// metrics.update(sample);
/// metrics.compute().get("iou").value();
/// metrics.compute().get(iou).perClass();   // typed: the definition is the key
/// ```
///
/// As for [Metric], every method is all or nothing: a sample that one member rejects is counted by
/// none. Not thread-safe; merge one per thread.
///
/// @param <S> one sample
public final class MetricCollection<S> {
    private final Map<String, MetricDefinition<S, ?, ?>> members;
    private final List<Group<S, ?>> groups;

    private MetricCollection(
            Map<String, MetricDefinition<S, ?, ?>> members, List<Group<S, ?>> groups) {
        this.members = members;
        this.groups = groups;
    }

    /// Returns an empty builder.
    public static <S> Builder<S> builder() {
        return new Builder<>();
    }

    /// Returns a new collection of the same members that has seen nothing: for another thread.
    public MetricCollection<S> fresh() {
        return new MetricCollection<>(members, freshGroups());
    }

    /// Counts one sample in every member.
    ///
    /// @throws IllegalArgumentException if a member rejects it; no member has counted it then
    public void update(S sample) {
        List<Group<S, ?>> before = new ArrayList<>();
        // the last group to count needs none: it is all or nothing by itself
        for (Group<S, ?> group : groups.subList(0, groups.size() - 1)) {
            before.add(group.copy());
        }
        boolean counted = false;
        try {
            groups.forEach(group -> group.accumulate(sample));
            counted = true;
        } finally {
            if (!counted) {
                restore(before);
            }
        }
    }

    /// Counts all samples or, if one is rejected by a member, none.
    ///
    /// @throws SampleRejectedException if one is rejected, naming its index
    public void updateAll(Iterable<? extends S> samples) {
        absorb(countAll(samples));
    }

    /// Counts one sample and returns the values of this sample alone.
    ///
    /// @throws IllegalArgumentException if a member rejects it; no member has counted it then
    public MetricResults forward(S sample) {
        return evaluateThenAbsorb(count(sample));
    }

    /// Counts one sample and returns the values of this sample alone. Kotlin: `metrics(sample)`.
    ///
    /// @throws IllegalArgumentException if a member rejects it; no member has counted it then
    public MetricResults invoke(S sample) {
        return forward(sample);
    }

    /// Counts all samples and returns the values of new metrics which were fed these samples.
    ///
    /// @throws SampleRejectedException if one is rejected, naming its index; none is counted then
    public MetricResults forwardAll(Iterable<? extends S> samples) {
        return evaluateThenAbsorb(countAll(samples));
    }

    /// Returns the values of everything that was counted; changes nothing.
    public MetricResults compute() {
        Map<String, MetricResult> results = new LinkedHashMap<>();
        List<Group<S, ?>> readable = new ArrayList<>(groups);
        members.forEach((name, member) -> results.put(name, evaluate(member, readable)));
        return new MetricResults(members, results);
    }

    /// Forgets everything that was counted.
    public void reset() {
        groups.replaceAll(Group::fresh);
    }

    /// Adds what `other` has counted; `other` stays as it was.
    ///
    /// @throws IllegalArgumentException if `other` has other members, or the same in another order,
    ///     naming both
    public void merge(MetricCollection<S> other) {
        if (!List.copyOf(members.entrySet()).equals(List.copyOf(other.members.entrySet()))) {
            throw new IllegalArgumentException(
                    "other is " + other.fingerprint() + ", expected " + fingerprint());
        }
        absorb(other.groups);
    }

    /// Returns the number of samples counted, merged ones included.
    public long samples() {
        return groups.getFirst().samples();
    }

    /// Returns the names of the members in the order they were added.
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    /// Returns how often a sample is counted: the number of different tallies, without those that
    /// follow from another.
    public int passes() {
        return groups.size();
    }

    /// Returns everything that was counted in a portable binary form; see [StateWriter].
    public byte[] save() {
        return StateFormat.write(
                fingerprint(),
                out -> {
                    for (Group<S, ?> group : groups) {
                        byte[] state = group.write();
                        out.putInt(state.length);
                        out.putBytes(state);
                    }
                });
    }

    /// Replaces what was counted by what [#save] wrote.
    ///
    /// @throws StateFormatException if the bytes are foreign, truncated, of a newer format,
    ///   damaged, or of other members; what had been counted is still there then
    public void load(byte[] saved) {
        List<Group<S, ?>> loaded =
                StateFormat.read(
                        fingerprint(),
                        saved,
                        in -> {
                            List<Group<S, ?>> read = new ArrayList<>();
                            for (Group<S, ?> group : groups) {
                                read.add(group.read(in.getBytes(in.getInt())));
                            }
                            return read;
                        });
        restore(loaded);
    }

    @Override
    public String toString() {
        return "MetricCollection[" + fingerprint() + ", samples=" + samples() + "]";
    }

    private String fingerprint() {
        Map<String, String> named = new LinkedHashMap<>();
        members.forEach((name, definition) -> named.put(name, definition.fingerprint()));
        return "collection" + named;
    }

    private List<Group<S, ?>> freshGroups() {
        List<Group<S, ?>> fresh = new ArrayList<>();
        groups.forEach(group -> fresh.add(group.fresh()));
        return fresh;
    }

    private List<Group<S, ?>> count(S sample) {
        List<Group<S, ?>> fresh = freshGroups();
        fresh.forEach(group -> group.accumulate(sample));
        return fresh;
    }

    private List<Group<S, ?>> countAll(Iterable<? extends S> samples) {
        List<Group<S, ?>> fresh = freshGroups();
        Batches.forEach(samples, sample -> fresh.forEach(group -> group.accumulate(sample)));
        return fresh;
    }

    private MetricResults evaluateThenAbsorb(List<Group<S, ?>> fresh) {
        MetricResults results = new MetricCollection<>(members, fresh).compute();
        absorb(fresh);
        return results;
    }

    /// Merges all or, if a count would overflow in one, none: the sums are made before the first is
    /// kept.
    private void absorb(List<Group<S, ?>> more) {
        List<Group<S, ?>> sums = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            sums.add(groups.get(i).plus(more.get(i)));
        }
        restore(sums);
    }

    private void restore(List<Group<S, ?>> states) {
        for (int i = 0; i < states.size(); i++) {
            groups.set(i, states.get(i));
        }
    }

    /// Reads a member out of one of the `readable` groups, among which a derived one is kept for the
    /// members that share its tally.
    private <A extends MetricState<A>> MetricResult evaluate(
            MetricDefinition<S, A, ?> definition, List<Group<S, ?>> readable) {
        Tally<S, A> tally = definition.tally();
        for (Group<S, ?> group : readable) {
            if (group.tally.equals(tally)) {
                return group.evaluate(definition);
            }
        }
        Group<S, A> derived =
                groups.stream()
                        .flatMap(group -> group.derive(tally).stream())
                        .findFirst()
                        .orElseThrow(() ->
                                new AssertionError(definition.fingerprint() + " has no state"));
        readable.add(derived);
        return derived.evaluate(definition);
    }

    /// One tally and its state, shared by all members that count the same.
    private static final class Group<S, A extends MetricState<A>> {
        final Tally<S, A> tally;
        private final A state;

        Group(Tally<S, A> tally, A state) {
            this.tally = tally;
            this.state = state;
        }

        static <S, A extends MetricState<A>> Group<S, A> of(Tally<S, A> tally) {
            return new Group<>(tally, tally.newState());
        }

        Group<S, A> fresh() {
            return of(tally);
        }

        Group<S, A> copy() {
            return new Group<>(tally, state.copy());
        }

        void accumulate(S sample) {
            tally.accumulate(state, sample);
        }

        @SuppressWarnings("unchecked") // equal tallies count into the same state type
        Group<S, A> plus(Group<S, ?> other) {
            return new Group<>(tally, state.plus((A) other.state));
        }

        @SuppressWarnings("unchecked") // equal tallies count into the same state type
        MetricResult evaluate(MetricDefinition<S, ?, ?> definition) {
            return ((MetricDefinition<S, A, ?>) definition).evaluate(state);
        }

        /// Returns another tally with its state, if that follows from this one.
        <B extends MetricState<B>> Optional<Group<S, B>> derive(Tally<S, B> coarser) {
            return coarser.derivedFrom(tally)
                    .map(derivation -> new Group<>(coarser, derivation.apply(state)));
        }

        long samples() {
            return state.samples();
        }

        byte[] write() {
            return tally.write(state);
        }

        Group<S, A> read(byte[] saved) {
            return new Group<>(tally, tally.read(saved));
        }
    }

    /// Collects the members of a [MetricCollection].
    ///
    /// @param <S> one sample
    public static final class Builder<S> {
        private final Map<String, MetricDefinition<S, ?, ?>> members = new LinkedHashMap<>();

        private Builder() {}

        /// Adds a metric under its own name.
        ///
        /// @throws IllegalArgumentException if that name is taken
        public Builder<S> add(MetricDefinition<S, ?, ?> definition) {
            return add(definition.descriptor().name(), definition);
        }

        /// Adds a metric under a name of your choice.
        ///
        /// @throws IllegalArgumentException if that name is taken
        public Builder<S> add(String name, MetricDefinition<S, ?, ?> definition) {
            MetricDefinition<S, ?, ?> taken = members.putIfAbsent(name, definition);
            if (taken != null) {
                throw new IllegalArgumentException(
                        "name "
                                + name
                                + " is taken by "
                                + taken.fingerprint()
                                + ", expected a new one");
            }
            return this;
        }

        /// Returns a collection of the members added so far, which has seen nothing.
        ///
        /// @throws IllegalArgumentException if there is none
        public MetricCollection<S> build() {
            if (members.isEmpty()) {
                throw new IllegalArgumentException("collection has 0 metrics, expected 1 or more");
            }
            List<Group<S, ?>> groups = new ArrayList<>();
            for (Tally<S, ?> counted : counted(tallies())) {
                groups.add(Group.of(counted));
            }
            return new MetricCollection<>(
                    Collections.unmodifiableMap(new LinkedHashMap<>(members)), groups);
        }

        private Set<Tally<S, ?>> tallies() {
            Set<Tally<S, ?>> tallies = new LinkedHashSet<>();
            members.values().forEach(member -> tallies.add(member.tally()));
            return tallies;
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
            return counted;
        }

        private static <S> boolean suffices(List<Tally<S, ?>> counted, Tally<S, ?> tally) {
            return counted.stream().anyMatch(finer -> finer.equals(tally) || follows(tally, finer));
        }

        private static <S, A extends MetricState<A>, B extends MetricState<B>> boolean follows(
                Tally<S, A> tally, Tally<S, B> finer) {
            return tally.derivedFrom(finer).isPresent();
        }
    }
}
