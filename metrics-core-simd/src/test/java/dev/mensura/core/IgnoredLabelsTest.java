package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.core.input.LabelType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Which elements vanish, and what may stand there.
class IgnoredLabelsTest {
    private static final int CLASSES = 6;

    static Stream<Set<Long>> ignoreSets() {
        return Stream.of(
                Set.of(),
                Set.of(255L),
                Set.of(-1L),
                Set.of(3L),
                Set.of(0L, 5L),
                Set.of(0L, 255L, -1L),
                Set.of(0L, 1L, 2L, 3L, 4L, 5L),
                Set.of(Long.MIN_VALUE, Long.MAX_VALUE),
                Set.of(-128L, 127L, 32_767L, 65_535L, (long) Integer.MAX_VALUE));
    }

    @ParameterizedTest(name = "ignoring {0}")
    @MethodSource("ignoreSets")
    @DisplayName("Every ignore set on every type")
    void everySet(Set<Long> ignored) {
        for (LabelType type : LabelType.values()) {
            for (Texture texture : Texture.values()) {
                for (int size : new int[] {1, 65, 4097, 9000}) {
                    Random random = Seed.random(ignored.size(), type, texture, size);
                    long[] palette = palette(type, ignored);
                    long[] t = texture.labels(random, size, palette);
                    long[] p = texture.labels(random, size, Texture.classes(CLASSES));
                    LabelCase.of(CLASSES)
                            .ignoring(ignored)
                            .named(type + " " + texture + " size " + size)
                            .check(type, p, t);
                }
            }
        }
    }

    /// Returns the classes and those ignored labels that the type can hold.
    private static long[] palette(LabelType type, Set<Long> ignored) {
        int bits = type.bytes() * Byte.SIZE;
        long lowest = type.isSigned() ? -1L << (bits - 1) : 0;
        long highest = type.isSigned() ? ~lowest : (1L << bits) - 1;
        return LongStream.concat(
                        LongStream.range(0, CLASSES),
                        ignored.stream()
                                .mapToLong(label -> label)
                                .filter(label -> lowest <= label && label <= highest))
                .toArray();
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("Ignored elements at both ends, and nothing else")
    void bothEnds(LabelType type) {
        for (int size : new int[] {2, 64, 65, 8192, 8193, 20_000}) {
            long[] p = new long[size];
            long[] t = new long[size];
            Arrays.fill(p, 1);
            Arrays.fill(t, 1);
            t[0] = 100;
            t[size - 1] = 100;
            NaiveLabels.Outcome counted =
                    LabelCase.of(3).ignoring(100L).named("ends " + type).check(type, p, t);
            assertThat(counted.ignored()).isEqualTo(2);
            Arrays.fill(t, 100);
            assertThat(LabelCase.of(3).ignoring(100L).check(type, p, t).elements()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("Anything may be predicted where the target is ignored")
    void badPredictionUnderIgnoredTarget(LabelType type) {
        Random random = Seed.random("under", type.name());
        long bad = type.isSigned() ? -7 : 250;
        for (Texture texture : Texture.values()) {
            for (int size : new int[] {1, 64, 4099, 20_000}) {
                long[] t = texture.labels(random, size, 0, 1, 2, 99);
                long[] p = texture.labels(random, size, 0, 1, 2);
                for (int at = 0; at < size; at++) {
                    p[at] = t[at] == 99 ? bad : p[at];
                }
                NaiveLabels.Outcome counted =
                        LabelCase.of(3).ignoring(99L).named("under " + type).check(type, p, t);
                assertThat(counted.isRejected()).isFalse();
            }
        }
    }

    @Test
    @DisplayName("-1 is no label of uint8: 255 stays a bad label")
    void minusOneOnUnsigned() {
        NaiveLabels.Outcome bytes =
                LabelCase.of(3)
                        .ignoring(-1L)
                        .check(LabelType.UINT8, new long[] {0, 1}, new long[] {0, 255});
        NaiveLabels.Outcome shorts =
                LabelCase.of(3)
                        .ignoring(-1L)
                        .check(LabelType.UINT16, new long[] {0, 1}, new long[] {0, 65_535});
        assertThat(bytes.rejectedAt()).isEqualTo(1);
        assertThat(shorts.rejectedAt()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("Mappings apply at once: swaps swap, chains stop, 255 becomes 1")
    void mappings(LabelType type) {
        Random random = Seed.random("mapping", type.name());
        long wide = type == LabelType.INT8 ? 127 : 255;
        for (int size : new int[] {1, 65, 8193}) {
            for (Texture texture : Texture.values()) {
                long[] p = texture.labels(random, size, 0, 1, 2);
                long[] t = texture.labels(random, size, 0, 1, 2);
                checkMapping(Map.of(0L, 1L, 1L, 2L, 2L, 0L), type, p, t);
                checkMapping(Map.of(0L, 1L, 1L, 0L), type, p, t);
                checkMapping(Map.of(0L, 1L, 1L, 2L), type, p, t);
                checkMapping(Map.of(2L, 99L), type, p, t);
                long[] high = texture.labels(random, size, 0, wide);
                checkMapping(Map.of(wide, 1L), type, p, high);
                checkMapping(Map.of(wide, 1L), type, high, t);
                checkMapping(Map.of(1L, 5_000_000_000L), type, p, t);
                checkMapping(Map.of(wide, Long.MIN_VALUE), type, p, high);
            }
        }
    }

    private static void checkMapping(Map<Long, Long> mapping, LabelType type, long[] p, long[] t) {
        LabelCase.of(3).mapping(mapping).named("mapped " + type).check(type, p, t);
        LabelCase.of(3).ignoring(2L).mapping(mapping).named("mapped " + type).check(type, p, t);
        LabelCase.of(3).ignoring(99L).mapping(mapping).named("mapped " + type).check(type, p, t);
    }

    @Test
    @DisplayName("The mapping comes before ignoring")
    void mappingBeforeIgnoring() {
        LabelCase rule = LabelCase.of(2).ignoring(255L).mapping(Map.of(0L, 255L, 255L, 1L));
        NaiveLabels.Outcome counted =
                rule.check(LabelType.UINT8, new long[] {255, 255, 1}, new long[] {0, 255, 1});
        assertThat(counted.ignored()).isEqualTo(1);
        assertThat(counted.matrix()).isDeepEqualTo(new long[][] {{0, 0}, {0, 2}});
    }

    @Test
    @DisplayName("Ignoring is not excluding (semantics, table B)")
    void ignoreIsNotExclude() {
        long[] t = {0, 0, 0, 1, 1, 2, 2, 2};
        long[] p = {0, 1, 1, 1, 1, 2, 0, 2};
        NaiveLabels.Outcome counted = LabelCase.of(3).ignoring(0L).check(LabelType.UINT8, p, t);
        assertThat(counted.matrix()).isDeepEqualTo(new long[][] {{0, 0, 0}, {0, 2, 0}, {1, 0, 2}});
    }
}
