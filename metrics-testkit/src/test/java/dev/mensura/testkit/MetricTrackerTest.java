package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.BestEpoch;
import dev.mensura.api.CountState;
import dev.mensura.api.Metric;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricDescriptor.Direction;
import dev.mensura.api.MetricTracker;
import dev.mensura.api.MinMax;
import dev.mensura.api.MinMaxResult;
import dev.mensura.api.StateFormatException;
import dev.mensura.api.Tally;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

@DisplayName("A tracker")
class MetricTrackerTest {
    private static final HitRate RATE = HitRate.ignoring(9);
    private static final int[] NONE = {0, 0};
    private static final int[] HALF = {0, 1};
    private static final int[] THREE_OF_FOUR = {1, 0, 1, 1};
    private static final int[] IGNORED = {9};

    @Test
    @DisplayName("keeps a metric per epoch and finds the best")
    void findsTheBest() {
        MetricTracker<int[], HitRate.Result> tracker = tracker(HALF, THREE_OF_FOUR, NONE);
        assertThat(tracker.epochs()).isEqualTo(3);
        assertThat(tracker.results())
                .extracting(HitRate.Result::value)
                .containsExactly(0.5, 0.75, 0.0);
        BestEpoch<HitRate.Result> best = tracker.best().orElseThrow();
        assertThat(best.epoch()).isEqualTo(1);
        assertThat(best.value()).isEqualTo(0.75);
        assertThat(best.result()).isEqualTo(RATE.score(THREE_OF_FOUR));
        tracker.current().update(HALF);
        assertThat(tracker.results().getLast().value()).isEqualTo(0.25);
        assertThat(tracker.definition()).isEqualTo(RATE);
        assertThat(tracker)
                .hasToString("MetricTracker[hit_rate{ignoreLabel=9, undefined=NaN}, epochs=3]");
        tracker.reset();
        assertThat(tracker.epochs()).isZero();
        assertThat(tracker.results()).isEmpty();
    }

    @Test
    @DisplayName("takes the first of equal epochs, and never one that is undefined")
    void tiesAndUndefined() {
        assertThat(epochOfBest(tracker(IGNORED, HALF, HALF, IGNORED))).isEqualTo(1);
        assertThat(epochOfBest(tracker(NONE, IGNORED, HALF, new int[] {1, 0, 1, 0}))).isEqualTo(2);
        assertThat(tracker().best()).isEmpty();
        MetricTracker<int[], HitRate.Result> undefined = tracker(IGNORED, IGNORED);
        undefined.beginEpoch();
        assertThat(undefined.best()).isEmpty();
    }

    @Test
    @DisplayName("knows from the metric which way is better")
    void lowerIsBetter() {
        MetricTracker<int[], HitRate.Result> tracker = MetricTracker.of(new MissRate(RATE));
        List.of(HALF, IGNORED, THREE_OF_FOUR, NONE, THREE_OF_FOUR)
                .forEach(sample -> tracker.beginEpoch().update(sample));
        BestEpoch<HitRate.Result> best = tracker.best().orElseThrow();
        assertThat(best.epoch()).isEqualTo(2);
        assertThat(best.value()).isEqualTo(0.25);
    }

    @Test
    @DisplayName("finds the best of any number, in the direction it is told")
    void bestByAnotherNumber() {
        MetricTracker<int[], MinMaxResult<HitRate.Result>> tracker =
                MetricTracker.of(MinMax.of(RATE));
        tracker.beginEpoch().update(IGNORED);
        tracker.beginEpoch().updateAll(List.of(HALF, HALF));
        tracker.beginEpoch().updateAll(List.of(NONE, THREE_OF_FOUR, THREE_OF_FOUR));
        assertThat(tracker.best().orElseThrow().epoch()).isEqualTo(2);
        BestEpoch<MinMaxResult<HitRate.Result>> worst =
                tracker.best(Direction.HIGHER_IS_BETTER, MinMaxResult::minimum).orElseThrow();
        assertThat(worst.epoch()).isEqualTo(1);
        assertThat(worst.value()).isEqualTo(0.5);
        assertThat(worst.result().maximum()).isEqualTo(0.5);
        assertThat(tracker.best(Direction.LOWER_IS_BETTER, r -> r.evidence().samples()))
                .map(BestEpoch::epoch)
                .contains(0);
        assertThat(tracker.best(Direction.LOWER_IS_BETTER, r -> Double.NaN)).isEmpty();
    }

    @Test
    @DisplayName("says that no epoch was begun")
    void noEpoch() {
        assertThatThrownBy(() -> tracker().current())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("tracker has 0 epochs, expected beginEpoch() first");
    }

    @Test
    @DisplayName("counts nothing of a rejected sample")
    void rejectedLeavesNothing() {
        MetricTracker<int[], HitRate.Result> tracker = tracker(HALF);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tracker.current().updateAll(List.of(NONE, new int[] {7})));
        assertThat(tracker.results()).containsExactly(RATE.score(HALF));
    }

    @Test
    @DisplayName("merges epoch by epoch, whichever has more, and itself")
    void merges() {
        MetricTracker<int[], HitRate.Result> shorter = tracker(HALF, NONE);
        MetricTracker<int[], HitRate.Result> longer = tracker(NONE, THREE_OF_FOUR, HALF);
        Metric<int[], HitRate.Result> current = shorter.current();
        List<HitRate.Result> before = longer.results();
        shorter.merge(longer);
        assertThat(shorter.results())
                .extracting(HitRate.Result::value)
                .containsExactly(0.25, 0.5, 0.5);
        assertThat(longer.results()).isEqualTo(before);
        current.update(NONE);
        assertThat(shorter.results().get(1).value()).isEqualTo(3.0 / 8);
        shorter.current().update(NONE);
        assertThat(longer.results()).isEqualTo(before);

        longer.merge(tracker(HALF));
        assertThat(longer.results())
                .extracting(HitRate.Result::value)
                .containsExactly(0.25, 0.75, 0.5);
        longer.merge(longer);
        assertThat(longer.results())
                .extracting(result -> result.evidence().samples())
                .containsExactly(4L, 2L, 2L);
    }

    @Test
    @DisplayName("of any shards of the epochs' samples merges to the same")
    void shards() {
        Random random = new Random(Seed.VALUE);
        MetricTracker<int[], HitRate.Result> whole = tracker();
        List<MetricTracker<int[], HitRate.Result>> shards =
                List.of(tracker(), tracker(), tracker());
        for (int epoch = 0; epoch < 4; epoch++) {
            whole.beginEpoch();
            shards.forEach(MetricTracker::beginEpoch);
            for (int i = 0; i < 20; i++) {
                int[] sample = random.ints(random.nextInt(9), 0, 2).toArray();
                whole.current().update(sample);
                shards.get(random.nextInt(shards.size())).current().update(sample);
            }
        }
        MetricTracker<int[], HitRate.Result> leftFirst = tracker();
        shards.forEach(leftFirst::merge);
        MetricTracker<int[], HitRate.Result> rightFirst = tracker();
        shards.reversed().forEach(rightFirst::merge);
        assertThat(leftFirst.results()).isEqualTo(whole.results());
        assertThat(rightFirst.save()).isEqualTo(leftFirst.save()).isEqualTo(whole.save());
        assertThat(leftFirst.best()).isEqualTo(whole.best());
    }

    @Test
    @DisplayName("refuses to merge other definitions and names both")
    void refusesOtherDefinitions() {
        MetricTracker<int[], HitRate.Result> tracker = tracker(HALF);
        MetricTracker<int[], HitRate.Result> other = MetricTracker.of(RATE.orElse(0));
        other.beginEpoch().update(HALF);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tracker.merge(other))
                .withMessage(
                        "other tracks %s, expected %s",
                        RATE.orElse(0).fingerprint(), RATE.fingerprint());
        assertThat(tracker.results()).containsExactly(RATE.score(HALF));
    }

    @Test
    @DisplayName("merges nothing if one epoch overflows")
    void overflowLeavesNothing() {
        MetricDefinition<int[], CountState, StateView<CountState>> huge =
                new StateView.Definition<>(new HugeItems());
        MetricTracker<int[], StateView<CountState>> tracker = MetricTracker.of(huge);
        MetricTracker<int[], StateView<CountState>> other = MetricTracker.of(huge);
        for (MetricTracker<int[], ?> each : List.of(tracker, other)) {
            each.beginEpoch().update(new int[] {1});
            each.beginEpoch().update(new int[] {Integer.MAX_VALUE});
        }
        byte[] before = tracker.save();
        assertThatThrownBy(() -> tracker.merge(other)).isInstanceOf(ArithmeticException.class);
        assertThat(tracker.save()).isEqualTo(before);
    }

    @Test
    @DisplayName("saves and loads; a refused load leaves every epoch")
    void savesAndLoads() {
        MetricTracker<int[], HitRate.Result> tracker = tracker(HALF, THREE_OF_FOUR, IGNORED);
        byte[] saved = tracker.save();
        MetricTracker<int[], HitRate.Result> loaded = tracker(NONE);
        loaded.load(saved);
        assertThat(loaded.results()).isEqualTo(tracker.results());
        assertThat(loaded.best()).isEqualTo(tracker.best());
        loaded.beginEpoch().update(new int[] {1});
        assertThat(epochOfBest(loaded)).isEqualTo(3);

        MetricTracker<int[], HitRate.Result> other = MetricTracker.of(RATE.orElse(0));
        assertThatThrownBy(() -> loaded.load(other.save()))
                .isInstanceOf(StateFormatException.class)
                .hasMessageContainingAll(RATE.fingerprint(), RATE.orElse(0).fingerprint());
        assertThatThrownBy(() -> loaded.load(tracker.current().save()))
                .isInstanceOf(StateFormatException.class);
        for (Tampering tampering : Tampering.values()) {
            tampering
                    .of(saved, new Random(Seed.VALUE))
                    .forEach(bytes -> refused(loaded, bytes.content()));
        }
        assertThat(loaded.epochs()).isEqualTo(4);
        MetricTracker<int[], HitRate.Result> none = tracker(HALF);
        none.load(tracker().save());
        assertThat(none.epochs()).isZero();
    }

    @Test
    @DisplayName("loads no impossible content, even under a right checksum")
    void refusesImpossibleContent() {
        byte[] saved = tracker(HALF, THREE_OF_FOUR).save();
        int refusals = 0;
        for (Tampering.Bytes bytes : Tampering.withRightChecksum(saved, new Random(Seed.VALUE))) {
            MetricTracker<int[], HitRate.Result> tracker = tracker(NONE);
            try {
                tracker.load(bytes.content());
                assertThat(tracker.save()).isEqualTo(bytes.content());
            } catch (StateFormatException impossible) {
                refusals++;
                assertThat(tracker.results()).containsExactly(RATE.score(NONE));
            }
        }
        assertThat(refusals).isGreaterThan(saved.length / 2);
    }

    private static void refused(MetricTracker<int[], HitRate.Result> tracker, byte[] bytes) {
        List<HitRate.Result> before = tracker.results();
        assertThatThrownBy(() -> tracker.load(bytes)).isInstanceOf(StateFormatException.class);
        assertThat(tracker.results()).isEqualTo(before);
    }

    private static int epochOfBest(MetricTracker<int[], HitRate.Result> tracker) {
        return tracker.best().orElseThrow().epoch();
    }

    /// Returns a tracker with one epoch for each sample.
    private static MetricTracker<int[], HitRate.Result> tracker(int[]... samples) {
        MetricTracker<int[], HitRate.Result> tracker = MetricTracker.of(RATE);
        Arrays.stream(samples).forEach(sample -> tracker.beginEpoch().update(sample));
        return tracker;
    }

    /// What is missing to the rate of hits.
    private record MissRate(HitRate rate)
            implements MetricDefinition<int[], CountState, HitRate.Result> {
        @Override
        public Tally<int[], CountState> tally() {
            return rate.tally();
        }

        @Override
        public HitRate.Result evaluate(CountState state) {
            HitRate.Result hits = rate.evaluate(state);
            return new HitRate.Result(1 - hits.value(), hits.evidence());
        }

        @Override
        public MetricDescriptor descriptor() {
            return MetricDescriptor.builder("miss_rate", int[].class, HitRate.Result.class)
                    .range(0, 1)
                    .lowerIsBetter()
                    .build();
        }

        @Override
        public String fingerprint() {
            return "miss_rate{" + rate.fingerprint() + "}";
        }
    }
}
