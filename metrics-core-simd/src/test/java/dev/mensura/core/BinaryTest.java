package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;

/// BINARY: one class, the foreground.
class BinaryTest {
    private static OverlapState count(LabelRule rule, Prediction prediction, LabelMap target) {
        OverlapTally tally = OverlapTally.of(rule);
        OverlapState state = tally.newState();
        tally.accumulate(state, new SegmentationSample(prediction, target));
        return state;
    }

    private static long[] counts(OverlapState state) {
        return new long[] {
            state.intersection(0),
            state.target(0),
            state.prediction(0),
            state.elements(0),
            state.evidence(index -> true).ignored()
        };
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("Labels of every type against plain loops")
    void labels(LabelType type) {
        for (Texture texture : Texture.values()) {
            for (int size : new int[] {0, 1, 64, 4097, 20_000}) {
                Random random = Seed.random("binary", type, texture, size);
                long[] p = texture.labels(random, size, 0, 1);
                long[] t = texture.labels(random, size, 0, 1, 100);
                long i = 0;
                long tt = 0;
                long pp = 0;
                long left = 0;
                for (int at = 0; at < size; at++) {
                    if (t[at] == 100) {
                        left++;
                    } else {
                        i += t[at] == 1 && p[at] == 1 ? 1 : 0;
                        tt += t[at] == 1 ? 1 : 0;
                        pp += p[at] == 1 ? 1 : 0;
                    }
                }
                Arena arena = Arena.global();
                OverlapState state =
                        count(
                                LabelRule.binary().ignoreLabels(100).build(),
                                LabelMap.of(type, Storage.ARRAY.segment(type, p, arena), size),
                                LabelMap.of(type, Storage.BYTES.segment(type, t, arena), size));
                assertThat(counts(state))
                        .as("%s %s %d %s", type, texture, size, Seed.replay())
                        .containsExactly(i, tt, pp, size - left, left);
            }
        }
    }

    @Test
    @DisplayName("By hand: ignoring 0 drops the background and scores the foreground still")
    void ignoredBackground() {
        LabelRule rule = LabelRule.binary().ignoreLabels(0).build();
        OverlapState state =
                count(
                        rule,
                        LabelMap.uint8(new byte[] {1, 1, 0, 77}),
                        LabelMap.uint8(new byte[] {1, 0, 1, 0}));
        assertThat(counts(state)).containsExactly(1, 2, 1, 2, 2);
        assertThat(rule.isScored(0)).isTrue();
        assertThat(state.numClasses()).isEqualTo(1);
    }

    @Test
    @DisplayName("255 as foreground needs a mapping")
    void mapping() {
        LabelMap mask = LabelMap.uint8(new byte[] {0, (byte) 255});
        assertThatThrownBy(() -> count(LabelRule.binary().build(), mask, mask))
                .hasMessage("target has label 255 at [1], expected 0..1");
        assertThat(counts(count(LabelRule.binary().mapLabel(255, 1).build(), mask, mask)))
                .containsExactly(1, 1, 1, 2, 0);
    }

    @Test
    @DisplayName("Probabilities: strictly greater, in the score's own type")
    void probabilities() {
        LabelRule rule = LabelRule.binary().threshold(0.3).build();
        float[] floats = {0.3f, Math.nextUp(0.3f), Math.nextDown(0.3f), 0.29f, 1, 0};
        double[] doubles = {0.3, Math.nextUp(0.3), Math.nextDown(0.3), 0.3f, 1, 0};
        LabelMap target = LabelMap.uint8(new byte[6]);
        ScoreMap single = ScoreMap.float32(floats, Form.BINARY, Kind.PROBABILITIES, 6);
        ScoreMap twice = ScoreMap.float64(doubles, Form.BINARY, Kind.PROBABILITIES, 6);
        assertThat(count(rule, single, target).prediction(0)).isEqualTo(2);
        assertThat(count(rule, twice, target).prediction(0)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5, 0.75, 1})
    @DisplayName("Infinite scores: above every threshold but 1, above none")
    void infinities(double threshold) {
        LabelRule rule = LabelRule.binary().threshold(threshold).build();
        float[] scores = {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, -1e30f, 1e30f};
        ScoreMap logits = ScoreMap.float32(scores, Form.BINARY, Kind.LOGITS, 4);
        long above = threshold == 0 ? 3 : threshold == 1 ? 0 : 2;
        assertThat(count(rule, logits, LabelMap.uint8(new byte[4])).prediction(0)).isEqualTo(above);
    }

    @Test
    @DisplayName("Logits over several blocks against plain loops")
    void logits() {
        Random random = Seed.random("binary logits");
        int size = 20_000;
        float[] scores = new float[size];
        byte[] target = new byte[size];
        long i = 0;
        long t = 0;
        long p = 0;
        for (int at = 0; at < size; at++) {
            scores[at] = random.nextInt(5) == 0 ? 0 : (float) random.nextGaussian();
            target[at] = (byte) random.nextInt(2);
            t += target[at];
            p += scores[at] > 0 ? 1 : 0;
            i += scores[at] > 0 ? target[at] : 0;
        }
        ScoreMap map = ScoreMap.float32(scores, Form.BINARY, Kind.LOGITS, 100, 200);
        OverlapState state =
                count(LabelRule.binary().build(), map, LabelMap.uint8(target, 100, 200));
        assertThat(counts(state)).as(Seed.replay()).containsExactly(i, t, p, size, 0);
    }

    @Test
    @DisplayName("NaN is rejected with its position, except under an ignored target")
    void nan() {
        LabelRule rule = LabelRule.binary().ignoreLabels(255).build();
        float[] scores = new float[9000];
        scores[8500] = Float.NaN;
        byte[] target = new byte[9000];
        ScoreMap map = ScoreMap.float32(scores, Form.BINARY, Kind.LOGITS, 90, 100);
        assertThatThrownBy(() -> count(rule, map, LabelMap.uint8(target, 90, 100)))
                .isInstanceOfSatisfying(
                        LabelRejectedException.class,
                        rejected -> assertThat(rejected.position()).isEqualTo(8500))
                .hasMessage("prediction has score NaN at [85, 0], expected a number");
        target[8500] = (byte) 255;
        assertThat(counts(count(rule, map, LabelMap.uint8(target, 90, 100))))
                .containsExactly(0, 0, 0, 8999, 1);
        Arrays.fill(target, (byte) 255);
        Arrays.fill(scores, Float.NaN);
        assertThat(counts(count(rule, map, LabelMap.uint8(target, 90, 100))))
                .containsExactly(0, 0, 0, 0, 9000);
    }
}
