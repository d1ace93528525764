package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.Arena;
import java.util.Random;
import java.util.TreeSet;

/// Where a bad label is found, what is said, and that nothing of the sample is counted.
class RejectedLabelsTest {
    private static final int SIZE = 20_000;
    private static final int[] EDGES = {
        0, 1, 31, 32, 63, 64, 65, 127, 128, 255, 256, 4095, 4096, 4097, 8191, 8192, 8193, 16_383,
        16_384, 19_999
    };

    private static long bad(LabelType type, int numClasses) {
        return type.isSigned() ? -1 : Math.min(numClasses, 255);
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("One bad label at every edge, in the target or the prediction")
    void oneBadLabel(LabelType type) {
        for (Texture texture : Texture.values()) {
            for (int numClasses : new int[] {1, 2, 4, 19, 100}) {
                Random random = Seed.random("bad", type.name(), texture.name(), numClasses);
                long[] good = texture.labels(random, SIZE, Texture.classes(numClasses));
                for (int edge : EDGES) {
                    long[] wrong = good.clone();
                    wrong[edge] = bad(type, numClasses);
                    String name = type + " " + texture + " bad at " + edge;
                    LabelCase rule = LabelCase.of(numClasses).ignoring(77_777L).named(name);
                    assertThat(rule.check(type, wrong, good).rejectedAt()).isEqualTo(edge);
                    assertThat(rule.check(type, good, wrong).rejectedAt()).isEqualTo(edge);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("The first label above the range is rejected, the last within is not")
    void boundsAreTight(LabelType type) {
        for (int numClasses : new int[] {1, 2, 3, 4, 5, 19, 127}) {
            long[] last = {numClasses - 1L};
            long[] above = {numClasses};
            LabelCase rule = LabelCase.of(numClasses).named("bounds " + type);
            assertThat(rule.check(type, last, last).isRejected()).isFalse();
            assertThat(rule.check(type, above, last).rejectedAt()).isZero();
            assertThat(rule.check(type, last, above).rejectedAt()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4_294_967_296L, 4_294_967_297L, -4_294_967_296L, 1L << 63, 256, 65_536})
    @DisplayName("An int64 label does not lose its high bits")
    void highBits(long label) {
        for (int at : new int[] {0, 63, 64, 5000}) {
            long[] good = new long[5001];
            long[] wrong = new long[5001];
            wrong[at] = label;
            LabelCase rule = LabelCase.of(3).ignoring(-1L).named("high bits");
            assertThat(rule.check(LabelType.INT64, wrong, good).rejectedAt()).isEqualTo(at);
            assertThat(rule.check(LabelType.INT64, good, wrong).rejectedAt()).isEqualTo(at);
        }
    }

    @Test
    @DisplayName("An int32 label does not lose its high bits")
    void highBitsOfInts() {
        for (long label : new long[] {256, 65_536, 1 << 24, Integer.MIN_VALUE, -256}) {
            long[] good = new long[100];
            long[] wrong = new long[100];
            wrong[99] = label;
            LabelCase rule = LabelCase.of(3).named("high bits");
            assertThat(rule.check(LabelType.INT32, wrong, good).rejectedAt()).isEqualTo(99);
            assertThat(rule.check(LabelType.INT32, good, wrong).rejectedAt()).isEqualTo(99);
        }
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("Of several bad labels the lowest wins, the target first at one position")
    void lowestWins(LabelType type) {
        for (int round = 0; round < 60; round++) {
            Random random = Seed.random("several", type.name(), round);
            Texture texture = Texture.values()[round % Texture.values().length];
            int size = 1 + random.nextInt(SIZE);
            long[] p = texture.labels(random, size, 0, 1, 2);
            long[] t = texture.labels(random, size, 0, 1, 2, 99);
            TreeSet<Integer> places = new TreeSet<>();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                places.add(random.nextInt(size));
            }
            for (int at : places) {
                int which = random.nextInt(3);
                p[at] = which == 0 ? p[at] : bad(type, 100);
                t[at] = which == 1 ? t[at] : bad(type, 98);
            }
            LabelCase.of(3).ignoring(99L).named(type + " round " + round).check(type, p, t);
        }
    }

    @ParameterizedTest
    @EnumSource(Storage.class)
    @DisplayName("Position and coordinates in volumes whose rows are apart")
    void coordinates(Storage storage) {
        long[] shape = {3, 4, 5};
        try (Arena arena = Arena.ofConfined()) {
            for (LabelType type : LabelType.values()) {
                for (int at = 0; at < 60; at++) {
                    long[] good = new long[60];
                    long[] wrong = new long[60];
                    wrong[at] = bad(type, 2);
                    LabelMap target = storage.holdStrided(type, good, arena, 8, shape);
                    LabelMap prediction = storage.holdStrided(type, wrong, arena, 7, shape);
                    LabelCase rule =
                            LabelCase.of(2).shaped(shape).named(type + " " + storage + " " + at);
                    assertThat(rule.check(prediction, wrong, target, good).rejectedAt())
                            .isEqualTo(at);
                    assertThat(rule.check(target, good, prediction, wrong).rejectedAt())
                            .isEqualTo(at);
                }
            }
        }
    }

    @Test
    @DisplayName("Without a table of pairs the rules are the same")
    void manyClasses() {
        for (int edge : EDGES) {
            long[] good = new long[SIZE];
            long[] wrong = new long[SIZE];
            wrong[edge] = 1001;
            LabelCase rule = LabelCase.of(1001).ignoring(70_000L).named("many " + edge);
            assertThat(rule.check(LabelType.UINT16, wrong, good).rejectedAt()).isEqualTo(edge);
            assertThat(rule.check(LabelType.INT32, good, wrong).rejectedAt()).isEqualTo(edge);
        }
    }
}
