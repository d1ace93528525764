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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToLongFunction;

/// Matrices of 2 x 2 cells: one in BINARY, one per label in MULTILABEL.
class ConfusionPlanesTest {
    private static final int[] SIZES = {0, 1, 64, 65, 4097, 8193};

    private static ConfusionMatrix count(LabelRule rule, Prediction prediction, Target target) {
        SegmentationSample sample = new SegmentationSample(prediction, target);
        ConfusionTally tally = ConfusionTally.of(rule);
        ConfusionMatrix matrix = tally.newState();
        tally.accumulate(matrix, sample);
        OverlapTally overlap = OverlapTally.of(rule);
        OverlapState state = overlap.newState();
        overlap.accumulate(state, sample);
        for (int index = 0; index < rule.numClasses(); index++) {
            assertThat(counts(matrix, index)).containsExactly(counts(state, index));
        }
        assertThat(matrix.evidence(index -> true)).isEqualTo(state.evidence(index -> true));
        assertThat(overlap.derivedFrom(tally).orElseThrow().apply(matrix)).isEqualTo(state);
        assertThat(tally.read(tally.write(matrix)))
                .isEqualTo(matrix)
                .hasSameHashCodeAs(matrix)
                .hasToString(matrix.toString());
        return matrix;
    }

    private static long[] counts(ClassCounts counts, int index) {
        return new long[] {
            counts.intersection(index),
            counts.target(index),
            counts.prediction(index),
            counts.union(index),
            counts.elements(index),
            counts.trueNegatives(index)
        };
    }

    /// Checks one plane against loops over the elements `from` to `to - 1`.
    private static long checkPlane(
            ConfusionMatrix matrix,
            int plane,
            IntToLongFunction predicted,
            IntToLongFunction truth,
            int from,
            int to,
            String name) {
        long[][] cells = new long[2][2];
        long left = 0;
        for (int at = from; at < to; at++) {
            if (truth.applyAsLong(at) == 100) {
                left++;
            } else {
                cells[(int) truth.applyAsLong(at)][(int) predicted.applyAsLong(at)]++;
            }
        }
        String where = name + " plane " + plane + " " + Seed.replay();
        assertThat(matrix.toArray(plane)).as(where).isDeepEqualTo(cells);
        assertThat(matrix.get(plane, 0, 1)).as(where).isEqualTo(cells[0][1]);
        assertThat(matrix.get(plane, 1, 0)).as(where).isEqualTo(cells[1][0]);
        assertThat(counts(matrix, plane))
                .as(where)
                .containsExactly(
                        cells[1][1],
                        cells[1][0] + cells[1][1],
                        cells[0][1] + cells[1][1],
                        cells[0][1] + cells[1][0] + cells[1][1],
                        to - from - left,
                        cells[0][0]);
        return left;
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("BINARY: labels of every type in any memory against loops")
    void binary(LabelType type) {
        LabelRule rule = LabelRule.binary().ignoreLabels(100).build();
        try (Arena arena = Arena.ofConfined()) {
            for (Storage storage : Storage.values()) {
                for (int size : SIZES) {
                    Random random = Seed.random("binary planes", type, storage, size);
                    long[] p = Texture.RUNS.labels(random, size, 0, 1);
                    long[] t = Texture.NOISE.labels(random, size, 0, 1, 100);
                    ConfusionMatrix matrix =
                            count(
                                    rule,
                                    storage.hold(type, p, arena, size),
                                    Storage.ARRAY.hold(type, t, arena, size));
                    assertThat(matrix.numClasses()).isEqualTo(1);
                    assertThat(matrix.planes()).isEqualTo(1);
                    assertThat(matrix.size()).isEqualTo(2);
                    assertThat(matrix.toArray()).isDeepEqualTo(matrix.toArray(0));
                    assertThat(matrix.get(1, 1)).isEqualTo(matrix.intersection(0));
                    long left = checkPlane(matrix, 0, at -> p[at], at -> t[at], 0, size, type + "");
                    assertThat(matrix.evidence(index -> true).ignored()).isEqualTo(left);
                    assertThat(matrix.evidence(index -> true).elements()).isEqualTo(size - left);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("MULTILABEL: masks of every type in any memory against loops, label by label")
    void multilabel(LabelType type) {
        try (Arena arena = Arena.ofConfined()) {
            for (int labels : new int[] {1, 2, 5}) {
                LabelRule rule = LabelRule.multilabel(labels).ignoreLabels(100).build();
                for (int size : SIZES) {
                    Storage storage = Storage.values()[(labels + size) % Storage.values().length];
                    Random random = Seed.random("planes", type, labels, size);
                    long[] p = Texture.NOISE.labels(random, labels * size, 0, 1);
                    long[] t = Texture.RUNS.labels(random, labels * size, 0, 1, 100);
                    ConfusionMatrix matrix =
                            count(
                                    rule,
                                    MaskStack.of(
                                            LabelType.UINT8,
                                            Storage.ARRAY.segment(LabelType.UINT8, p, arena),
                                            labels,
                                            size),
                                    MaskStack.of(
                                            type, storage.segment(type, t, arena), labels, size));
                    assertThat(matrix.numClasses()).isEqualTo(labels);
                    assertThat(matrix.planes()).isEqualTo(labels);
                    long left = 0;
                    for (int label = 0; label < labels; label++) {
                        left +=
                                checkPlane(
                                        matrix,
                                        label,
                                        at -> p[at],
                                        at -> t[at],
                                        label * size,
                                        (label + 1) * size,
                                        type + " of " + labels);
                    }
                    assertThat(matrix.evidence(index -> true).ignored()).isEqualTo(left);
                    assertThat(matrix.evidence(index -> true).elements())
                            .isEqualTo((long) labels * size - left);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("Scores against labels and masks, NaN where the target is ignored")
    void scores(boolean doubles) {
        int labels = 3;
        int size = 9000;
        Random random = Seed.random("score planes", doubles);
        double[] logits = new double[labels * size];
        long[] t = Texture.NOISE.labels(random, labels * size, 0, 1, 100);
        Arrays.setAll(logits, at -> t[at] == 100 ? Double.NaN : random.nextInt(5) - 2);
        LabelRule rule = LabelRule.multilabel(labels).ignoreLabels(100).build();
        ConfusionMatrix matrix =
                count(
                        rule,
                        map(logits, doubles, Form.PER_LABEL, labels, size),
                        MaskStack.int64(t, labels, size));
        for (int label = 0; label < labels; label++) {
            checkPlane(
                    matrix,
                    label,
                    at -> logits[at] > 0 ? 1 : 0,
                    at -> t[at],
                    label * size,
                    (label + 1) * size,
                    "scores");
        }
        ConfusionMatrix one =
                count(
                        LabelRule.binary().ignoreLabels(100).build(),
                        map(Arrays.copyOf(logits, size), doubles, Form.BINARY, size),
                        LabelMap.int64(Arrays.copyOf(t, size)));
        checkPlane(one, 0, at -> logits[at] > 0 ? 1 : 0, at -> t[at], 0, size, "binary scores");
    }

    private static ScoreMap map(double[] scores, boolean doubles, Form form, int... shape) {
        if (doubles) {
            return ScoreMap.float64(scores, form, Kind.LOGITS, shape);
        }
        float[] floats = new float[scores.length];
        for (int at = 0; at < floats.length; at++) {
            floats[at] = (float) scores[at];
        }
        return ScoreMap.float32(floats, form, Kind.LOGITS, shape);
    }

    @Test
    @DisplayName("A rejected label leaves nothing of any label behind")
    void rejected() {
        ConfusionTally tally = ConfusionTally.of(LabelRule.multilabel(2).build());
        ConfusionMatrix matrix = tally.newState();
        MaskStack good = MaskStack.uint8(new byte[] {0, 1, 1, 1}, 2, 2);
        MaskStack bad = MaskStack.uint8(new byte[] {0, 1, 1, 2}, 2, 2);
        tally.accumulate(matrix, new SegmentationSample(good, good));
        ConfusionMatrix before = matrix.copy();
        assertThatThrownBy(() -> tally.accumulate(matrix, new SegmentationSample(good, bad)))
                .isInstanceOf(LabelRejectedException.class)
                .hasMessage("target of label 1 has label 2 at [1], expected 0..1");
        assertThatThrownBy(() -> tally.accumulate(matrix, new SegmentationSample(bad, good)))
                .hasMessage("prediction of label 1 has label 2 at [1], expected 0..1");
        assertThat(matrix).isEqualTo(before);
        tally.accumulate(matrix, new SegmentationSample(good, good));
        assertThat(matrix).isEqualTo(before.plus(before));
    }

    @Test
    @DisplayName("Cells of several planes are named by label, and every index is checked")
    void access() {
        ConfusionMatrix planes = ConfusionTally.of(LabelRule.multilabel(3).build()).newState();
        assertThatThrownBy(() -> planes.get(0, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("matrix has 3 planes, expected one; name the label");
        assertThatThrownBy(planes::toArray).isInstanceOf(IllegalStateException.class);
        ConfusionMatrix classes = ConfusionTally.of(LabelRule.multiclass(3).build()).newState();
        ConfusionMatrix binary = ConfusionTally.of(LabelRule.binary().build()).newState();
        for (ConfusionMatrix matrix : new ConfusionMatrix[] {planes, classes, binary}) {
            int size = matrix.size();
            int last = matrix.planes();
            for (int[] wrong :
                    new int[][] {
                        {-1, 0, 0}, {last, 0, 0}, {0, -1, 0}, {0, size, 0}, {0, 0, -1}, {0, 0, size}
                    }) {
                assertThatThrownBy(() -> matrix.get(wrong[0], wrong[1], wrong[2]))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
            for (int wrong : new int[] {-1, last}) {
                assertThatThrownBy(() -> matrix.toArray(wrong))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
            for (int wrong : new int[] {-1, matrix.numClasses()}) {
                assertThatThrownBy(() -> matrix.intersection(wrong))
                        .isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> matrix.target(wrong))
                        .isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> matrix.prediction(wrong))
                        .isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> matrix.elements(wrong))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
            assertThat(matrix.outsidePredictions(0) + matrix.outsideTargets(0)).isZero();
            assertThatThrownBy(() -> matrix.outsidePredictions(size))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            matrix.toArray(0)[0][0] = 5;
            assertThat(matrix.get(0, 0, 0)).isZero();
        }
    }

    @Test
    @DisplayName("The text names the labels; matrices of other forms are named in words")
    void words() {
        ConfusionMatrix two =
                count(
                        LabelRule.multilabel(2).build(),
                        MaskStack.uint8(new byte[] {0, 1, 1, 1}, 2, 2),
                        MaskStack.uint8(new byte[] {1, 1, 0, 0}, 2, 2));
        assertThat(two)
                .hasToString(
                        "ConfusionMatrix[samples=1, label 0 [target][prediction]=[[0, 0], [1, 1]],"
                                + " label 1 [target][prediction]=[[0, 2], [0, 0]]]");
        ConfusionMatrix one = ConfusionTally.of(LabelRule.binary().build()).newState();
        ConfusionMatrix classes = ConfusionTally.of(LabelRule.multiclass(2).build()).newState();
        ConfusionMatrix errors =
                ConfusionTally.of(
                                LabelRule.multiclass(2)
                                        .labelPolicy(LabelPolicy.COUNT_AS_ERROR)
                                        .build())
                        .newState();
        assertThatThrownBy(() -> two.mergeFrom(one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("other has 1 label of 2 x 2 cells, expected 2 labels of 2 x 2 cells");
        assertThatThrownBy(() -> classes.mergeFrom(one))
                .hasMessage("other has 1 label of 2 x 2 cells, expected 2 classes");
        assertThatThrownBy(() -> classes.mergeFrom(errors))
                .hasMessage(
                        "other has 2 classes and counts of labels outside the range, expected 2"
                                + " classes");
        ConfusionTally single = ConfusionTally.of(LabelRule.multiclass(1).build());
        LabelMap map = LabelMap.uint8(new byte[1]);
        assertThatThrownBy(() -> single.accumulate(errors, new SegmentationSample(map, map)))
                .hasMessage(
                        "state has 2 classes and counts of labels outside the range, expected 1"
                                + " class");
        assertThat(one).isNotEqualTo(classes);
    }

    @Test
    @DisplayName("Thousands of labels, each in its own plane")
    void manyLabels() {
        int labels = 3000;
        byte[] p = new byte[labels * 2];
        byte[] t = new byte[labels * 2];
        Random random = Seed.random("many labels");
        for (int at = 0; at < p.length; at++) {
            p[at] = (byte) random.nextInt(2);
            t[at] = (byte) random.nextInt(2);
        }
        ConfusionMatrix matrix =
                count(
                        LabelRule.multilabel(labels).build(),
                        MaskStack.uint8(p, labels, 2),
                        MaskStack.uint8(t, labels, 2));
        for (int label = 0; label < labels; label++) {
            checkPlane(matrix, label, at -> p[at], at -> t[at], 2 * label, 2 * label + 2, "many");
        }
    }
}
