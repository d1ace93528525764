package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Which scores count as 1: at the threshold, a last bit below it and above it.
class ThresholdRuleTest {
    private static final float[] LOGITS = {
        Float.NEGATIVE_INFINITY,
        -Float.MAX_VALUE,
        -1,
        -Float.MIN_VALUE,
        -0.0f,
        0,
        Float.MIN_VALUE,
        1,
        Float.MAX_VALUE,
        Float.POSITIVE_INFINITY
    };

    static Stream<Arguments> rulesAndThresholds() {
        return Stream.of(ThresholdRule.values())
                .flatMap(rule ->
                        DoubleStream.of(0, 0.3, 0.5, 0.7, 1)
                                .mapToObj(threshold -> Arguments.of(rule, threshold)));
    }

    /// Returns the positions that count as 1, as the mask of BINARY and of each of two labels.
    private static boolean[] ones(
            ThresholdRule rule, double threshold, Kind kind, double[] scores, boolean doubles) {
        boolean[] ones = new boolean[scores.length];
        for (int at = 0; at < scores.length; at++) {
            boolean one = one(rule, threshold, kind, doubles, scores[at], 1);
            assertThat(one(rule, threshold, kind, doubles, scores[at], 2))
                    .as("label 1 with score %s", scores[at])
                    .isEqualTo(one);
            ones[at] = one;
        }
        LabelRule binary = LabelRule.binary().threshold(threshold).thresholdRule(rule).build();
        OverlapTally tally = OverlapTally.of(binary);
        OverlapState state = tally.newState();
        tally.accumulate(
                state,
                new SegmentationSample(
                        map(Form.BINARY, kind, doubles, scores, scores.length),
                        LabelMap.uint8(new byte[scores.length])));
        long passed = 0;
        for (boolean one : ones) {
            passed += one ? 1 : 0;
        }
        assertThat(state.prediction(0)).isEqualTo(passed);
        return ones;
    }

    private static ScoreMap map(
            Form form, Kind kind, boolean doubles, double[] scores, int... shape) {
        if (doubles) {
            return ScoreMap.float64(scores, form, kind, shape);
        }
        float[] floats = new float[scores.length];
        for (int at = 0; at < floats.length; at++) {
            floats[at] = (float) scores[at];
        }
        return ScoreMap.float32(floats, form, kind, shape);
    }

    /// Returns whether a single score counts as 1, as BINARY or as the last of several labels.
    private static boolean one(
            ThresholdRule rule,
            double threshold,
            Kind kind,
            boolean doubles,
            double score,
            int labels) {
        LabelRule.Builder builder = labels == 1 ? LabelRule.binary() : LabelRule.multilabel(labels);
        ConfusionTally tally =
                ConfusionTally.of(builder.threshold(threshold).thresholdRule(rule).build());
        ConfusionMatrix matrix = tally.newState();
        double[] scores = new double[labels];
        scores[labels - 1] = score;
        tally.accumulate(
                matrix,
                labels == 1
                        ? new SegmentationSample(
                                map(Form.BINARY, kind, doubles, scores, 1),
                                LabelMap.uint8(new byte[1]))
                        : new SegmentationSample(
                                map(Form.PER_LABEL, kind, doubles, scores, labels, 1),
                                MaskStack.uint8(new byte[labels], labels, 1)));
        return matrix.get(labels - 1, 0, 1) == 1;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rulesAndThresholds")
    @DisplayName("float32 probabilities: compared in float32")
    void float32Probabilities(ThresholdRule rule, double threshold) {
        float at = (float) threshold;
        double[] scores = {at, Math.nextDown(at), Math.nextUp(at), 0, 1, 0.25, 0.75, -0.0};
        boolean[] ones = ones(rule, threshold, Kind.PROBABILITIES, scores, false);
        for (int i = 0; i < scores.length; i++) {
            float score = (float) scores[i];
            boolean expected = rule == ThresholdRule.GREATER ? score > at : score >= at;
            assertThat(ones[i]).as("%s against %s", score, at).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rulesAndThresholds")
    @DisplayName("float64 probabilities: compared in float64")
    void float64Probabilities(ThresholdRule rule, double threshold) {
        double[] scores = {
            threshold,
            Math.nextDown(threshold),
            Math.nextUp(threshold),
            (float) threshold,
            0,
            1,
            0.25,
            0.75,
            -0.0
        };
        boolean[] ones = ones(rule, threshold, Kind.PROBABILITIES, scores, true);
        for (int i = 0; i < scores.length; i++) {
            boolean expected =
                    rule == ThresholdRule.GREATER ? scores[i] > threshold : scores[i] >= threshold;
            assertThat(ones[i]).as("%s against %s", scores[i], threshold).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(ThresholdRule.class)
    @DisplayName("Logits at 0, 0.5 and 1: every infinity, both zeros and their neighbours")
    void logitsAtFixedPoints(ThresholdRule rule) {
        boolean equal = rule == ThresholdRule.GREATER_OR_EQUAL;
        for (boolean doubles : new boolean[] {false, true}) {
            double[] scores = new double[LOGITS.length];
            Arrays.setAll(scores, at -> LOGITS[at]);
            boolean[] zero = ones(rule, 0, Kind.LOGITS, scores, doubles);
            boolean[] half = ones(rule, 0.5, Kind.LOGITS, scores, doubles);
            boolean[] one = ones(rule, 1, Kind.LOGITS, scores, doubles);
            for (int i = 0; i < scores.length; i++) {
                String name = scores[i] + " " + doubles;
                boolean lowest = scores[i] == Double.NEGATIVE_INFINITY;
                assertThat(zero[i]).as(name).isEqualTo(!lowest || equal);
                assertThat(half[i]).as(name).isEqualTo(equal ? scores[i] >= 0 : scores[i] > 0);
                boolean highest = scores[i] == Double.POSITIVE_INFINITY;
                assertThat(one[i]).as(name).isEqualTo(highest && equal);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ThresholdRule.class)
    @DisplayName("Logits at 0.3: the two sides of the cut, the same for both rules")
    void logitsBetween(ThresholdRule rule) {
        // ln(0.3f / (1 - 0.3f)) = -0.8472978033... lies between two floats, and so do all but 0.5
        float below = -0.84729785f;
        float above = Math.nextUp(below);
        assertThat(Math.log(0.3f / (1 - (double) 0.3f))).isBetween((double) below, (double) above);
        double[] scores = {below, above, -0.9, -0.8};
        assertThat(ones(rule, 0.3, Kind.LOGITS, scores, false))
                .containsExactly(false, true, false, true);
    }

    @ParameterizedTest
    @EnumSource(ThresholdRule.class)
    @DisplayName("NaN is rejected, at every threshold")
    void nan(ThresholdRule rule) {
        for (double threshold : new double[] {0, 0.5, 1}) {
            for (Kind kind : Kind.values()) {
                assertThatThrownBy(() -> one(rule, threshold, kind, false, Double.NaN, 1))
                        .isInstanceOf(LabelRejectedException.class)
                        .hasMessage("prediction has score NaN at [0], expected a number");
                assertThatThrownBy(() -> one(rule, threshold, kind, true, Double.NaN, 2))
                        .isInstanceOf(LabelRejectedException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ThresholdRule.class)
    @DisplayName("Probabilities of a few values over several blocks against plain loops")
    void blocks(ThresholdRule rule) {
        Random random = Seed.random("threshold rule", rule);
        int size = 20_000;
        float[] scores = new float[size];
        byte[] target = new byte[size];
        long[] cells = new long[4];
        long left = 0;
        for (int at = 0; at < size; at++) {
            scores[at] = random.nextInt(11) / 10f;
            target[at] = (byte) random.nextInt(3);
            boolean one = rule == ThresholdRule.GREATER ? scores[at] > 0.3f : scores[at] >= 0.3f;
            if (target[at] == 2) {
                left++;
            } else {
                cells[2 * target[at] + (one ? 1 : 0)]++;
            }
        }
        ConfusionTally tally =
                ConfusionTally.of(
                        LabelRule.binary()
                                .ignoreLabels(2)
                                .threshold(0.3)
                                .thresholdRule(rule)
                                .build());
        ConfusionMatrix matrix = tally.newState();
        tally.accumulate(
                matrix,
                new SegmentationSample(
                        ScoreMap.float32(scores, Form.BINARY, Kind.PROBABILITIES, 100, 200),
                        LabelMap.uint8(target, 100, 200)));
        assertThat(matrix.toArray())
                .as(Seed.replay())
                .isDeepEqualTo(new long[][] {{cells[0], cells[1]}, {cells[2], cells[3]}});
        assertThat(matrix.evidence(index -> true).ignored()).isEqualTo(left);
    }
}
