package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.MetricState;
import dev.mensura.api.Tally;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// States are commutative monoids, bit for bit, on any number of threads.
class StatesTest {
    private static final LabelRule RULE = LabelRule.multiclass(3).ignoreLabels(9).build();
    private static final LabelRule MANY = LabelRule.multiclass(3000).ignoreLabels(9).build();

    static Stream<Tally<SegmentationSample, ?>> tallies() {
        return Stream.of(
                ConfusionTally.of(RULE),
                ConfusionTally.of(MANY),
                OverlapTally.of(RULE),
                ImageIoU.tally(RULE, 1));
    }

    private static List<SegmentationSample> samples(int count) {
        Random random = Seed.random("states");
        List<SegmentationSample> samples = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            int size = random.nextInt(300);
            samples.add(
                    new SegmentationSample(
                            LabelMap.int64(Texture.RUNS.labels(random, size, 0, 1, 2)),
                            LabelMap.int64(Texture.NOISE.labels(random, size, 0, 1, 2, 9))));
        }
        return samples;
    }

    private static <A extends MetricState<A>> A count(
            Tally<SegmentationSample, A> tally, List<SegmentationSample> samples) {
        A state = tally.newState();
        samples.forEach(sample -> tally.accumulate(state, sample));
        return state;
    }

    @ParameterizedTest
    @MethodSource("tallies")
    @DisplayName("Identity, associativity, commutativity; operands stay as they were")
    <A extends MetricState<A>> void monoid(Tally<SegmentationSample, A> tally) {
        List<SegmentationSample> samples = samples(30);
        A a = count(tally, samples.subList(0, 10));
        A b = count(tally, samples.subList(10, 17));
        A c = count(tally, samples.subList(17, 30));
        A all = count(tally, samples);
        A known = b.copy();
        assertThat(a.plus(b).plus(c)).isEqualTo(all).hasSameHashCodeAs(all);
        assertThat(a.plus(b.plus(c))).isEqualTo(all);
        assertThat(c.plus(a).plus(b)).isEqualTo(all);
        assertThat(a.plus(tally.newState())).isEqualTo(a);
        assertThat(tally.newState().plus(a)).isEqualTo(a);
        assertThat(b).isEqualTo(known);
        assertThat(all.samples()).isEqualTo(30);
        A twice = a.copy();
        twice.mergeFrom(twice);
        assertThat(twice).isEqualTo(a.plus(a));
    }

    @ParameterizedTest
    @MethodSource("tallies")
    @DisplayName("A copy shares nothing, scratch memory included")
    <A extends MetricState<A>> void copies(Tally<SegmentationSample, A> tally) {
        List<SegmentationSample> samples = samples(4);
        A state = count(tally, samples);
        A copy = state.copy();
        assertThat(copy).isEqualTo(state).hasSameHashCodeAs(state).isNotSameAs(state);
        tally.accumulate(copy, samples.get(0));
        assertThat(copy).isNotEqualTo(state);
        assertThat(state).isEqualTo(count(tally, samples));
        tally.accumulate(state, samples.get(0));
        assertThat(copy).isEqualTo(state);
        assertThat(state.equals("text")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("tallies")
    @DisplayName("One state per virtual thread, merged: the same bits")
    <A extends MetricState<A>> void virtualThreads(Tally<SegmentationSample, A> tally)
            throws Exception {
        List<SegmentationSample> samples = samples(64);
        A merged = tally.newState();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<A>> parts = new ArrayList<>();
            for (SegmentationSample sample : samples) {
                parts.add(threads.submit(() -> count(tally, List.of(sample))));
            }
            for (Future<A> part : parts.reversed()) {
                merged.mergeFrom(part.get());
            }
        }
        assertThat(merged).isEqualTo(count(tally, samples));
        assertThat(tally.write(merged)).isEqualTo(tally.write(count(tally, samples)));
    }

    @Test
    @DisplayName("States of another number of classes or sums are refused by merge")
    void otherShapes() {
        OverlapState three = OverlapTally.of(RULE).newState();
        OverlapState two = OverlapTally.of(LabelRule.multiclass(2).build()).newState();
        OverlapState sums = ImageIoU.tally(RULE).newState();
        assertThatThrownBy(() -> three.mergeFrom(two))
                .hasMessage("other has 2 classes and 0 per-image sums, expected 3 and 0");
        assertThatThrownBy(() -> three.mergeFrom(sums))
                .isInstanceOf(IllegalArgumentException.class);
        ConfusionMatrix matrix = ConfusionTally.of(RULE).newState();
        ConfusionMatrix other = ConfusionTally.of(LabelRule.multiclass(2).build()).newState();
        assertThatThrownBy(() -> matrix.mergeFrom(other))
                .hasMessage("other has 2 classes, expected 3 classes");
    }

    @Test
    @DisplayName("A tally refuses a state of another shape and leaves it as it was")
    void foreignState() {
        SegmentationSample sample = samples(1).get(0);
        for (int classes : new int[] {2, 4}) {
            LabelRule rule = LabelRule.multiclass(classes).build();
            ConfusionMatrix matrix = ConfusionTally.of(rule).newState();
            OverlapState overlap = OverlapTally.of(rule).newState();
            assertThatThrownBy(() -> ConfusionTally.of(RULE).accumulate(matrix, sample))
                    .hasMessage("state has " + classes + " classes, expected 3 classes");
            assertThatThrownBy(() -> OverlapTally.of(RULE).accumulate(overlap, sample))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("state has " + classes + " classes");
            assertThat(matrix).isEqualTo(ConfusionTally.of(rule).newState());
            assertThat(overlap).isEqualTo(OverlapTally.of(rule).newState());
        }
    }

    @Test
    @DisplayName("The rule of the tally counts, not that of the scratch memory")
    void scratchFollowsTheRule() {
        SegmentationSample zeros =
                new SegmentationSample(LabelMap.uint8(new byte[5]), LabelMap.uint8(new byte[5]));
        LabelRule ignoring = LabelRule.multiclass(3).ignoreLabels(0).build();
        OverlapState overlap = OverlapTally.of(RULE).newState();
        ConfusionMatrix matrix = ConfusionTally.of(RULE).newState();
        OverlapTally.of(RULE).accumulate(overlap, zeros);
        ConfusionTally.of(RULE).accumulate(matrix, zeros);
        OverlapTally.of(ignoring).accumulate(overlap, zeros);
        ConfusionTally.of(ignoring).accumulate(matrix, zeros);
        assertThat(overlap.intersection(0)).isEqualTo(5);
        assertThat(matrix.get(0, 0)).isEqualTo(5);
    }

    @Test
    @DisplayName("Read access is checked")
    void bounds() {
        ConfusionMatrix matrix = ConfusionTally.of(RULE).newState();
        assertThatThrownBy(() -> matrix.get(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> matrix.get(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> OverlapTally.of(RULE).newState().meanImageScore(0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        matrix.toArray()[0][0] = 5;
        assertThat(matrix.get(0, 0)).isZero();
    }
}
