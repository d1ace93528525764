package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Several metrics over one pass, read out together: a definition like any other, so it is fed,
/// merged, saved, windowed and nested as one.
///
/// ```java
/// MetricCollection<S> metrics =
///         MetricCollection.<S>builder().add("iou", iou).add("iou_fg", foreground).build();
/// Metric<S, MetricResults> metric = metrics.newMetric();
/// metric.update(sample);
/// metric.compute().get("iou").value();
/// metric.compute().get(iou).perClass();   // typed: the definition is the key
/// ```
///
/// Members whose [Tally] is equal share one state and are counted once, and so are those whose counts
/// follow from what another member counts ([JointTally]). A sample that one member rejects is counted
/// by none. The first member leads: its value, range and direction are those of the whole, so that,
/// for example, a [MetricTracker] knows which epoch was the best.
///
/// @param <S> one sample
public final class MetricCollection<S> implements MetricDefinition<S, JointState, MetricResults> {
    private final Map<String, MetricDefinition<S, ?, ?>> members;
    private final JointTally<S> tally;

    private MetricCollection(Map<String, MetricDefinition<S, ?, ?>> members) {
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        this.tally =
                JointTally.of(
                        members.values().stream().<Tally<S, ?>>map(each -> each.tally()).toList());
    }

    /// Returns an empty builder.
    public static <S> Builder<S> builder() {
        return new Builder<>();
    }

    /// Returns the members by name, in the order they were added.
    public Map<String, MetricDefinition<S, ?, ?>> members() {
        return members;
    }

    @Override
    public JointTally<S> tally() {
        return tally;
    }

    @Override
    public MetricResults evaluate(JointState state) {
        Map<Tally<S, ?>, MetricState<?>> counted = new HashMap<>();
        Map<String, MetricResult> results = new LinkedHashMap<>();
        members.forEach((name, member) -> results.put(name, evaluate(member, state, counted)));
        return new MetricResults(members, results);
    }

    /// Reads a member out; what follows from other counts is summed up once in `counted`.
    private static <S, A extends MetricState<A>> MetricResult evaluate(
            MetricDefinition<S, A, ?> member,
            JointState state,
            Map<Tally<S, ?>, MetricState<?>> counted) {
        Tally<S, A> tally = member.tally();
        @SuppressWarnings("unchecked") // equal tallies count into the same state type
        A own = (A) counted.computeIfAbsent(tally, any -> state.get(tally));
        return member.evaluate(own);
    }

    @Override
    public MetricDescriptor descriptor() {
        MetricDescriptor first = members.values().iterator().next().descriptor();
        MetricDescriptor.Builder descriptor =
                MetricDescriptor.builder(
                                "metric_collection", first.sampleType(), MetricResults.class)
                        .summary("several metrics over one pass: " + names())
                        .range(first.minimum(), first.maximum());
        return switch (first.direction()) {
            case HIGHER_IS_BETTER -> descriptor.build();
            case LOWER_IS_BETTER -> descriptor.lowerIsBetter().build();
        };
    }

    private String names() {
        return String.join(", ", members.keySet());
    }

    @Override
    public String fingerprint() {
        Map<String, String> named = new LinkedHashMap<>();
        members.forEach((name, member) -> named.put(Name.quoted(name), member.fingerprint()));
        return "collection" + named;
    }

    /// Returns whether the other has equal members under the same names in the same order.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof MetricCollection<?> that
                        && List.copyOf(members.entrySet())
                                .equals(List.copyOf(that.members.entrySet())));
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return fingerprint();
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

        /// Adds a metric under a name of your choice. A collection becomes one member, whose result
        /// is a [MetricResults]; [#addAll] adds its members instead.
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

        /// Adds every member of `collection`, `prefix` put before its name.
        ///
        /// @param prefix for example `val_`, or nothing
        /// @throws IllegalArgumentException if one of the names is taken; nothing is added then
        public Builder<S> addAll(String prefix, MetricCollection<S> collection) {
            Builder<S> more = new Builder<>();
            members.forEach(more::add);
            collection.members.forEach((name, member) -> more.add(prefix + name, member));
            members.putAll(more.members);
            return this;
        }

        /// Returns a collection of the members added so far.
        ///
        /// @throws IllegalArgumentException if there is none
        public MetricCollection<S> build() {
            if (members.isEmpty()) {
                throw new IllegalArgumentException("collection has 0 metrics, expected 1 or more");
            }
            return new MetricCollection<>(members);
        }
    }
}
