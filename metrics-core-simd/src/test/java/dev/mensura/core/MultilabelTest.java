package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Random;

/// MULTILABEL: one mask or plane of scores per label; one element is a label at a pixel.
class MultilabelTest {
    private static final int LABELS = 3;

    private static OverlapState count(LabelRule rule, Prediction prediction, Target target) {
        OverlapTally tally = OverlapTally.of(rule);
        OverlapState state = tally.newState();
        tally.accumulate(state, new SegmentationSample(prediction, target));
        return state;
    }

    private static LabelRule.Builder rule() {
        return LabelRule.multilabel(LABELS);
    }

    private static MaskStack stack(LabelType type, Storage storage, long[] masks, Arena arena) {
        return MaskStack.of(
                type, storage.segment(type, masks, arena), LABELS, masks.length / LABELS);
    }

    private static void check(OverlapState state, long[] p, long[] t, long ignored, String name) {
        int size = t.length / LABELS;
        long allLeft = 0;
        long allCounted = 0;
        for (int label = 0; label < LABELS; label++) {
            long i = 0;
            long tt = 0;
            long pp = 0;
            long counted = 0;
            for (int at = label * size; at < (label + 1) * size; at++) {
                if (t[at] == ignored) {
                    allLeft++;
                } else {
                    counted++;
                    i += t[at] & p[at];
                    tt += t[at];
                    pp += p[at];
                }
            }
            allCounted += counted;
            assertThat(
                            new long[] {
                                state.intersection(label),
                                state.target(label),
                                state.prediction(label),
                                state.elements(label)
                            })
                    .as("label %d of %s %s", label, name, Seed.replay())
                    .containsExactly(i, tt, pp, counted);
        }
        assertThat(state.evidence(index -> true).ignored()).isEqualTo(allLeft);
        assertThat(state.evidence(index -> true).elements()).isEqualTo(allCounted);
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("Masks of any type in any memory against plain loops")
    void masks(LabelType type) {
        try (Arena arena = Arena.ofConfined()) {
            for (Storage storage : Storage.values()) {
                for (int size : new int[] {0, 1, 65, 8193}) {
                    Random random = Seed.random("multilabel", type, storage, size);
                    long[] p = Texture.RUNS.labels(random, size * LABELS, 0, 1);
                    long[] t = Texture.NOISE.labels(random, size * LABELS, 0, 1, 100);
                    OverlapState state =
                            count(
                                    rule().ignoreLabels(100).build(),
                                    stack(type, storage, p, arena),
                                    stack(type, Storage.ARRAY, t, arena));
                    check(state, p, t, 100, type + " " + storage + " " + size);
                    OverlapState mixed =
                            count(
                                    rule().ignoreLabels(100).build(),
                                    stack(LabelType.UINT8, Storage.ARRAY, p, arena),
                                    stack(type, storage, t, arena));
                    assertThat(mixed).isEqualTo(state);
                }
            }
        }
    }

    @Test
    @DisplayName("Ignoring is by target value and by element, never by label index")
    void ignoreByValue() {
        MaskStack target = MaskStack.uint8(new byte[] {0, 1, 1, 0, 0, 1}, LABELS, 2);
        MaskStack prediction = MaskStack.uint8(new byte[] {1, 1, 9, 1, 1, 0}, LABELS, 2);
        OverlapState zero = count(rule().ignoreLabels(0).build(), target, target);
        assertThat(zero.elements(0)).isEqualTo(1);
        assertThat(zero.elements(1)).isEqualTo(1);
        assertThat(zero.target(0)).isEqualTo(1);
        OverlapState one = count(rule().ignoreLabels(1).build(), prediction, target);
        assertThat(one.elements(1)).isEqualTo(1);
        assertThat(one.prediction(1)).isEqualTo(1);
        assertThat(rule().ignoreLabels(0, 1).build().isScored(1)).isTrue();
    }

    @Test
    @DisplayName("All elements ignored: an empty sample")
    void allIgnored() {
        MaskStack target = MaskStack.int32(new int[] {-1, -1, -1}, LABELS, 1);
        OverlapState state = count(rule().ignoreLabels(-1).build(), target, target);
        assertThat(state.evidence(index -> true).emptySamples()).isEqualTo(1);
        assertThat(state.evidence(index -> true).ignored()).isEqualTo(3);
    }

    @Test
    @DisplayName("A mapping makes 255 a 1")
    void mapping() {
        MaskStack masks = MaskStack.uint8(new byte[] {0, -1, -1, 0, 0, 0}, LABELS, 2);
        OverlapState state = count(rule().mapLabel(255, 1).build(), masks, masks);
        check(state, new long[] {0, 1, 1, 0, 0, 0}, new long[] {0, 1, 1, 0, 0, 0}, 9, "mapped");
    }

    @Test
    @DisplayName("One plane of scores per label, over several blocks")
    void scores() {
        Random random = Seed.random("per label");
        int size = 9000;
        float[] floats = new float[LABELS * size];
        double[] doubles = new double[LABELS * size];
        long[] p = new long[LABELS * size];
        long[] t = Texture.RUNS.labels(random, LABELS * size, 0, 1, 100);
        for (int at = 0; at < p.length; at++) {
            float logit = random.nextInt(8) - 4;
            p[at] = logit > 0 ? 1 : 0;
            floats[at] = t[at] == 100 ? Float.NaN : logit;
            doubles[at] = t[at] == 100 ? Double.NaN : logit;
        }
        LabelRule rule = rule().ignoreLabels(100).build();
        MaskStack target = MaskStack.int64(t, LABELS, 90, 100);
        ScoreMap single = ScoreMap.float32(floats, Form.PER_LABEL, Kind.LOGITS, LABELS, 90, 100);
        ScoreMap twice = ScoreMap.float64(doubles, Form.PER_LABEL, Kind.LOGITS, LABELS, 90, 100);
        check(count(rule, single, target), p, t, 100, "float32");
        check(count(rule, twice, target), p, t, 100, "float64");
    }

    @Test
    @DisplayName("A bad element is named with its label; the state stays as it was")
    void rejected() {
        OverlapTally tally = OverlapTally.of(rule().build());
        OverlapState state = tally.newState();
        MaskStack good = MaskStack.uint8(new byte[] {0, 1, 1, 0, 1, 1}, LABELS, 1, 2);
        tally.accumulate(state, new SegmentationSample(good, good));
        OverlapState before = state.copy();
        MaskStack bad = MaskStack.uint8(new byte[] {0, 1, 1, 2, 1, 1}, LABELS, 1, 2);
        assertThatThrownBy(() -> tally.accumulate(state, new SegmentationSample(good, bad)))
                .isInstanceOf(LabelRejectedException.class)
                .hasMessage("target of label 1 has label 2 at [0, 1], expected 0..1");
        assertThatThrownBy(() -> tally.accumulate(state, new SegmentationSample(bad, good)))
                .isInstanceOf(LabelRejectedException.class)
                .hasMessage("prediction of label 1 has label 2 at [0, 1], expected 0..1");
        float[] scores = new float[6];
        scores[5] = Float.NaN;
        ScoreMap nan = ScoreMap.float32(scores, Form.PER_LABEL, Kind.LOGITS, LABELS, 1, 2);
        assertThatThrownBy(() -> tally.accumulate(state, new SegmentationSample(nan, good)))
                .isInstanceOf(LabelRejectedException.class)
                .hasMessage("prediction has score NaN at [0, 1] of label 2, expected a number");
        assertThat(state).isEqualTo(before);
        tally.accumulate(state, new SegmentationSample(good, good));
        assertThat(state).isEqualTo(before.plus(before));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @DisplayName("A wrong number of labels names both numbers")
    void wrongNumber(int labels) {
        MaskStack right = MaskStack.uint8(new byte[LABELS], LABELS, 1);
        MaskStack wrong = MaskStack.uint8(new byte[labels], labels, 1);
        ScoreMap scores =
                ScoreMap.float32(new float[labels], Form.PER_LABEL, Kind.LOGITS, labels, 1);
        for (Prediction prediction : new Prediction[] {wrong, scores}) {
            assertThatThrownBy(() -> count(rule().build(), prediction, right))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("prediction has " + labels)
                    .hasMessageContaining("expected 3");
        }
        assertThatThrownBy(() -> count(rule().build(), right, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("target has " + labels)
                .hasMessageContaining("expected 3");
    }
}
