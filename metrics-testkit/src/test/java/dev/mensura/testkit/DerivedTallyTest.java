package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.Evidence;
import dev.mensura.api.Metric;
import dev.mensura.api.MetricCollection;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricResults;
import dev.mensura.api.MetricState;
import dev.mensura.api.SampleRejectedException;
import dev.mensura.api.StateFormatException;
import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;
import dev.mensura.api.Tally;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

@DisplayName("A collection of metrics whose counts follow from one another")
class DerivedTallyTest {
    /// Items 0, 1 and 2 apart; larger ones are rejected.
    private static final Grouping FINE = new Grouping("fine", List.of(0, 1, 2), Set.of());

    /// Items 0 against the others.
    private static final Grouping ZERO = new Grouping("zero", List.of(0, 1, 1, 1), Set.of("fine"));

    /// All items.
    private static final Grouping ALL =
            new Grouping("all", List.of(0, 0, 0, 0), Set.of("fine", "zero"));

    /// Items 2 against the others, and said to follow from nothing.
    private static final Grouping OTHER = new Grouping("other", List.of(0, 0, 1, 0), Set.of());

    private static final List<int[]> SAMPLES =
            List.of(new int[] {0, 1, 2, 2}, new int[0], new int[] {1}, new int[] {2, 0, 0});

    /// Only [#FINE] rejects it.
    private static final int[] REJECTED = {0, 3};

    @BeforeEach
    void forget() {
        Grouping.CALLS.clear();
    }

    private static MetricCollection<int[]> collection(List<Grouping> tallies) {
        MetricCollection.Builder<int[]> builder = MetricCollection.builder();
        tallies.forEach(tally -> builder.add(tally.name(), new Reading(tally)));
        return builder.build();
    }

    private static List<List<Grouping>> orders(Grouping... tallies) {
        List<List<Grouping>> orders = List.of(List.of());
        for (Grouping tally : tallies) {
            List<List<Grouping>> longer = new ArrayList<>();
            for (List<Grouping> order : orders) {
                for (int at = 0; at <= order.size(); at++) {
                    List<Grouping> next = new ArrayList<>(order);
                    next.add(at, tally);
                    longer.add(next);
                }
            }
            orders = longer;
        }
        return orders;
    }

    /// Feeds each tally to a metric of its own.
    private static Map<String, MetricResult> apart(
            List<Grouping> tallies, Consumer<Metric<int[], Counts>> feeding) {
        Map<String, MetricResult> results = new LinkedHashMap<>();
        for (Grouping tally : tallies) {
            Metric<int[], Counts> metric = new Reading(tally).newMetric();
            feeding.accept(metric);
            results.put(tally.name(), metric.compute());
        }
        return results;
    }

    private static Map<String, MetricResult> apart(List<Grouping> tallies, List<int[]> samples) {
        return apart(tallies, metric -> samples.forEach(metric::update));
    }

    @Test
    @DisplayName("counts the finest alone, in whatever order its members were added")
    void countedOnce() {
        for (List<Grouping> order : orders(FINE, ZERO, ALL)) {
            Metric<int[], MetricResults> metrics = collection(order).newMetric();
            assertThat(collection(order).tally().passes()).as("%s", order).isEqualTo(1);
            Grouping.CALLS.clear();
            metrics.update(SAMPLES.get(0));
            assertThat(Grouping.CALLS).containsExactly("fine");
        }
        for (List<Grouping> order : orders(FINE, OTHER, ZERO, ALL)) {
            assertThat(collection(order).tally().passes()).as("%s", order).isEqualTo(2);
        }
        assertThat(collection(List.of(ALL, ZERO)).tally().passes()).isEqualTo(1);
        assertThat(collection(List.of(ALL, OTHER)).tally().passes()).isEqualTo(2);
        assertThat(collection(List.of(ALL)).tally().passes()).isEqualTo(1);
    }

    @Test
    @DisplayName("gives what separate metrics give: updates, batches, forwards, merges, resets")
    void sameResults() {
        for (List<Grouping> order : orders(FINE, OTHER, ZERO, ALL)) {
            Metric<int[], MetricResults> metrics = collection(order).newMetric();
            assertThat(metrics.compute().asMap()).isEqualTo(apart(order, List.of()));
            SAMPLES.forEach(metrics::update);
            assertThat(metrics.compute().asMap()).isEqualTo(apart(order, SAMPLES));
            assertThat(metrics.forward(SAMPLES.get(3)).asMap())
                    .isEqualTo(apart(order, List.of(SAMPLES.get(3))));
            assertThat(metrics.forwardAll(SAMPLES).asMap()).isEqualTo(apart(order, SAMPLES));
            Metric<int[], MetricResults> shard = metrics.definition().newMetric();
            shard.updateAll(SAMPLES);
            metrics.merge(shard);
            List<int[]> all = new ArrayList<>(SAMPLES);
            all.add(SAMPLES.get(3));
            all.addAll(SAMPLES);
            all.addAll(SAMPLES);
            assertThat(metrics.compute().asMap()).isEqualTo(apart(order, all));
            assertThat(metrics.samples()).isEqualTo(13);
            assertThat(shard.compute().asMap()).isEqualTo(apart(order, SAMPLES));
            metrics.reset();
            assertThat(metrics.compute().asMap()).isEqualTo(apart(order, List.of()));
        }
    }

    @Test
    @DisplayName("says the numbers themselves: two of three items are no zeros")
    void byHand() {
        Metric<int[], MetricResults> metrics = collection(List.of(ZERO, FINE, ALL)).newMetric();
        metrics.update(new int[] {0, 1, 2});
        assertThat(metrics.compute().get("zero")).isEqualTo(new Counts(List.of(1L, 2L, 0L), 1));
        assertThat(metrics.compute().get("all")).isEqualTo(new Counts(List.of(3L, 0L, 0L), 1));
        assertThat(metrics.compute().get("fine")).isEqualTo(new Counts(List.of(1L, 1L, 1L), 1));
    }

    @Test
    @DisplayName("leaves all members as they were when the finest rejects a sample")
    void rejectionLeavesAll() {
        for (List<Grouping> order : orders(FINE, OTHER, ZERO)) {
            Metric<int[], MetricResults> metrics = collection(order).newMetric();
            metrics.updateAll(SAMPLES);
            byte[] saved = metrics.save();
            MetricResults before = metrics.compute();
            List<int[]> batch = List.of(SAMPLES.get(0), REJECTED);
            assertThatIllegalArgumentException().isThrownBy(() -> metrics.update(REJECTED));
            assertThatIllegalArgumentException().isThrownBy(() -> metrics.forward(REJECTED));
            assertThatThrownBy(() -> metrics.updateAll(batch))
                    .isInstanceOfSatisfying(
                            SampleRejectedException.class,
                            rejected -> assertThat(rejected.index()).isEqualTo(1));
            assertThatThrownBy(() -> metrics.forwardAll(batch))
                    .isInstanceOf(SampleRejectedException.class);
            assertThat(metrics.compute()).as("%s", order).isEqualTo(before);
            assertThat(metrics.save()).isEqualTo(saved);
            metrics.update(SAMPLES.get(2));
            List<int[]> more = new ArrayList<>(SAMPLES);
            more.add(SAMPLES.get(2));
            assertThat(metrics.compute().asMap()).isEqualTo(apart(order, more));
        }
        Metric<int[], MetricResults> coarse = collection(List.of(ZERO, ALL)).newMetric();
        coarse.update(REJECTED);
        assertThat(coarse.samples()).isEqualTo(1);
    }

    @Test
    @DisplayName("is saved and loaded with the members that follow, and refuses other orders")
    void savedAndLoaded() {
        for (List<Grouping> order : orders(FINE, OTHER, ZERO)) {
            Metric<int[], MetricResults> metrics = collection(order).newMetric();
            metrics.updateAll(SAMPLES);
            Metric<int[], MetricResults> loaded = collection(order).newMetric();
            loaded.update(SAMPLES.get(0));
            loaded.load(metrics.save());
            assertThat(loaded.compute()).isEqualTo(metrics.compute());
            loaded.update(SAMPLES.get(3));
            metrics.update(SAMPLES.get(3));
            assertThat(loaded.compute()).isEqualTo(metrics.compute());
            Metric<int[], MetricResults> turned = collection(order.reversed()).newMetric();
            assertThatThrownBy(() -> turned.load(metrics.save()))
                    .isInstanceOf(StateFormatException.class);
            assertThatIllegalArgumentException().isThrownBy(() -> turned.merge(metrics));
        }
    }

    @Test
    @DisplayName("counts a tally that does not follow from what its own finer one follows from")
    void chains() {
        Grouping last = new Grouping("last", List.of(0, 0, 0, 0), Set.of("zero"));
        for (List<Grouping> order : orders(FINE, ZERO, last)) {
            Metric<int[], MetricResults> metrics = collection(order).newMetric();
            SAMPLES.forEach(metrics::update);
            assertThat(metrics.compute().asMap()).as("%s", order).isEqualTo(apart(order, SAMPLES));
            assertThat(collection(order).tally().passes()).as("%s", order).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("counts one of two tallies that follow from each other")
    void eachFromTheOther() {
        Grouping left = new Grouping("left", List.of(0, 1, 2), Set.of("right"));
        Grouping right = new Grouping("right", List.of(2, 0, 1), Set.of("left"));
        for (List<Grouping> order : orders(left, right, ZERO)) {
            Metric<int[], MetricResults> metrics = collection(order).newMetric();
            metrics.updateAll(SAMPLES);
            assertThat(collection(order).tally().passes()).as("%s", order).isEqualTo(2);
            assertThat(metrics.compute().asMap()).isEqualTo(apart(order, SAMPLES));
        }
    }

    /// Counts items by slots, and knows from which tallies its own counts follow.
    ///
    /// @param slots the slot of each item that is accepted
    /// @param finer names of the tallies that it follows from
    private record Grouping(String name, List<Integer> slots, Set<String> finer)
            implements Tally<int[], Marks> {
        /// Which tallies were fed, in order.
        static final List<String> CALLS = new ArrayList<>();

        @Override
        public String fingerprint() {
            return name + slots;
        }

        @Override
        public Marks newState() {
            return new Marks();
        }

        @Override
        public void accumulate(Marks state, int[] sample) {
            CALLS.add(name);
            Marks alone = new Marks();
            for (int item : sample) {
                if (item >= slots.size()) {
                    throw new IllegalArgumentException(
                            "item is " + item + ", expected less than " + slots.size());
                }
                alone.counts[slots.get(item)]++;
            }
            alone.counts[Marks.SAMPLES] = 1;
            state.mergeFrom(alone);
        }

        @Override
        @SuppressWarnings("unchecked") // the state of a Grouping is a Marks
        public <B extends MetricState<B>> Optional<Function<B, Marks>> derivedFrom(
                Tally<int[], B> other) {
            if (other instanceof Grouping grouping && finer.contains(grouping.name)) {
                Function<Marks, Marks> sums = marks -> regroup(grouping, marks);
                return Optional.of((Function<B, Marks>) (Function<?, ?>) sums);
            }
            return Optional.empty();
        }

        private Marks regroup(Grouping grouping, Marks marks) {
            Marks mine = new Marks();
            mine.counts[Marks.SAMPLES] = marks.counts[Marks.SAMPLES];
            for (int slot = 0; slot < 3; slot++) {
                int item = grouping.slots.indexOf(slot);
                if (item >= 0) {
                    mine.counts[slots.get(item)] += marks.counts[slot];
                }
            }
            return mine;
        }

        @Override
        public void encode(Marks state, StateWriter out) {
            out.putLongs(state.counts);
        }

        @Override
        public Marks decode(StateReader in) {
            Marks state = new Marks();
            state.counts = in.getLongs(Marks.SIZE);
            return state;
        }
    }

    /// Shows the slots as they are.
    private record Reading(Grouping tally) implements MetricDefinition<int[], Marks, Counts> {
        @Override
        public Counts evaluate(Marks state) {
            long[] counts = state.counts;
            return new Counts(List.of(counts[0], counts[1], counts[2]), state.samples());
        }

        @Override
        public MetricDescriptor descriptor() {
            return MetricDescriptor.builder("reading", int[].class, Counts.class).build();
        }

        @Override
        public String fingerprint() {
            return "reading{" + tally.fingerprint() + "}";
        }
    }

    private record Counts(List<Long> slots, long samples) implements MetricResult {
        @Override
        public double value() {
            return Double.NaN;
        }

        @Override
        public Evidence evidence() {
            return Evidence.builder().samples(samples).build();
        }
    }
}
