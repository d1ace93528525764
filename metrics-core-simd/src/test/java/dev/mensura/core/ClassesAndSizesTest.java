package dev.mensura.core;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Numbers of classes and elements around the edges of blocks, vectors and tables.
class ClassesAndSizesTest {
    private static final int[] SIZES = {
        0, 1, 7, 63, 64, 65, 4095, 4096, 4097, 8191, 8192, 8193, 20_000
    };

    /// Returns the types that hold all labels below `numClasses`.
    private static List<LabelType> typesFor(int numClasses) {
        List<LabelType> types = new ArrayList<>();
        for (LabelType type : LabelType.values()) {
            int bits = type.bytes() * Byte.SIZE - (type.isSigned() ? 1 : 0);
            if (bits > 16 || numClasses <= 1 << bits) {
                types.add(type);
            }
        }
        return types;
    }

    @ParameterizedTest(name = "{0} classes")
    @ValueSource(ints = {1, 2, 3, 4, 19, 21, 128, 150, 255, 256})
    @DisplayName("Every size, type and texture, without and with ignored elements")
    void classes(int numClasses) {
        for (int size : SIZES) {
            for (LabelType type : typesFor(numClasses)) {
                for (Texture texture : Texture.values()) {
                    check(numClasses, size, type, texture);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} classes")
    @ValueSource(ints = {257, 1000})
    @DisplayName("Large tables")
    void largeTables(int numClasses) {
        for (int size : new int[] {0, 65, 4097, 20_000}) {
            for (LabelType type : typesFor(numClasses)) {
                check(numClasses, size, type, Texture.NOISE);
            }
        }
    }

    @ParameterizedTest(name = "{0} classes")
    @ValueSource(ints = {1001, 65_535, 65_536})
    @DisplayName("Counts per class without a table")
    void withoutTable(int numClasses) {
        for (int size : new int[] {0, 1, 8193, 20_000}) {
            for (LabelType type : typesFor(numClasses)) {
                check(numClasses, size, type, Texture.NOISE);
                check(numClasses, size, type, Texture.RUNS);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("One vector seen as images of every rank gives the same counts")
    void longRowsAndSlices(LabelType type) {
        Random random = Seed.random("rank", type.name());
        int size = 3 * 64 * 129;
        long[] p = Texture.RUNS.labels(random, size, Texture.classes(19));
        long[] t = Texture.RUNS.labels(random, size, Texture.classes(19));
        for (long[] shape :
                new long[][] {{size}, {192, 129}, {3, 64, 129}, {129, 192}, {size, 1}}) {
            LabelMap prediction = LabelMap.of(type, memory(type, p), shape);
            LabelMap target = LabelMap.of(type, memory(type, t), shape);
            LabelCase.of(19).shaped(shape).named(type + " ranks").check(prediction, p, target, t);
        }
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("Rows longer than a block, apart in one map and not in the other")
    void longRowsApart(LabelType type) {
        Random random = Seed.random("apart", type.name());
        long[] shape = {3, 8200};
        long[] p = Texture.RUNS.labels(random, 3 * 8200, Texture.classes(4));
        long[] t = Texture.RUNS.labels(random, 3 * 8200, Texture.classes(4));
        try (Arena arena = Arena.ofConfined()) {
            for (Storage storage : Storage.values()) {
                LabelMap apart = storage.holdStrided(type, p, arena, 8200 + 5, shape);
                LabelMap near = storage.hold(type, t, arena, shape);
                LabelCase checked = LabelCase.of(4).shaped(shape).named(type + " " + storage);
                checked.check(apart, p, near, t);
                checked.check(near, t, apart, p);
            }
        }
    }

    private static MemorySegment memory(LabelType type, long... labels) {
        return Storage.ARRAY.segment(type, labels, Arena.global());
    }

    private static void check(int numClasses, int size, LabelType type, Texture texture) {
        Random random = Seed.random(numClasses, size, type.name(), texture.name());
        long[] p = texture.labels(random, size, Texture.classes(numClasses));
        long[] t = texture.labels(random, size, Texture.classes(numClasses));
        for (int at = 0; at < size; at++) {
            t[at] = random.nextInt(3) > 0 ? p[at] : t[at];
        }
        String name = type + " " + texture + " size " + size;
        LabelCase.of(numClasses).named(name).check(type, p, t);
        long last = numClasses - 1L;
        LabelCase.of(numClasses).ignoring(last).named(name).check(type, p, t);
    }
}
