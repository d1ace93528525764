package dev.mensura.core;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.foreign.Arena;
import java.util.Random;
import java.util.stream.Stream;

/// Every pair of label types in every pair of memory kinds, in one JVM.
class LabelTypePairsTest {
    private static final int CLASSES = 5;

    static Stream<Arguments> pairs() {
        return Stream.of(LabelType.values())
                .flatMap(p -> Stream.of(LabelType.values()).map(t -> Arguments.of(p, t)));
    }

    @ParameterizedTest(name = "{0} against {1}")
    @MethodSource("pairs")
    @DisplayName("Any two kinds of memory, contiguous, rank 1 to 3")
    void contiguous(LabelType predictionType, LabelType targetType) {
        for (long[] shape : new long[][] {{431}, {13, 17}, {3, 5, 29}, {0}, {4, 0}, {0, 3, 2}}) {
            eachStorage(predictionType, targetType, -1, shape);
        }
    }

    @ParameterizedTest(name = "{0} against {1}")
    @MethodSource("pairs")
    @DisplayName("Any two kinds of memory, rows apart, rank 1 to 3")
    void strided(LabelType predictionType, LabelType targetType) {
        for (long[] shape : new long[][] {{65}, {11, 9}, {2, 3, 7}, {1, 1, 6}, {5, 0}, {0, 5}}) {
            eachStorage(predictionType, targetType, 3, shape);
        }
    }

    private static void eachStorage(
            LabelType predictionType, LabelType targetType, int gap, long... shape) {
        Random random = Seed.random(predictionType.name(), targetType.name(), gap, shape.length);
        try (Arena arena = Arena.ofConfined()) {
            for (Storage predictionKept : Storage.values()) {
                for (Storage targetKept : Storage.values()) {
                    check(
                            predictionType,
                            predictionKept,
                            targetType,
                            targetKept,
                            gap,
                            random,
                            arena,
                            shape);
                }
            }
        }
    }

    private static void check(
            LabelType predictionType,
            Storage predictionKept,
            LabelType targetType,
            Storage targetKept,
            int gap,
            Random random,
            Arena arena,
            long... shape) {
        int size = 1;
        for (long length : shape) {
            size *= (int) length;
        }
        long ignored = targetType.isSigned() ? -1 : 255;
        if (targetType == LabelType.INT16 || targetType == LabelType.INT32) {
            ignored = 255;
        }
        long[] p = Texture.NOISE.labels(random, size, Texture.classes(CLASSES));
        long[] t = Texture.RUNS.labels(random, size, Texture.classesAnd(CLASSES, ignored));
        if (size > 0 && random.nextInt(4) == 0) {
            p[random.nextInt(size)] = predictionType.isSigned() ? -1 : 200;
        }
        if (size > 0 && random.nextInt(4) == 0) {
            t[random.nextInt(size)] = targetType.isSigned() ? -2 : 200;
        }
        LabelMap prediction = hold(predictionKept, predictionType, p, arena, gap, shape);
        LabelMap target = hold(targetKept, targetType, t, arena, gap * 2, shape);
        LabelCase.of(CLASSES)
                .ignoring(ignored)
                .shaped(shape)
                .named(prediction + " " + predictionKept + " / " + target + " " + targetKept)
                .check(prediction, p, target, t);
    }

    private static LabelMap hold(
            Storage kept, LabelType type, long[] labels, Arena arena, int gap, long... shape) {
        return gap < 0
                ? kept.hold(type, labels, arena, shape)
                : kept.holdStrided(type, labels, arena, shape[shape.length - 1] + gap, shape);
    }
}
