package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.api.CountState;
import dev.mensura.api.CountTally;
import dev.mensura.api.Tally;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// The overlap that follows from a matrix is the overlap that would have been counted.
class DerivedOverlapTest {

    static Stream<LabelRule> rules() {
        List<LabelRule> rules = new ArrayList<>();
        rules.add(LabelRule.binary().ignoreLabels(9).build());
        rules.add(LabelRule.multilabel(3).ignoreLabels(9).build());
        for (LabelPolicy policy : LabelPolicy.values()) {
            for (int numClasses : new int[] {1, 3, 256, 300}) {
                rules.add(
                        LabelRule.multiclass(numClasses)
                                .ignoreLabels(0, 999)
                                .mapTargetLabels(Map.of(998L, 999L))
                                .labelPolicy(policy)
                                .build());
                rules.add(
                        LabelRule.multiclass(numClasses)
                                .ignoreLabels(0, 998, 999)
                                .labelPolicy(policy)
                                .build());
            }
        }
        return rules.stream();
    }

    /// Returns samples of every pair of forms that both tallies accept.
    private static List<SegmentationSample> samples(LabelRule rule) {
        Random random = Seed.random("derived", rule);
        List<SegmentationSample> samples = new ArrayList<>();
        for (int n = 0; n < 24; n++) {
            int size = n == 7 ? 0 : 1 + random.nextInt(60);
            samples.add(
                    switch (rule.task()) {
                        case BINARY -> binary(random, size, n);
                        case MULTICLASS -> multiclass(rule, random, Math.max(size, 1), n);
                        case MULTILABEL -> multilabel(random, size, n);
                    });
        }
        return samples;
    }

    private static float[] logits(Random random, int length) {
        float[] logits = new float[length];
        for (int at = 0; at < length; at++) {
            logits[at] = random.nextInt(7) - 3;
        }
        return logits;
    }

    private static SegmentationSample binary(Random random, int size, int n) {
        LabelMap target = LabelMap.int64(Texture.NOISE.labels(random, size, 0, 1, 9));
        return n % 2 == 0
                ? new SegmentationSample(
                        LabelMap.int64(Texture.NOISE.labels(random, size, 0, 1)), target)
                : new SegmentationSample(
                        ScoreMap.float32(logits(random, size), Form.BINARY, Kind.LOGITS, size),
                        target);
    }

    private static SegmentationSample multilabel(Random random, int size, int n) {
        MaskStack target =
                MaskStack.int64(Texture.NOISE.labels(random, 3 * size, 0, 1, 9), 3, size);
        return n % 2 == 0
                ? new SegmentationSample(
                        MaskStack.int64(Texture.RUNS.labels(random, 3 * size, 0, 1), 3, size),
                        target)
                : new SegmentationSample(
                        ScoreMap.float32(
                                logits(random, 3 * size), Form.PER_LABEL, Kind.LOGITS, 3, size),
                        target);
    }

    private static SegmentationSample multiclass(LabelRule rule, Random random, int size, int n) {
        int numClasses = rule.numClasses();
        boolean strict = rule.labelPolicy() == LabelPolicy.REJECT;
        long[] inside = Texture.classes(numClasses);
        long[] wild =
                strict ? inside : Texture.classesAnd(numClasses, -1, numClasses, 1L << 50, 777);
        LabelMap labels = LabelMap.int64(Texture.NOISE.labels(random, size, wild));
        long[] truth = Texture.NOISE.labels(random, size, wild);
        for (int at = 0; at < size; at++) {
            truth[at] = random.nextInt(4) == 0 ? 998 + random.nextInt(2) : truth[at];
        }
        LabelMap target = LabelMap.int64(truth);
        float[] scores = logits(random, numClasses * size);
        // masks have no ids that a mapping of targets could find
        int form = rule.targetMapping().isEmpty() ? n % 5 : n % 3;
        return switch (form) {
            case 0 -> new SegmentationSample(labels, target);
            case 1 ->
                    new SegmentationSample(
                            ScoreMap.float32(
                                    scores, Form.CLASS_FIRST, Kind.LOGITS, numClasses, size),
                            target);
            case 2 -> new SegmentationSample(oneHot(random, numClasses, size), target);
            case 3 -> new SegmentationSample(labels, oneHot(random, numClasses, size));
            default ->
                    new SegmentationSample(
                            ScoreMap.float32(
                                    scores, Form.CLASS_LAST, Kind.LOGITS, size, numClasses),
                            oneHot(random, numClasses, size));
        };
    }

    private static MaskStack oneHot(Random random, int numClasses, int size) {
        byte[] masks = new byte[numClasses * size];
        for (int at = 0; at < size; at++) {
            masks[random.nextInt(numClasses) * size + at] = 1;
        }
        return MaskStack.uint8(masks, numClasses, size);
    }

    private static OverlapState derived(LabelRule rule, ConfusionMatrix matrix) {
        return OverlapTally.of(rule)
                .derivedFrom(ConfusionTally.of(rule))
                .orElseThrow()
                .apply(matrix);
    }

    @ParameterizedTest
    @MethodSource("rules")
    @DisplayName("After every sample, after a merge, and after reading what was saved")
    void same(LabelRule rule) {
        ConfusionTally matrices = ConfusionTally.of(rule);
        OverlapTally overlaps = OverlapTally.of(rule);
        ConfusionMatrix matrix = matrices.newState();
        OverlapState counted = overlaps.newState();
        assertThat(derived(rule, matrix)).isEqualTo(counted);
        for (SegmentationSample sample : samples(rule)) {
            matrices.accumulate(matrix, sample);
            overlaps.accumulate(counted, sample);
            ConfusionMatrix before = matrix.copy();
            OverlapState derived = derived(rule, matrix);
            assertThat(derived).as(Seed.replay()).isEqualTo(counted).hasSameHashCodeAs(counted);
            assertThat(derived.evidence(index -> true)).isEqualTo(matrix.evidence(index -> true));
            overlaps.accumulate(derived, sample);
            assertThat(matrix).as("shares nothing").isEqualTo(before);
        }
        assertThat(overlaps.write(derived(rule, matrix))).isEqualTo(overlaps.write(counted));
        assertThat(derived(rule, matrices.read(matrices.write(matrix)))).isEqualTo(counted);
        matrix.mergeFrom(matrix.copy());
        counted.mergeFrom(counted.copy());
        assertThat(derived(rule, matrix)).isEqualTo(counted);
    }

    @Test
    @DisplayName("Nothing follows from another rule, from other counts, or for per-image scores")
    void nothing() {
        LabelRule rule = LabelRule.multiclass(3).build();
        OverlapTally overlap = OverlapTally.of(rule);
        List<LabelRule> others =
                List.of(
                        LabelRule.multiclass(4).build(),
                        LabelRule.multiclass(3).ignoreLabels(0).build(),
                        LabelRule.multiclass(3).mapLabel(7, 0).build(),
                        LabelRule.multiclass(3).mapTargetLabels(Map.of(7L, 0L)).build(),
                        LabelRule.multiclass(3).labelPolicy(LabelPolicy.IGNORE_PIXEL).build(),
                        LabelRule.multiclass(3).labelPolicy(LabelPolicy.COUNT_AS_ERROR).build(),
                        LabelRule.binary().build(),
                        LabelRule.multilabel(3).build());
        for (LabelRule other : others) {
            assertThat(overlap.derivedFrom(ConfusionTally.of(other))).as("%s", other).isEmpty();
        }
        ConfusionTally matrices = ConfusionTally.of(rule);
        assertThat(overlap.derivedFrom(matrices)).isPresent();
        assertThat(ImageIoU.tally(rule).derivedFrom(matrices)).isEmpty();
        assertThat(overlap.derivedFrom(overlap)).isEmpty();
        assertThat(overlap.derivedFrom(ImageIoU.tally(rule))).isEmpty();
        assertThat(overlap.derivedFrom(new Pixels())).isEmpty();
        assertThat(matrices.derivedFrom(overlap)).isEmpty();
        Tally<SegmentationSample, CountState> pixels = new Pixels();
        assertThat(pixels.derivedFrom(matrices)).isEmpty();
    }

    private record Pixels() implements CountTally<SegmentationSample> {
        @Override
        public String fingerprint() {
            return "pixels";
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public long[] count(SegmentationSample sample) {
            return new long[] {sample.target().spatialShape().size()};
        }
    }
}
