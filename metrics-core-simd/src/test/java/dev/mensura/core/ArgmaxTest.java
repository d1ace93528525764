package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Class scores: the highest wins, the lowest class among equals.
class ArgmaxTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;

    /// How scores `[class][pixel]` are laid out and stored.
    enum Layout {
        FLOAT_FIRST(Form.CLASS_FIRST, false),
        FLOAT_LAST(Form.CLASS_LAST, false),
        DOUBLE_FIRST(Form.CLASS_FIRST, true),
        DOUBLE_LAST(Form.CLASS_LAST, true);

        private final Form form;
        private final boolean doubles;

        Layout(Form form, boolean doubles) {
            this.form = form;
            this.doubles = doubles;
        }

        ScoreMap of(double[][] scores) {
            int classes = scores.length;
            int size = scores[0].length;
            double[] flat = new double[classes * size];
            for (int c = 0; c < classes; c++) {
                for (int at = 0; at < size; at++) {
                    boolean first = form == Form.CLASS_FIRST;
                    flat[first ? c * size + at : at * classes + c] = scores[c][at];
                }
            }
            int[] shape =
                    form == Form.CLASS_FIRST
                            ? new int[] {classes, size}
                            : new int[] {size, classes};
            if (doubles) {
                return ScoreMap.float64(flat, form, Kind.LOGITS, shape);
            }
            float[] floats = new float[flat.length];
            for (int i = 0; i < flat.length; i++) {
                floats[i] = (float) flat[i];
            }
            return ScoreMap.float32(floats, form, Kind.LOGITS, shape);
        }
    }

    private static ConfusionMatrix count(LabelRule rule, ScoreMap scores, long... target) {
        SegmentationSample sample = new SegmentationSample(scores, LabelMap.int64(target));
        ConfusionTally tally = ConfusionTally.of(rule);
        ConfusionMatrix matrix = tally.newState();
        tally.accumulate(matrix, sample);
        OverlapTally overlap = OverlapTally.of(rule);
        OverlapState state = overlap.newState();
        overlap.accumulate(state, sample);
        for (int index = 0; index < rule.numClasses(); index++) {
            assertThat(state.intersection(index)).isEqualTo(matrix.intersection(index));
            assertThat(state.target(index)).isEqualTo(matrix.target(index));
            assertThat(state.prediction(index)).isEqualTo(matrix.prediction(index));
        }
        return matrix;
    }

    private static LabelRule rule(int numClasses) {
        return LabelRule.multiclass(numClasses).ignoreLabels(255).build();
    }

    /// Returns the winner by plain loops.
    private static long naiveWinner(double[][] scores, int at) {
        int winner = 0;
        for (int c = 1; c < scores.length; c++) {
            if (scores[c][at] > scores[winner][at]) {
                winner = c;
            }
        }
        return winner;
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    @DisplayName("Drawn by hand: ties, infinities, negative zero")
    void byHand(Layout layout) {
        double[][] scores = {
            {1, 2, 2, -INF, -INF, INF, INF, -0.0, 0.0, -5},
            {3, 2, 1, -INF, -1e30, INF, 0, 0.0, -0.0, -4},
            {2, 1, 2, -INF, -INF, -INF, INF, -1, -1, -3},
        };
        ConfusionMatrix matrix = count(rule(3), layout.of(scores), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(matrix.toArray()[0]).containsExactly(7, 2, 1);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    @DisplayName("Random scores with many ties over several blocks")
    void random(Layout layout) {
        for (int numClasses : new int[] {1, 2, 5, 19, 257}) {
            for (int size : new int[] {1, 65, 8192, 8193, 17_000}) {
                if ((long) numClasses * size > 700_000) {
                    continue;
                }
                Random random = Seed.random("argmax", layout, numClasses, size);
                double[][] scores = new double[numClasses][size];
                for (double[] plane : scores) {
                    Arrays.setAll(plane, at -> random.nextInt(9) - 4);
                }
                long[] target = Texture.RUNS.labels(random, size, Texture.classes(numClasses));
                long[] winners = new long[size];
                Arrays.setAll(winners, at -> naiveWinner(scores, at));
                NaiveLabels.Outcome expected =
                        new NaiveLabels(numClasses, Set.of(255L), Map.of())
                                .count(winners, target, size);
                assertThat(count(rule(numClasses), layout.of(scores), target).toArray())
                        .as("%s %d %d %s", layout, numClasses, size, Seed.replay())
                        .isDeepEqualTo(expected.matrix());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    @DisplayName("float64 scores are not narrowed, float32 ones not changed")
    void precision(Layout layout) {
        double[][] scores = {{1.0}, {Math.nextUp(1.0)}};
        long winner = layout.name().startsWith("DOUBLE") ? 1 : 0;
        assertThat(count(rule(2), layout.of(scores), winner).get((int) winner, (int) winner))
                .isEqualTo(1);
        double[][] neighbours = {{0.1f}, {Math.nextUp(0.1f)}};
        assertThat(count(rule(2), layout.of(neighbours), 1).get(1, 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    @DisplayName("NaN is rejected wherever it stands, before or after the highest score")
    void nanIsRejected(Layout layout) {
        for (int c = 0; c < 3; c++) {
            for (int at : new int[] {0, 1, 8191, 8192, 9999}) {
                double[][] scores = new double[3][10_000];
                scores[1][at] = INF;
                scores[c][at] = NAN;
                ConfusionTally tally = ConfusionTally.of(rule(3));
                ConfusionMatrix state = tally.newState();
                SegmentationSample sample =
                        new SegmentationSample(layout.of(scores), LabelMap.uint8(new byte[10_000]));
                LabelRejectedException rejected =
                        catchThrowableOfType(
                                LabelRejectedException.class,
                                () -> tally.accumulate(state, sample));
                assertThat(rejected)
                        .hasMessageStartingWith("prediction has score NaN at [" + at + "]");
                assertThat(rejected.position()).isEqualTo(at);
                assertThat(state).isEqualTo(tally.newState());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    @DisplayName("NaN may stand where the target is ignored")
    void nanUnderIgnored(Layout layout) {
        double[][] scores = {{NAN, 1, NAN}, {NAN, 2, 0}};
        ConfusionMatrix matrix = count(rule(2), layout.of(scores), 255, 1, 255);
        assertThat(matrix.toArray()).isDeepEqualTo(new long[][] {{0, 0}, {0, 1}});
        assertThat(matrix.evidence(index -> true).ignored()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    @DisplayName("A bad target is named before a NaN at the same position")
    void targetFirst(Layout layout) {
        double[][] scores = {{0, NAN}, {1, 1}};
        assertThatThrownBy(() -> count(rule(2), layout.of(scores), 0, 7))
                .hasMessage("target has label 7 at [1], expected 0..1 or ignored [255]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5})
    @DisplayName("The class axis must have numClasses scores")
    void wrongChannels(int channels) {
        ScoreMap scores =
                ScoreMap.float32(
                        new float[channels * 2], Form.CLASS_FIRST, Kind.LOGITS, channels, 2);
        assertThatThrownBy(() -> count(rule(3), scores, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prediction")
                .hasMessageContaining("" + channels)
                .hasMessageContaining("expected 3");
    }

    @Test
    @DisplayName("Volumes: the class axis is the first or the last of four")
    void volumes() {
        float[] scores = new float[2 * 24];
        Arrays.fill(scores, 24, 48, 1);
        LabelMap target = LabelMap.uint8(new byte[24], 2, 3, 4);
        ScoreMap first = ScoreMap.float32(scores, Form.CLASS_FIRST, Kind.LOGITS, 2, 2, 3, 4);
        ScoreMap last = ScoreMap.float32(scores, Form.CLASS_LAST, Kind.LOGITS, 2, 3, 4, 2);
        ConfusionTally tally = ConfusionTally.of(rule(2));
        ConfusionMatrix matrix = tally.newState();
        tally.accumulate(matrix, new SegmentationSample(first, target));
        assertThat(matrix.toArray()).isDeepEqualTo(new long[][] {{0, 24}, {0, 0}});
        tally.accumulate(matrix, new SegmentationSample(last, target));
        assertThat(matrix.toArray()).isDeepEqualTo(new long[][] {{24, 24}, {0, 0}});
    }

    @Test
    @DisplayName("An image without pixels still has its class axis checked")
    void emptyImage() {
        ScoreMap right = ScoreMap.float32(new float[0], Form.CLASS_FIRST, Kind.LOGITS, 3, 0, 4);
        ScoreMap wrong = ScoreMap.float32(new float[0], Form.CLASS_FIRST, Kind.LOGITS, 2, 0, 4);
        LabelMap target = LabelMap.uint8(new byte[0], 0, 4);
        ConfusionTally tally = ConfusionTally.of(rule(3));
        ConfusionMatrix matrix = tally.newState();
        tally.accumulate(matrix, new SegmentationSample(right, target));
        assertThat(matrix.samples()).isEqualTo(1);
        assertThat(matrix.evidence(index -> true).emptySamples()).isEqualTo(1);
        assertThatThrownBy(() -> tally.accumulate(matrix, new SegmentationSample(wrong, target)))
                .hasMessageContaining("expected 3");
    }
}
