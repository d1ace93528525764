package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.core.input.Target;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

/// Labels outside the range that are let pass where scores or masks are on the other side.
class PolicyFormsTest {
    private static final int CLASSES = 4;
    private static final int[] SIZES = {0, 1, 65, 8191, 8193};

    private static final LabelPolicy[] LENIENT = {
        LabelPolicy.IGNORE_PIXEL, LabelPolicy.COUNT_AS_ERROR
    };

    static LabelPolicy[] lenient() {
        return LENIENT.clone();
    }

    static Stream<Arguments> layouts() {
        return Stream.of(ArgmaxTest.Layout.values())
                .flatMap(layout -> Stream.of(LENIENT).map(policy -> Arguments.of(layout, policy)));
    }

    /// Returns scores whose winner is `labels`; `NaN` where the target is ignored.
    private static double[][] scores(
            Random random, int numClasses, long[] labels, long[] target, long ignored) {
        double[][] scores = new double[numClasses][labels.length];
        for (int at = 0; at < labels.length; at++) {
            for (int c = 0; c < numClasses; c++) {
                scores[c][at] = target[at] == ignored ? Double.NaN : random.nextInt(5);
            }
            scores[(int) labels[at]][at] += 5;
        }
        return scores;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("layouts")
    @DisplayName("Scores against labels, with and without a table of pairs")
    void scoresAgainstLabels(ArgmaxTest.Layout layout, LabelPolicy policy) {
        for (int numClasses : new int[] {1, CLASSES, 256, 257}) {
            for (int size : numClasses > CLASSES ? new int[] {1, 700} : SIZES) {
                Random random = Seed.random("scores", layout, policy, numClasses, size);
                long[] p = Texture.NOISE.labels(random, size, Texture.classes(numClasses));
                long[] t =
                        Texture.NOISE.labels(
                                random,
                                size,
                                Texture.classesAnd(numClasses, 1000, -1, numClasses, 1L << 40));
                if (size == 0) {
                    continue; // the layouts draw at least one pixel
                }
                for (int at = 0; at < size; at++) {
                    t[at] = random.nextInt(4) == 0 ? 1000 - random.nextInt(3) : t[at];
                }
                LabelCase.of(numClasses)
                        .policy(policy)
                        .ignoring(1000L)
                        .named(layout + " " + numClasses + " size " + size)
                        .check(
                                layout.of(scores(random, numClasses, p, t, 1000)),
                                p,
                                LabelMap.int64(t),
                                t);
            }
        }
    }

    private static MaskStack oneHot(LabelType type, Arena arena, int numClasses, long... labels) {
        long[] masks = new long[numClasses * labels.length];
        for (int at = 0; at < labels.length; at++) {
            masks[(int) labels[at] * labels.length + at] = 1;
        }
        return MaskStack.of(
                type, Storage.NATIVE.segment(type, masks, arena), numClasses, labels.length);
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("One-hot masks on one side, labels on the other")
    void oneHotAgainstLabels(LabelType type) {
        try (Arena arena = Arena.ofConfined()) {
            for (LabelPolicy policy : LENIENT) {
                for (int numClasses : new int[] {1, CLASSES, 257}) {
                    for (int size : numClasses == 257 ? new int[] {1, 300} : SIZES) {
                        Random random = Seed.random("hot", type, policy, numClasses, size);
                        long[] hot = Texture.RUNS.labels(random, size, Texture.classes(numClasses));
                        long[] labels =
                                Texture.NOISE.labels(
                                        random,
                                        size,
                                        Texture.classesAnd(numClasses, -1, numClasses, 1L << 33));
                        for (int at = 0; at < size; at++) {
                            labels[at] = random.nextInt(3) == 0 ? 999 : labels[at];
                        }
                        MaskStack masks = oneHot(type, arena, numClasses, hot);
                        LabelMap map = LabelMap.int64(labels);
                        LabelCase rule =
                                LabelCase.of(numClasses)
                                        .policy(policy)
                                        .ignoring(0L, 999L)
                                        .named(type + " " + numClasses + " size " + size);
                        rule.check(masks, hot, map, labels);
                        rule.check(map, labels, masks, hot);
                    }
                }
            }
        }
    }

    /// What independent masks count: plain loops over `[class][element]`.
    private static final class Loops {
        private final long[] intersection = new long[CLASSES];
        private final long[] target = new long[CLASSES];
        private final long[] prediction = new long[CLASSES];
        private long elements;
        private long ignored;
        private long outOfRange;

        void add(
                LabelPolicy policy,
                int[][] p,
                int[][] t,
                boolean[] ignore,
                boolean[] badPrediction,
                boolean[] badTarget) {
            for (int at = 0; at < ignore.length; at++) {
                if (ignore[at]) {
                    ignored++;
                    continue;
                }
                int bad = (badPrediction[at] ? 1 : 0) + (badTarget[at] ? 1 : 0);
                outOfRange += bad;
                if (bad == 2 || (bad == 1 && policy == LabelPolicy.IGNORE_PIXEL)) {
                    continue;
                }
                elements++;
                for (int c = 0; c < CLASSES; c++) {
                    intersection[c] += p[c][at] * t[c][at];
                    target[c] += t[c][at];
                    prediction[c] += p[c][at];
                }
            }
        }

        void check(OverlapState state, String name) {
            for (int c = 0; c < CLASSES; c++) {
                assertThat(
                                new long[] {
                                    state.intersection(c),
                                    state.target(c),
                                    state.prediction(c),
                                    state.elements(c)
                                })
                        .as("class %d of %s %s", c, name, Seed.replay())
                        .containsExactly(intersection[c], target[c], prediction[c], elements);
            }
            assertThat(
                            new long[] {
                                state.evidence(index -> true).elements(),
                                state.evidence(index -> true).ignored(),
                                state.evidence(index -> true).outOfRange()
                            })
                    .as("elements, ignored, out of range of %s %s", name, Seed.replay())
                    .containsExactly(elements, ignored, outOfRange);
        }
    }

    private static int[][] masks(Random random, int size) {
        int[][] masks = new int[CLASSES][size];
        for (int[] mask : masks) {
            Arrays.setAll(mask, at -> random.nextInt(3) == 0 ? 1 : 0);
        }
        return masks;
    }

    private static MaskStack stack(int[][] masks) {
        int size = masks[0].length;
        int[] flat = new int[CLASSES * size];
        for (int c = 0; c < CLASSES; c++) {
            System.arraycopy(masks[c], 0, flat, c * size, size);
        }
        return MaskStack.int32(flat, CLASSES, size);
    }

    private static OverlapState count(LabelRule rule, Prediction prediction, Target target) {
        OverlapTally tally = OverlapTally.of(rule);
        OverlapState state = tally.newState();
        tally.accumulate(state, new SegmentationSample(prediction, target));
        assertThat(tally.read(tally.write(state))).isEqualTo(state);
        return state;
    }

    @ParameterizedTest
    @MethodSource("lenient")
    @DisplayName("Masks that overlap or leave gaps against labels, on either side")
    void independentMasksAgainstLabels(LabelPolicy policy) {
        LabelRule rule =
                LabelRule.multiclass(CLASSES).ignoreLabels(2, 99).labelPolicy(policy).build();
        for (int size : SIZES) {
            Random random = Seed.random("independent", policy, size);
            int[][] free = masks(random, size);
            int[][] hot = new int[CLASSES][size];
            long[] labels = Texture.NOISE.labels(random, size, 0, 1, 2, 3, -1, 4, 77, 99);
            boolean[] ignoredLabel = new boolean[size];
            boolean[] ignoredMask = new boolean[size];
            boolean[] bad = new boolean[size];
            boolean[] none = new boolean[size];
            for (int at = 0; at < size; at++) {
                ignoredLabel[at] = labels[at] == 2 || labels[at] == 99;
                ignoredMask[at] = free[2][at] == 1;
                bad[at] = labels[at] < 0 || labels[at] >= CLASSES;
                if (!bad[at]) {
                    hot[(int) labels[at]][at] = 1;
                }
            }
            LabelMap map = LabelMap.int64(labels);
            Loops target = new Loops();
            target.add(policy, free, hot, ignoredLabel, none, bad);
            target.check(count(rule, stack(free), map), policy + " target " + size);
            Loops prediction = new Loops();
            prediction.add(policy, hot, free, ignoredMask, bad, none);
            prediction.check(count(rule, map, stack(free)), policy + " prediction " + size);
        }
    }

    @ParameterizedTest
    @MethodSource("lenient")
    @DisplayName("NaN is rejected where the target is not ignored, a bad target included")
    void nan(LabelPolicy policy) {
        for (int numClasses : new int[] {2, 300}) {
            LabelRule rule =
                    LabelRule.multiclass(numClasses).ignoreLabels(255).labelPolicy(policy).build();
            float[] scores = new float[numClasses * 3];
            scores[1] = Float.NaN;
            ScoreMap nan = ScoreMap.float32(scores, Form.CLASS_FIRST, Kind.LOGITS, numClasses, 3);
            LabelMap badThere = LabelMap.int32(new int[] {0, -1, 0});
            LabelMap ignoredThere = LabelMap.int32(new int[] {0, 255, -1});
            assertThatThrownBy(() -> count(rule, nan, badThere))
                    .isInstanceOf(LabelRejectedException.class)
                    .hasMessageStartingWith("prediction has score NaN at [1]");
            boolean errors = policy == LabelPolicy.COUNT_AS_ERROR;
            OverlapState state = count(rule, nan, ignoredThere);
            assertThat(state.prediction(0)).isEqualTo(errors ? 2 : 1);
            assertThat(state.evidence(index -> true).outOfRange()).isEqualTo(1);
            ConfusionTally matrices = ConfusionTally.of(rule);
            ConfusionMatrix matrix = matrices.newState();
            assertThatThrownBy(() ->
                            matrices.accumulate(matrix, new SegmentationSample(nan, badThere)))
                    .hasMessageStartingWith("prediction has score NaN at [1]");
            assertThat(matrix).isEqualTo(matrices.newState());
        }
        LabelRule first = LabelRule.multiclass(CLASSES).ignoreLabels(0).labelPolicy(policy).build();
        float[] scores = new float[CLASSES];
        scores[3] = Float.NaN;
        ScoreMap nan = ScoreMap.float32(scores, Form.CLASS_FIRST, Kind.LOGITS, CLASSES, 1);
        assertThatThrownBy(() -> count(first, nan, stack(new int[][] {{0}, {1}, {0}, {0}})))
                .hasMessageStartingWith("prediction has score NaN at [0]");
        assertThat(count(first, nan, stack(new int[][] {{1}, {0}, {0}, {0}})).samples())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("lenient")
    @DisplayName("A mask value other than 0 and 1 is no label: it is rejected under every policy")
    void badMaskValue(LabelPolicy policy) {
        LabelRule rule = LabelRule.multiclass(CLASSES).labelPolicy(policy).build();
        MaskStack bad = stack(new int[][] {{1, 0}, {0, 1}, {0, 0}, {0, 2}});
        LabelMap outside = LabelMap.uint8(new byte[] {0, 77});
        assertThatThrownBy(() -> count(rule, bad, outside))
                .isInstanceOf(LabelRejectedException.class)
                .hasMessage("prediction mask 3 has label 2 at [1], expected 0..1");
        assertThatThrownBy(() -> count(rule, outside, bad))
                .hasMessage("target mask 3 has label 2 at [1], expected 0..1");
        ConfusionTally matrices = ConfusionTally.of(rule);
        ConfusionMatrix matrix = matrices.newState();
        MaskStack twice = stack(new int[][] {{1, 0}, {0, 1}, {0, 0}, {0, 1}});
        for (MaskStack wrong : new MaskStack[] {bad, twice}) {
            assertThatThrownBy(() ->
                            matrices.accumulate(matrix, new SegmentationSample(wrong, outside)))
                    .isInstanceOf(LabelRejectedException.class)
                    .hasMessageStartingWith("prediction has mask values ");
            assertThatThrownBy(() ->
                            matrices.accumulate(matrix, new SegmentationSample(outside, wrong)))
                    .hasMessageStartingWith("target has mask values ");
        }
        assertThat(matrix).isEqualTo(matrices.newState());
    }
}
