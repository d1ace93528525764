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
import java.util.Random;

/// MULTICLASS with mask stacks in [OverlapTally]: masks count one by one, whether they overlap or
/// leave pixels uncovered.
class IndependentMasksTest {
    private static final int CLASSES = 4;

    private static OverlapState count(LabelRule rule, Prediction prediction, Target target) {
        OverlapTally tally = OverlapTally.of(rule);
        OverlapState state = tally.newState();
        tally.accumulate(state, new SegmentationSample(prediction, target));
        return state;
    }

    /// Compares with plain loops over `[class][pixel]`.
    private static void check(
            OverlapState state, long[][] p, long[][] t, boolean[] left, String name) {
        long ignored = 0;
        for (boolean one : left) {
            ignored += one ? 1 : 0;
        }
        for (int c = 0; c < p.length; c++) {
            long i = 0;
            long tt = 0;
            long pp = 0;
            for (int at = 0; at < left.length; at++) {
                if (!left[at]) {
                    i += p[c][at] == 1 && t[c][at] == 1 ? 1 : 0;
                    tt += t[c][at];
                    pp += p[c][at];
                }
            }
            assertThat(
                            new long[] {
                                state.intersection(c),
                                state.target(c),
                                state.prediction(c),
                                state.elements(c)
                            })
                    .as("class %d of %s %s", c, name, Seed.replay())
                    .containsExactly(i, tt, pp, left.length - ignored);
        }
        assertThat(state.evidence(index -> true).ignored()).isEqualTo(ignored);
        assertThat(state.evidence(index -> true).elements()).isEqualTo(left.length - ignored);
    }

    private static long[][] masks(Random random, Texture texture, int size) {
        long[][] masks = new long[CLASSES][];
        for (int c = 0; c < CLASSES; c++) {
            masks[c] = texture.labels(random, size, 0, 1);
        }
        return masks;
    }

    private static long[][] oneHot(int numClasses, long... labels) {
        long[][] masks = new long[numClasses][labels.length];
        for (int at = 0; at < labels.length; at++) {
            if (labels[at] >= 0 && labels[at] < numClasses) {
                masks[(int) labels[at]][at] = 1;
            }
        }
        return masks;
    }

    private static MaskStack stack(LabelType type, Storage storage, Arena arena, long[][] masks) {
        int size = masks[0].length;
        long[] flat = new long[masks.length * size];
        for (int c = 0; c < masks.length; c++) {
            System.arraycopy(masks[c], 0, flat, c * size, size);
        }
        return MaskStack.of(type, storage.segment(type, flat, arena), masks.length, size);
    }

    private static MaskStack stack(long[][] masks) {
        return stack(LabelType.UINT8, Storage.ARRAY, Arena.global(), masks);
    }

    @ParameterizedTest
    @EnumSource(Storage.class)
    @DisplayName("Masks on both sides, with overlaps and gaps")
    void bothSides(Storage storage) {
        try (Arena arena = Arena.ofConfined()) {
            for (LabelType type : LabelType.values()) {
                for (int size : new int[] {0, 1, 65, 8193}) {
                    Random random = Seed.random("independent", storage, type, size);
                    long[][] p = masks(random, Texture.RUNS, size);
                    long[][] t = masks(random, Texture.NOISE, size);
                    OverlapState state =
                            count(
                                    LabelRule.multiclass(CLASSES).build(),
                                    stack(type, storage, arena, p),
                                    stack(type, Storage.ARRAY, arena, t));
                    check(state, p, t, new boolean[size], storage + " " + type + " " + size);
                }
            }
        }
    }

    @Test
    @DisplayName("Ignored classes take the pixels of their target masks away")
    void ignoredClasses() {
        for (int size : new int[] {1, 64, 8192, 16_400}) {
            Random random = Seed.random("ignored masks", size);
            long[][] p = masks(random, Texture.RUNS, size);
            long[][] t = masks(random, Texture.RUNS, size);
            boolean[] left = new boolean[size];
            for (int at = 0; at < size; at++) {
                left[at] = t[0][at] == 1 || t[2][at] == 1;
            }
            LabelRule rule = LabelRule.multiclass(CLASSES).ignoreLabels(0, 2, 255).build();
            check(count(rule, stack(p), stack(t)), p, t, left, "ignored " + size);
        }
    }

    @Test
    @DisplayName("Masks against labels, labels against masks, scores against masks")
    void mixedForms() {
        Random random = Seed.random("mixed forms");
        int size = 9001;
        long[] labels = Texture.RUNS.labels(random, size, Texture.classes(CLASSES));
        long[] withIgnored = labels.clone();
        boolean[] left = new boolean[size];
        boolean[] none = new boolean[size];
        for (int at = 0; at < size; at++) {
            left[at] = random.nextInt(5) == 0;
            withIgnored[at] = left[at] ? 255 : labels[at];
        }
        long[][] hot = oneHot(CLASSES, labels);
        long[][] other = masks(random, Texture.NOISE, size);
        LabelRule rule = LabelRule.multiclass(CLASSES).ignoreLabels(255).build();
        LabelMap map = LabelMap.int64(labels);
        check(count(rule, stack(other), LabelMap.int64(withIgnored)), other, hot, left, "target");
        check(count(rule, map, stack(other)), hot, other, none, "prediction");
        float[] scores = new float[CLASSES * size];
        for (int at = 0; at < size; at++) {
            scores[(int) labels[at] * size + at] = 1;
        }
        ScoreMap scoreMap = ScoreMap.float32(scores, Form.CLASS_FIRST, Kind.LOGITS, CLASSES, size);
        check(count(rule, scoreMap, stack(other)), hot, other, none, "scores");
        assertThat(count(rule, map, stack(hot))).isEqualTo(count(rule, map, map));
    }

    @Test
    @DisplayName("Anything may be predicted under an ignored target")
    void anythingUnderIgnored() {
        LabelRule rule = LabelRule.multiclass(2).ignoreLabels(255).build();
        MaskStack bad = stack(new long[][] {{9, 1}, {0, 0}});
        OverlapState masks = count(rule, bad, LabelMap.uint8(new byte[] {-1, 0}));
        assertThat(masks.intersection(0)).isEqualTo(1);
        LabelRule first = LabelRule.multiclass(2).ignoreLabels(0).build();
        MaskStack target = stack(new long[][] {{1, 0}, {0, 1}});
        OverlapState labels = count(first, LabelMap.uint8(new byte[] {77, 1}), target);
        assertThat(labels.intersection(1)).isEqualTo(1);
        float[] scores = {Float.NaN, 0, Float.NaN, 1};
        ScoreMap nan = ScoreMap.float32(scores, Form.CLASS_FIRST, Kind.LOGITS, 2, 2);
        assertThat(count(first, nan, target)).isEqualTo(labels);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 8191, 8192, 12_000})
    @DisplayName(
            "A value of 2 is rejected with mask and position, the target before the prediction")
    void badValue(int at) {
        long[][] good = new long[CLASSES][12_001];
        for (int c = 0; c < CLASSES; c++) {
            long[][] bad = new long[CLASSES][12_001];
            bad[c][at] = 2;
            assertRejected(stack(good), stack(bad), at, "target mask " + c);
            assertRejected(stack(bad), stack(good), at, "prediction mask " + c);
            assertRejected(stack(bad), stack(bad), at, "target mask " + c);
        }
    }

    @Test
    @DisplayName("The lowest pixel wins over the lowest mask")
    void lowestPixel() {
        long[][] good = new long[CLASSES][100];
        long[][] bad = new long[CLASSES][100];
        bad[0][50] = 2;
        bad[3][49] = 2;
        assertRejected(stack(good), stack(bad), 49, "target mask 3");
        assertRejected(stack(bad), stack(good), 49, "prediction mask 3");
    }

    private static void assertRejected(
            MaskStack prediction, MaskStack target, int at, String role) {
        OverlapTally tally = OverlapTally.of(LabelRule.multiclass(CLASSES).build());
        OverlapState state = tally.newState();
        SegmentationSample sample = new SegmentationSample(prediction, target);
        assertThatThrownBy(() -> tally.accumulate(state, sample))
                .isInstanceOfSatisfying(
                        LabelRejectedException.class,
                        rejected -> assertThat(rejected.position()).isEqualTo(at))
                .hasMessage(role + " has label 2 at [" + at + "], expected 0..1");
        assertThat(state).isEqualTo(tally.newState());
    }

    @Test
    @DisplayName("A wrong number of masks names both numbers")
    void wrongNumber() {
        LabelRule rule = LabelRule.multiclass(3).build();
        LabelMap map = LabelMap.uint8(new byte[5]);
        MaskStack two = stack(new long[2][5]);
        assertThatThrownBy(() -> count(rule, two, map))
                .hasMessage("prediction has 2 masks or planes, expected 3");
        assertThatThrownBy(() -> count(rule, map, two))
                .hasMessage("target has 2 masks or planes, expected 3");
    }
}
