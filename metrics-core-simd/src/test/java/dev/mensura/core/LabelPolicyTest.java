package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.MetricState;
import dev.mensura.api.Tally;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Labels outside the range that are let pass, label maps against label maps: all counts against
/// [NaiveLabels].
class LabelPolicyTest {
    private static final LabelPolicy[] LENIENT = {
        LabelPolicy.IGNORE_PIXEL, LabelPolicy.COUNT_AS_ERROR
    };

    /// Every length of a tail, and one less and more than a block.
    private static final int[] SIZES =
            LongStream.concat(
                            LongStream.rangeClosed(0, 200),
                            LongStream.of(255, 256, 257, 4095, 4096, 4097, 8191, 8192, 8193))
                    .mapToInt(size -> (int) size)
                    .toArray();

    /// Returns labels that the type can hold and that are no class: its extremes among them.
    private static long[] outside(LabelType type, int numClasses) {
        int bits = type.bytes() * Byte.SIZE;
        long lowest = type.isSigned() ? -1L << (bits - 1) : 0;
        long highest = type.isSigned() ? ~lowest : bits == 64 ? Long.MAX_VALUE : (1L << bits) - 1;
        return LongStream.of(
                        lowest,
                        lowest + 1,
                        -4097,
                        -1,
                        numClasses,
                        numClasses + 1L,
                        255,
                        65_535,
                        (1L << 32) + 1,
                        highest - 1,
                        highest)
                .filter(label -> lowest <= label && label <= highest)
                .filter(label -> label < 0 || label >= numClasses)
                .distinct()
                .toArray();
    }

    private static long[] together(long[] some, long... more) {
        return LongStream.concat(LongStream.of(some), LongStream.of(more)).toArray();
    }

    static Stream<Arguments> typesAndPolicies() {
        return Stream.of(LabelType.values())
                .flatMap(type -> Stream.of(LENIENT).map(policy -> Arguments.of(type, policy)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("typesAndPolicies")
    @DisplayName("Every length around vectors and blocks, with an ignored label outside the range")
    void lengths(LabelType type, LabelPolicy policy) {
        long[] palette = together(Texture.classes(5), outside(type, 5));
        for (int size : SIZES) {
            Texture texture = Texture.values()[size % 2];
            Random random = Seed.random("policy", type, policy, size);
            long[] p = texture.labels(random, size, palette);
            long[] t = texture.labels(random, size, together(palette, 100, 100, 0, 1, 2));
            LabelCase.of(5)
                    .policy(policy)
                    .ignoring(100L)
                    .named(type + " " + texture + " size " + size)
                    .check(type, p, t);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("typesAndPolicies")
    @DisplayName("Numbers of classes around what tables, bytes and arithmetic hold")
    void classes(LabelType type, LabelPolicy policy) {
        for (int numClasses :
                new int[] {1, 2, 3, 126, 127, 128, 129, 180, 181, 182, 254, 255, 256, 257, 300}) {
            long[] outside = outside(type, numClasses);
            int largest = type.bytes() == 1 ? (type.isSigned() ? 128 : 256) : numClasses;
            long[] inside = Texture.classes(Math.min(numClasses, largest));
            for (Texture texture : Texture.values()) {
                for (int size : new int[] {65, 4097, 9000}) {
                    Random random = Seed.random("classes", type, policy, numClasses, texture, size);
                    long[] palette = together(inside, outside);
                    long[] p = texture.labels(random, size, palette);
                    long[] t = texture.labels(random, size, palette);
                    // few labels outside: most blocks have none, so that all paths are taken
                    for (int at = 0; at < size / 2; at++) {
                        p[at] = Math.floorMod(p[at], (long) inside.length);
                        t[at] = Math.floorMod(t[at], (long) inside.length);
                    }
                    LabelCase.of(numClasses)
                            .policy(policy)
                            .named(type + " " + texture + " size " + size)
                            .check(type, p, t);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} classes")
    @ValueSource(ints = {1000, 16_382, 16_383, 16_384, 65_535, 65_536})
    @DisplayName("More classes than a table serves are counted one by one")
    void manyClasses(int numClasses) {
        for (LabelType type : LabelType.values()) {
            int bits = type.bytes() * Byte.SIZE - (type.isSigned() ? 1 : 0);
            int held = bits < 17 ? Math.min(numClasses, 1 << bits) : numClasses;
            long[] outside = outside(type, numClasses);
            for (LabelPolicy policy : LENIENT) {
                Random random = Seed.random("many", type, policy, numClasses);
                int size = 8193;
                long[] palette = together(Texture.classes(held), outside);
                long[] p = Texture.NOISE.labels(random, size, palette);
                long[] t = Texture.NOISE.labels(random, size, palette);
                for (int at = 0; at < size; at++) {
                    if (outside.length > 0 && random.nextInt(4) == 0) {
                        p[at] = outside[random.nextInt(outside.length)];
                    }
                    if (outside.length > 0 && random.nextInt(4) == 0) {
                        t[at] = outside[random.nextInt(outside.length)];
                    }
                    if (random.nextInt(3) == 0) {
                        p[at] = t[at];
                    }
                }
                LabelCase.of(numClasses)
                        .policy(policy)
                        .ignoring(7L, 127L)
                        .named("many " + type)
                        .check(type, p, t);
            }
        }
    }

    static Stream<Arguments> typePairs() {
        return Stream.of(LabelType.values())
                .flatMap(p -> Stream.of(LabelType.values()).map(t -> Arguments.of(p, t)));
    }

    @ParameterizedTest(name = "{0} against {1}")
    @MethodSource("typePairs")
    @DisplayName("Any two types in any memory, rows together or apart")
    void mixedTypes(LabelType predictionType, LabelType targetType) {
        long[] shape = {3, 5, 29};
        int size = 3 * 5 * 29;
        try (Arena arena = Arena.ofConfined()) {
            for (Storage kept : Storage.values()) {
                for (LabelPolicy policy : LENIENT) {
                    Random random = Seed.random("mixed", predictionType, targetType, kept, policy);
                    long[] p =
                            Texture.NOISE.labels(
                                    random,
                                    size,
                                    together(Texture.classes(4), outside(predictionType, 4)));
                    long[] t =
                            Texture.NOISE.labels(
                                    random,
                                    size,
                                    together(Texture.classes(4), outside(targetType, 4)));
                    LabelMap together = kept.hold(targetType, t, arena, shape);
                    LabelMap apart = kept.holdStrided(predictionType, p, arena, 31, shape);
                    LabelCase.of(4)
                            .policy(policy)
                            .ignoring(2L, 255L)
                            .shaped(shape)
                            .named(kept + " " + apart + " / " + together)
                            .check(apart, p, together, t);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("Ignored labels inside and outside, mappings into, out of and across the range")
    void ignoredAndMapped(LabelType type) {
        Map<Long, Long> mapping = Map.of(0L, 1L, 1L, 2L, 2L, 77L, 100L, 0L, 101L, -5L, 102L, 126L);
        List<Set<Long>> ignoreSets =
                List.of(Set.of(), Set.of(1L), Set.of(126L), Set.of(77L, 2L), Set.of(0L, -5L, 100L));
        for (Set<Long> ignored : ignoreSets) {
            for (LabelPolicy policy : LENIENT) {
                for (Texture texture : Texture.values()) {
                    for (int size : new int[] {1, 64, 4097}) {
                        Random random =
                                Seed.random("mapped", type, policy, texture, size, ignored.size());
                        long[] palette = {0, 1, 2, 3, 4, 77, 100, 101, 102, 126};
                        long[] p = texture.labels(random, size, palette);
                        long[] t = texture.labels(random, size, palette);
                        LabelCase rule =
                                LabelCase.of(5)
                                        .policy(policy)
                                        .ignoring(ignored)
                                        .named(type + " " + texture + " size " + size);
                        rule.check(type, p, t);
                        rule.mapping(mapping).check(type, p, t);
                        rule.mappingTargets(Map.of(0L, 126L, 4L, 3L, 100L, 101L)).check(type, p, t);
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("By hand: one element of every kind")
    void byHand() {
        // right, wrong, ignored with a bad prediction, bad prediction, bad target, both bad
        LabelMap prediction = LabelMap.int8(new byte[] {0, 1, -9, 7, 1, -1});
        LabelMap target = LabelMap.uint8(new byte[] {0, 0, -1, 1, 3, 4});
        SegmentationSample sample = new SegmentationSample(prediction, target);
        LabelRule.Builder rule = LabelRule.multiclass(3).ignoreLabels(255);

        OverlapTally ignoring = OverlapTally.of(rule.labelPolicy(LabelPolicy.IGNORE_PIXEL).build());
        OverlapState few = ignoring.newState();
        ignoring.accumulate(few, sample);
        assertThat(counts(few, 0)).containsExactly(1, 2, 1, 2);
        assertThat(counts(few, 1)).containsExactly(0, 0, 1, 2);
        assertThat(counts(few, 2)).containsExactly(0, 0, 0, 2);
        assertThat(few.evidence(index -> true).outOfRange()).isEqualTo(4);
        assertThat(few.evidence(index -> true).ignored()).isEqualTo(1);

        ConfusionTally counting =
                ConfusionTally.of(rule.labelPolicy(LabelPolicy.COUNT_AS_ERROR).build());
        ConfusionMatrix many = counting.newState();
        counting.accumulate(many, sample);
        assertThat(counts(many, 0)).containsExactly(1, 2, 1, 4);
        assertThat(counts(many, 1)).containsExactly(0, 1, 2, 4);
        assertThat(counts(many, 2)).containsExactly(0, 0, 0, 4);
        assertThat(many.trueNegatives(1)).isEqualTo(1);
        assertThat(many.toArray()).isDeepEqualTo(new long[][] {{1, 1, 0}, {0, 0, 0}, {0, 0, 0}});
        assertThat(many.outsidePredictions(1)).isEqualTo(1);
        assertThat(many.outsideTargets(1)).isEqualTo(1);
        assertThat(many.outsideTargets(0) + many.outsidePredictions(0)).isZero();
        assertThat(many.evidence(index -> true).outOfRange()).isEqualTo(4);
        assertThat(many.evidence(index -> true).ignored()).isEqualTo(1);
        assertThat(many.evidence(index -> true).supports()).containsExactly(2, 1, 0);
        assertThat(many.evidence(index -> true).validClasses()).containsExactly(0, 1);
        assertThat(many.evidence(index -> true).absentClasses()).containsExactly(2);
        assertThatThrownBy(() -> many.outsideTargets(3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> many.outsidePredictions(-1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static long[] counts(ClassCounts counts, int index) {
        return new long[] {
            counts.intersection(index),
            counts.target(index),
            counts.prediction(index),
            counts.elements(index)
        };
    }

    @Test
    @DisplayName("A sample of nothing but labels outside the range is empty, and says so")
    void onlyOutside() {
        LabelMap bad = LabelMap.int64(new long[] {Long.MIN_VALUE, Long.MAX_VALUE, -1, 3});
        LabelMap good = LabelMap.int64(new long[] {0, 1, 2, 2});
        for (LabelPolicy policy : LENIENT) {
            ConfusionTally tally =
                    ConfusionTally.of(LabelRule.multiclass(3).labelPolicy(policy).build());
            ConfusionMatrix matrix = tally.newState();
            tally.accumulate(matrix, new SegmentationSample(bad, bad));
            assertThat(matrix.evidence(index -> true).emptySamples()).isEqualTo(1);
            assertThat(matrix.evidence(index -> true).outOfRange()).isEqualTo(8);
            tally.accumulate(matrix, new SegmentationSample(bad, good));
            boolean errors = policy == LabelPolicy.COUNT_AS_ERROR;
            assertThat(matrix.evidence(index -> true).emptySamples()).isEqualTo(errors ? 1 : 2);
            assertThat(matrix.evidence(index -> true).outOfRange()).isEqualTo(12);
            assertThat(matrix.target(2)).isEqualTo(errors ? 2 : 0);
            assertThat(matrix.prediction(2)).isZero();
            assertThat(matrix.samples()).isEqualTo(2);
            // what a sample leaves behind in the scratch memory does not reach the next one
            tally.accumulate(matrix, new SegmentationSample(good, good));
            assertThat(matrix.evidence(index -> true).outOfRange()).isEqualTo(12);
            assertThat(matrix.intersection(2)).isEqualTo(2);
        }
    }

    static Stream<Tally<SegmentationSample, ?>> tallies() {
        return Stream.of(LENIENT)
                .flatMap(policy -> {
                    LabelRule rule =
                            LabelRule.multiclass(4).ignoreLabels(1, 9).labelPolicy(policy).build();
                    return Stream.of(
                            ConfusionTally.of(rule), OverlapTally.of(rule), ImageIoU.tally(rule));
                });
    }

    @ParameterizedTest
    @MethodSource("tallies")
    @DisplayName("Any split into batches, saved and read again, in any order: the same bits")
    <A extends MetricState<A>> void splits(Tally<SegmentationSample, A> tally) {
        Random random = Seed.random("splits", tally.fingerprint());
        List<SegmentationSample> samples = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            int size = random.nextInt(300);
            samples.add(
                    new SegmentationSample(
                            LabelMap.int64(
                                    Texture.NOISE.labels(random, size, 0, 1, 2, 3, -1, 1L << 40)),
                            LabelMap.int64(
                                    Texture.RUNS.labels(random, size, 0, 1, 2, 3, 9, -2, 4))));
        }
        A whole = tally.newState();
        samples.forEach(sample -> tally.accumulate(whole, sample));
        for (int round = 0; round < 20; round++) {
            List<A> parts = new ArrayList<>();
            int at = 0;
            while (at < samples.size()) {
                A part = tally.newState();
                int end = Math.min(samples.size(), at + 1 + random.nextInt(12));
                for (; at < end; at++) {
                    tally.accumulate(part, samples.get(at));
                }
                parts.add(tally.read(tally.write(part)));
            }
            A merged = tally.newState();
            while (!parts.isEmpty()) {
                merged.mergeFrom(parts.remove(random.nextInt(parts.size())));
            }
            assertThat(merged).as(Seed.replay()).isEqualTo(whole).hasSameHashCodeAs(whole);
            assertThat(tally.write(merged)).isEqualTo(tally.write(whole));
        }
    }

    @ParameterizedTest
    @EnumSource(value = LabelPolicy.class, names = "REJECT", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("0 and 1 know no other policy than REJECT, and the message says what to do")
    void otherTasks(LabelPolicy policy) {
        assertThatThrownBy(() -> LabelRule.binary().labelPolicy(policy).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "option labelPolicy is %s, expected REJECT for task BINARY; labelMapping"
                                + " turns other labels into 0 and 1",
                        policy);
        assertThatThrownBy(() -> LabelRule.multilabel(3).labelPolicy(policy).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("labelPolicy is " + policy)
                .hasMessageContaining("MULTILABEL");
        assertThat(LabelRule.binary().labelPolicy(LabelPolicy.REJECT).build())
                .isEqualTo(LabelRule.binary().build());
    }
}
