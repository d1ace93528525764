package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// Mappings of targets alone, and the one that takes 0 for not labelled.
class TargetMappingTest {

    /// Returns what reduceZeroLabel says, written down once more.
    private static Map<Long, Long> reduced(int numClasses) {
        Map<Long, Long> mapping = new TreeMap<>(Map.of(0L, 255L, 255L, 255L));
        LongStream.rangeClosed(1, numClasses).forEach(label -> mapping.put(label, label - 1));
        return mapping;
    }

    private static LabelCase reducing(int numClasses) {
        LabelCase rule =
                LabelCase.of(numClasses).ignoring(255L).mappingTargets(reduced(numClasses));
        assertThat(rule.rule())
                .isEqualTo(LabelRule.multiclass(numClasses).reduceZeroLabel().build());
        return rule;
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("reduceZeroLabel: 0 and 255 are ignored, k is class k - 1, predictions stay")
    void reduceZeroLabel(LabelType type) {
        for (int numClasses : new int[] {1, 2, 19, 126, 150, 254}) {
            for (int size : new int[] {1, 65, 4097, 9000}) {
                int held = type == LabelType.INT8 ? Math.min(numClasses, 127) : numClasses;
                Random random = Seed.random("reduce", type, numClasses, size);
                long[] classes = Texture.classes(Math.min(held, numClasses));
                long[] p = Texture.RUNS.labels(random, size, classes);
                long[] t =
                        Texture.NOISE.labels(
                                random, size, LongStream.rangeClosed(0, held).toArray());
                if (type != LabelType.INT8) {
                    t[random.nextInt(size)] = 255;
                }
                reducing(numClasses).named(type + " " + size).check(type, p, t);
                p[random.nextInt(size)] = numClasses; // no class in a prediction
                if (type != LabelType.INT8 || numClasses < 127) {
                    reducing(numClasses).named("rejected " + size).check(type, p, t);
                }
            }
        }
    }

    @Test
    @DisplayName("By hand: nothing cascades, and 255 is one of the 255 classes of no rule")
    void byHand() {
        LabelRule rule = LabelRule.multiclass(3).reduceZeroLabel().build();
        ConfusionTally tally = ConfusionTally.of(rule);
        ConfusionMatrix matrix = tally.newState();
        tally.accumulate(
                matrix,
                new SegmentationSample(
                        LabelMap.uint8(new byte[] {9, 0, 1, 2, 0, 9}),
                        LabelMap.uint8(new byte[] {0, 1, 2, 3, 3, -1})));
        assertThat(matrix.toArray()).isDeepEqualTo(new long[][] {{1, 0, 0}, {0, 1, 0}, {1, 0, 1}});
        assertThat(matrix.evidence(index -> true).ignored()).isEqualTo(2);
        assertThat(rule.ignoreLabels()).containsExactly(255L);
        assertThat(rule.targetMapping())
                .isEqualTo(Map.of(0L, 255L, 1L, 0L, 2L, 1L, 3L, 2L, 255L, 255L));
        assertThat(rule.labelMapping()).isEmpty();
        assertThatThrownBy(() -> rule.targetMapping().put(7L, 1L))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName("254 classes are the most; other tasks have no label 0 to reduce")
    void refused() {
        assertThat(LabelRule.multiclass(254).reduceZeroLabel().build().targetMapping())
                .containsEntry(254L, 253L)
                .hasSize(256);
        assertThatThrownBy(() -> LabelRule.multiclass(255).reduceZeroLabel())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "option reduceZeroLabel is true, expected false for task MULTICLASS and"
                                + " numClasses 255");
        assertThatThrownBy(() -> LabelRule.binary().reduceZeroLabel())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("task BINARY");
        assertThatThrownBy(() -> LabelRule.multilabel(3).reduceZeroLabel())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("task MULTILABEL");
    }

    @ParameterizedTest
    @EnumSource(LabelType.class)
    @DisplayName("A target mapping goes before the mapping for both, and is not mapped again")
    void precedence(LabelType type) {
        long[] palette = {0, 1, 2, 3, 50, 60, 70};
        Map<Long, Long> both = Map.of(50L, 0L, 60L, 1L, 0L, 1L, 1L, 0L, 70L, 2L);
        Map<Long, Long> targets = Map.of(50L, 60L, 0L, 3L, 3L, 0L, 70L, 70L);
        for (LabelPolicy policy : LabelPolicy.values()) {
            for (int size : new int[] {1, 9, 64, 4097}) {
                Random random = Seed.random("precedence", type, policy, size);
                long[] p = Texture.NOISE.labels(random, size, palette);
                long[] t = Texture.RUNS.labels(random, size, palette);
                LabelCase.of(4)
                        .policy(policy)
                        .mapping(both)
                        .mappingTargets(targets)
                        .ignoring(60L, 70L)
                        .named(type + " " + size)
                        .check(type, p, t);
                LabelCase.of(4)
                        .policy(policy)
                        .mapping(both)
                        .mappingTargets(targets)
                        .named(type + " " + size)
                        .check(type, p, t);
            }
        }
    }

    @Test
    @DisplayName("reduceZeroLabel keeps 255 ignored though a mapping makes it a class")
    void reducedBeforeMapped() {
        LabelRule rule = LabelRule.multiclass(3).mapLabel(255, 2).reduceZeroLabel().build();
        OverlapTally tally = OverlapTally.of(rule);
        OverlapState state = tally.newState();
        LabelMap labels = LabelMap.uint8(new byte[] {-1, -1});
        tally.accumulate(state, new SegmentationSample(labels, LabelMap.uint8(new byte[] {-1, 3})));
        assertThat(state.evidence(index -> true).ignored()).isEqualTo(1);
        assertThat(state.intersection(2)).isEqualTo(1);
    }

    @Test
    @DisplayName("In BINARY and MULTILABEL it maps the values of targets")
    void valuesOfTargets() {
        LabelMap prediction = LabelMap.uint8(new byte[] {1, 0, 1});
        LabelMap target = LabelMap.uint8(new byte[] {-1, 0, 7});
        OverlapTally binary =
                OverlapTally.of(
                        LabelRule.binary()
                                .mapTargetLabels(Map.of(255L, 1L, 7L, 9L))
                                .ignoreLabels(9)
                                .build());
        OverlapState state = binary.newState();
        binary.accumulate(state, new SegmentationSample(prediction, target));
        assertThat(state.intersection(0)).isEqualTo(1);
        assertThat(state.elements(0)).isEqualTo(2);
        assertThatThrownBy(
                        () -> binary.accumulate(state, new SegmentationSample(target, prediction)))
                .hasMessage("prediction has label 255 at [0], expected 0..1");
        OverlapTally labels =
                OverlapTally.of(
                        LabelRule.multilabel(1).mapTargetLabels(Map.of(0L, 1L, 1L, 0L)).build());
        OverlapState turned = labels.newState();
        MaskStack masks = MaskStack.uint8(new byte[] {1, 0, 1}, 1, 3);
        labels.accumulate(turned, new SegmentationSample(masks, masks));
        assertThat(turned.intersection(0)).isZero();
        assertThat(turned.target(0)).isEqualTo(1);
        assertThat(turned.prediction(0)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 38, 39, 150})
    @DisplayName("A message lists up to 40 pairs of a mapping and says how many there are more")
    void longMappings(int numClasses) {
        LabelRule rule = LabelRule.multiclass(numClasses).reduceZeroLabel().build();
        OverlapTally tally = OverlapTally.of(rule);
        SegmentationSample sample =
                new SegmentationSample(
                        LabelMap.uint8(new byte[1]), LabelMap.uint8(new byte[] {(byte) 254}));
        Map<Long, Long> listed = new TreeMap<>();
        reduced(numClasses).entrySet().stream()
                .limit(40)
                .forEach(entry -> listed.put(entry.getKey(), entry.getValue()));
        int more = numClasses + 2 - listed.size();
        assertThatThrownBy(() -> tally.accumulate(tally.newState(), sample))
                .hasMessage(
                        "target has label 254 at [0], expected 0..%d after mapping targets %s%s or"
                                + " ignored [255]",
                        numClasses - 1, listed, more == 0 ? "" : " and " + more + " more");
    }

    @Test
    @DisplayName("Rules that map targets differently are different")
    void equality() {
        LabelRule plain = LabelRule.multiclass(3).build();
        LabelRule both = LabelRule.multiclass(3).mapLabel(0, 1).build();
        LabelRule targets = LabelRule.multiclass(3).mapTargetLabels(Map.of(0L, 1L)).build();
        assertThat(Set.of(plain, both, targets)).hasSize(3);
        assertThat(Set.of(plain.toString(), both.toString(), targets.toString())).hasSize(3);
    }
}
