package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.CountState;
import dev.mensura.api.CountTally;
import dev.mensura.api.JointState;
import dev.mensura.api.JointTally;
import dev.mensura.api.Metric;
import dev.mensura.api.MetricCollection;
import dev.mensura.api.MetricResults;
import dev.mensura.api.SampleRejectedException;
import dev.mensura.api.StateFormatException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

@DisplayName("A collection of metrics")
class MetricCollectionTest {
    private static final HitRate RATE = HitRate.ignoring(9);
    private static final HitRate ZERO = RATE.orElse(0);
    private static final HitRate OTHER = HitRate.ignoring(8);
    private static final int[] HALF = {1, 0};

    /// Accepted while 9 is ignored, rejected while 8 is.
    private static final int[] REJECTED_BY_OTHER = {1, 9};

    private static MetricCollection<int[]> collection() {
        return MetricCollection.<int[]>builder()
                .add(RATE)
                .add("zero", ZERO)
                .add("other", OTHER)
                .build();
    }

    @Test
    @DisplayName("counts once for all members with equal tallies")
    void equalTalliesShareOnePass() {
        AtomicInteger calls = new AtomicInteger();
        MetricCollection<int[]> collection =
                MetricCollection.<int[]>builder()
                        .add("one", new StateView.Definition<>(new Counting(calls, "a")))
                        .add("same", new StateView.Definition<>(new Counting(calls, "a")))
                        .add("other", new StateView.Definition<>(new Counting(calls, "b")))
                        .build();
        assertThat(collection.tally().passes()).isEqualTo(2);
        assertThat(collection.members()).containsOnlyKeys("one", "same", "other");
        Metric<int[], MetricResults> metrics = collection.newMetric();
        metrics.update(HALF);
        assertThat(calls).hasValue(2);
        metrics.forward(HALF);
        assertThat(calls).hasValue(4);
        metrics.updateAll(List.of(HALF, HALF));
        assertThat(calls).hasValue(8);
        assertThat(metrics.compute().get("same").evidence().samples()).isEqualTo(4);
    }

    @Test
    @DisplayName("does not share between tallies that only counted the same so far")
    void equalValuesAreNoReasonToShare() {
        Metric<int[], MetricResults> metrics = collection().newMetric();
        metrics.update(HALF);
        assertThat(metrics.compute().get("other").value())
                .isEqualTo(metrics.compute().get("zero").value());
        assertThatIllegalArgumentException().isThrownBy(() -> metrics.update(REJECTED_BY_OTHER));
        assertThat(collection().tally().passes()).isEqualTo(2);
    }

    @Test
    @DisplayName("leaves every member as it was when one rejects a sample")
    void rejectionLeavesAll() {
        Metric<int[], MetricResults> metrics = collection().newMetric();
        metrics.update(HALF);
        MetricResults before = metrics.compute();
        assertThatIllegalArgumentException().isThrownBy(() -> metrics.update(REJECTED_BY_OTHER));
        assertThatIllegalArgumentException().isThrownBy(() -> metrics.forward(REJECTED_BY_OTHER));
        assertThatIllegalArgumentException().isThrownBy(() -> metrics.invoke(REJECTED_BY_OTHER));
        List<int[]> batch = List.of(HALF, REJECTED_BY_OTHER);
        assertThatThrownBy(() -> metrics.updateAll(batch))
                .isInstanceOfSatisfying(
                        SampleRejectedException.class,
                        thrown -> assertThat(thrown.index()).isEqualTo(1));
        assertThatThrownBy(() -> metrics.forwardAll(batch))
                .isInstanceOf(SampleRejectedException.class);
        assertThat(metrics.compute()).isEqualTo(before);
        Metric<int[], MetricResults> single =
                MetricCollection.<int[]>builder().add(OTHER).build().newMetric();
        assertThatIllegalArgumentException().isThrownBy(() -> single.update(REJECTED_BY_OTHER));
        assertThat(single.samples()).isZero();
    }

    @Test
    @DisplayName("refuses to merge the same members in another order")
    void orderOfMembers() {
        Metric<int[], MetricResults> metrics =
                MetricCollection.<int[]>builder().add(RATE).add("other", OTHER).build().newMetric();
        Metric<int[], MetricResults> turned =
                MetricCollection.<int[]>builder().add("other", OTHER).add(RATE).build().newMetric();
        metrics.update(HALF);
        turned.update(HALF);
        assertThatIllegalArgumentException().isThrownBy(() -> metrics.merge(turned));
        assertThat(metrics.samples()).isEqualTo(1);
    }

    @Test
    @DisplayName("goes through a batch once, whatever the number of tallies")
    void batchIsTraversedOnce() {
        Metric<int[], MetricResults> metrics = collection().newMetric();
        metrics.updateAll(Stream.of(HALF, HALF)::iterator);
        metrics.forwardAll(Stream.of(HALF)::iterator);
        for (String name : metrics.compute().asMap().keySet()) {
            assertThat(metrics.compute().get(name).evidence().samples()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("gives results by name and, typed, by definition")
    void resultsByNameAndDefinition() {
        Metric<int[], MetricResults> metrics = collection().newMetric();
        MetricResults forward = metrics.forward(HALF);
        HitRate.Result typed = forward.get(ZERO);
        assertThat(typed.value()).isEqualTo(0.5);
        assertThat(forward.asMap()).containsOnlyKeys("hit_rate", "zero", "other");
        assertThat(metrics.forwardAll(List.of()).get("hit_rate").value()).isNaN();
        assertThat(metrics.forwardAll(List.of()).get("zero").value()).isZero();
        assertThatThrownBy(() -> forward.get("zro"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("member is \"zro\", expected zero? Known: hit_rate, zero, other");
        assertThatThrownBy(() -> forward.get(OTHER.orElse(1)))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining(OTHER.orElse(1).fingerprint());
    }

    @Test
    @DisplayName("merges a fresh one of another thread, and itself")
    void merges() {
        Metric<int[], MetricResults> metrics = collection().newMetric();
        metrics.update(HALF);
        Metric<int[], MetricResults> fresh = metrics.definition().newMetric();
        assertThat(fresh.samples()).isZero();
        fresh.update(new int[] {1, 1});
        metrics.merge(fresh);
        assertThat(metrics.compute().get("other").value()).isEqualTo(0.75);
        assertThat(fresh.samples()).isEqualTo(1);
        metrics.merge(metrics);
        assertThat(metrics.samples()).isEqualTo(4);
        metrics.reset();
        assertThat(metrics.compute()).isEqualTo(collection().newMetric().compute());
    }

    @Test
    @DisplayName("refuses to merge or load other members and names both")
    void refusesOtherMembers() {
        Metric<int[], MetricResults> metrics = collection().newMetric();
        metrics.update(HALF);
        Metric<int[], MetricResults> fewer =
                MetricCollection.<int[]>builder().add(RATE).build().newMetric();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> metrics.merge(fewer))
                .withMessage(
                        "other is a metric collection{hit_rate=%s}, expected"
                                + " collection{hit_rate=%s, zero=%s, other=%s}",
                        RATE.fingerprint(),
                        RATE.fingerprint(),
                        ZERO.fingerprint(),
                        OTHER.fingerprint());
        assertThatThrownBy(() -> metrics.load(fewer.save()))
                .isInstanceOf(StateFormatException.class);
        assertThat(metrics.samples()).isEqualTo(1);
        Metric<int[], MetricResults> loaded = collection().newMetric();
        loaded.load(metrics.save());
        assertThat(loaded.compute()).isEqualTo(metrics.compute());
    }

    @Test
    @DisplayName("changes no group when the merge of one overflows")
    void overflowLeavesAllGroups() {
        Metric<int[], MetricResults> metrics =
                MetricCollection.<int[]>builder()
                        .add("small", RATE)
                        .add("huge", new StateView.Definition<>(new Huge()))
                        .build()
                        .newMetric();
        metrics.update(HALF);
        Metric<int[], MetricResults> other = metrics.definition().newMetric();
        other.update(HALF);
        byte[] before = metrics.save();
        assertThatThrownBy(() -> metrics.merge(other)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> metrics.update(HALF)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> metrics.forward(HALF)).isInstanceOf(ArithmeticException.class);
        assertThat(metrics.save()).isEqualTo(before);
    }

    @Test
    @DisplayName("refuses a name twice, and to be empty")
    void refusesNamesTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetricCollection.<int[]>builder().add(RATE).add(ZERO))
                .withMessageContainingAll("hit_rate", RATE.fingerprint());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetricCollection.<int[]>builder().build());
    }

    @Test
    @DisplayName(
            "takes the members of another with a prefix, or it as one member, in the same passes")
    void nested() {
        MetricCollection<int[]> all =
                MetricCollection.<int[]>builder()
                        .add("length", new StateView.Definition<>(new Length()))
                        .addAll("val_", collection())
                        .add("nested", collection())
                        .build();
        assertThat(all.members().keySet())
                .containsExactly("length", "val_hit_rate", "val_zero", "val_other", "nested");
        assertThat(all.tally().passes()).isEqualTo(3);
        MetricResults results = all.score(HALF);
        assertThat(results.get("val_zero")).isEqualTo(ZERO.score(HALF));
        assertThat(results.get("nested")).isEqualTo(collection().score(HALF));
        MetricResults nested = results.get(collection());
        assertThat(nested.get(OTHER)).isEqualTo(OTHER.score(HALF));
        MetricCollection.Builder<int[]> taken =
                MetricCollection.<int[]>builder().add("zero", RATE).add("b_zero", RATE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> taken.addAll("", collection()))
                .withMessageContaining("name zero is taken");
        assertThat(taken.addAll("a_", collection()).build().members().keySet())
                .containsExactly("zero", "b_zero", "a_hit_rate", "a_zero", "a_other");
    }

    @Test
    @DisplayName("is led by its first member")
    void firstMemberLeads() {
        MetricResults results = collection().score(HALF);
        assertThat(results.value()).isEqualTo(0.5);
        assertThat(results.evidence()).isEqualTo(RATE.score(HALF).evidence());
        assertThat(collection().descriptor().maximum()).isEqualTo(1);
        assertThat(collection().descriptor().sampleType()).isEqualTo(int[].class);
    }

    @Test
    @DisplayName("gives the state of each of its tallies, and of no other")
    void jointStates() {
        JointTally<int[]> joint = collection().tally();
        JointState state = joint.newState();
        joint.accumulate(state, HALF);
        CountState counted = state.get(RATE.tally());
        assertThat(RATE.evaluate(counted)).isEqualTo(RATE.score(HALF));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.get(new Length()))
                .withMessageContainingAll("tally is length{}", RATE.tally().fingerprint());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.mergeFrom(JointTally.of(List.of(RATE.tally())).newState()))
                .withMessageContaining("other counts [");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JointTally.<int[]>of(List.of()))
                .withMessage("tallies has 0 entries, expected 1 or more");
    }

    private record Counting(AtomicInteger calls, String name) implements CountTally<int[]> {
        @Override
        public String fingerprint() {
            return name;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public long[] count(int[] sample) {
            calls.incrementAndGet();
            return new long[] {sample.length};
        }
    }

    private record Huge() implements CountTally<int[]> {
        @Override
        public String fingerprint() {
            return "huge";
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public long[] count(int[] sample) {
            return new long[] {Long.MAX_VALUE};
        }
    }
}
