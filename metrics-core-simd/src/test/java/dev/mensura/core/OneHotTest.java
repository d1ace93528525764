package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.core.input.Target;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;

/// MULTICLASS with mask stacks in [ConfusionTally]: exactly one class per pixel.
class OneHotTest {
    private static ConfusionMatrix count(LabelRule rule, Prediction prediction, Target target) {
        ConfusionTally tally = ConfusionTally.of(rule);
        ConfusionMatrix matrix = tally.newState();
        tally.accumulate(matrix, new SegmentationSample(prediction, target));
        return matrix;
    }

    private static MaskStack oneHot(int numClasses, long... labels) {
        int[] masks = new int[numClasses * labels.length];
        for (int at = 0; at < labels.length; at++) {
            masks[(int) labels[at] * labels.length + at] = 1;
        }
        return MaskStack.int32(masks, numClasses, labels.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 19})
    @DisplayName("Counts what labels count, on either side, ignored classes too")
    void sameAsLabels(int numClasses) {
        for (int size : new int[] {0, 1, 8193, 17_000}) {
            Random random = Seed.random("one-hot", numClasses, size);
            long[] p = Texture.NOISE.labels(random, size, Texture.classes(numClasses));
            long[] t = Texture.RUNS.labels(random, size, Texture.classes(numClasses));
            LabelMap labels = LabelMap.int64(p);
            LabelMap truth = LabelMap.int64(t);
            for (long ignored : new long[] {255, 0, numClasses - 1L}) {
                LabelRule rule = LabelRule.multiclass(numClasses).ignoreLabels(ignored).build();
                ConfusionMatrix expected = count(rule, labels, truth);
                String name = numClasses + " " + size + " " + ignored + " " + Seed.replay();
                MaskStack hot = oneHot(numClasses, p);
                MaskStack hotTruth = oneHot(numClasses, t);
                assertThat(count(rule, hot, truth)).as(name).isEqualTo(expected);
                assertThat(count(rule, labels, hotTruth)).as(name).isEqualTo(expected);
                assertThat(count(rule, hot, hotTruth)).as(name).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8999})
    @DisplayName("Two classes, none, or a value that is no mask value")
    void rejected(int at) {
        int size = 9000;
        int[][] columns = {{1, 1, 0}, {0, 0, 0}, {2, 0, 0}, {0, 1, 2}, {-1, 1, 0}, {1, 0, 256}};
        LabelMap map = LabelMap.uint8(new byte[size]);
        for (int[] column : columns) {
            int[] masks = new int[3 * size];
            Arrays.fill(masks, 0, size, 1);
            for (int c = 0; c < 3; c++) {
                masks[c * size + at] = column[c];
            }
            MaskStack stack = MaskStack.int32(masks, 3, size);
            LabelRule rule = LabelRule.multiclass(3).build();
            assertRejected(() -> count(rule, stack, map), "prediction", at);
            assertRejected(() -> count(rule, map, stack), "target", at);
            assertRejected(() -> count(rule, stack, stack), "target", at);
        }
    }

    private static void assertRejected(ThrowingCallable counting, String role, int at) {
        assertThatThrownBy(counting)
                .isInstanceOfSatisfying(
                        LabelRejectedException.class,
                        rejected -> assertThat(rejected.position()).isEqualTo(at))
                .hasMessageStartingWith(role + " has ")
                .hasMessageContaining("at [" + at + "]");
    }

    @Test
    @DisplayName("A bad prediction under an ignored class is accepted")
    void badUnderIgnored() {
        LabelRule rule = LabelRule.multiclass(2).ignoreLabels(0).build();
        MaskStack twice = MaskStack.uint8(new byte[] {1, 0, 1, 1}, 2, 2);
        ConfusionMatrix matrix = count(rule, twice, LabelMap.uint8(new byte[] {0, 1}));
        assertThat(matrix.toArray()).isDeepEqualTo(new long[][] {{0, 0}, {0, 1}});
        assertThat(matrix.evidence(index -> true).ignored()).isEqualTo(1);
    }
}
