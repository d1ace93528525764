package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.Tally;
import dev.mensura.core.input.LabelMap;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What a rule is, which rules are equal, and which pairs have no meaning under it.
class LabelRuleTest {
    private static final LabelMap LABELS = LabelMap.uint8(new byte[2]);
    private static final MaskStack MASKS = MaskStack.uint8(new byte[] {1, 1, 0, 0, 0, 0}, 3, 2);
    private static final ScoreMap BINARY = scores(Form.BINARY, 2);
    private static final ScoreMap FIRST = scores(Form.CLASS_FIRST, 3, 2);
    private static final ScoreMap LAST = scores(Form.CLASS_LAST, 2, 3);
    private static final ScoreMap PLANES = scores(Form.PER_LABEL, 3, 2);
    private static final LabelRule ONE = LabelRule.binary().build();
    private static final LabelRule MANY = LabelRule.multiclass(3).build();
    private static final LabelRule LARGE = LabelRule.multiclass(300).build();
    private static final LabelRule SETS = LabelRule.multilabel(3).build();

    private static ScoreMap scores(Form form, int... shape) {
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        return ScoreMap.float32(new float[size], form, Kind.LOGITS, shape);
    }

    static Stream<Arguments> wrongPairs() {
        return Stream.of(
                Arguments.of(ONE, LABELS, MASKS),
                Arguments.of(ONE, MASKS, LABELS),
                Arguments.of(ONE, MASKS, MASKS),
                Arguments.of(ONE, FIRST, LABELS),
                Arguments.of(ONE, LAST, LABELS),
                Arguments.of(ONE, PLANES, LABELS),
                Arguments.of(ONE, BINARY, MASKS),
                Arguments.of(MANY, BINARY, LABELS),
                Arguments.of(MANY, PLANES, LABELS),
                Arguments.of(MANY, BINARY, MASKS),
                Arguments.of(MANY, PLANES, MASKS),
                Arguments.of(LARGE, BINARY, LABELS),
                Arguments.of(LARGE, PLANES, LABELS),
                Arguments.of(SETS, LABELS, LABELS),
                Arguments.of(SETS, LABELS, MASKS),
                Arguments.of(SETS, MASKS, LABELS),
                Arguments.of(SETS, FIRST, MASKS),
                Arguments.of(SETS, LAST, MASKS),
                Arguments.of(SETS, BINARY, MASKS),
                Arguments.of(SETS, PLANES, LABELS));
    }

    @ParameterizedTest
    @MethodSource("wrongPairs")
    @DisplayName("A pair without a meaning is refused, naming both sides and the task")
    void wrongPair(LabelRule rule, Prediction prediction, Target target) {
        SegmentationSample sample = new SegmentationSample(prediction, target);
        OverlapTally overlap = OverlapTally.of(rule);
        OverlapState state = overlap.newState();
        assertThatThrownBy(() -> overlap.accumulate(state, sample))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(prediction.toString())
                .hasMessageContaining(target.toString())
                .hasMessageContaining(rule.task().name().toLowerCase(Locale.ROOT));
        assertThat(state).isEqualTo(overlap.newState());
        ConfusionTally confusion = ConfusionTally.of(rule);
        ConfusionMatrix matrix = confusion.newState();
        assertThatThrownBy(() -> confusion.accumulate(matrix, sample))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(prediction.toString())
                .hasMessageContaining(target.toString())
                .hasMessageContaining(rule.task().name().toLowerCase(Locale.ROOT));
        assertThat(matrix).isEqualTo(confusion.newState());
    }

    static Stream<Arguments> rightPairs() {
        return Stream.of(
                Arguments.of(ONE, LABELS, LABELS),
                Arguments.of(ONE, BINARY, LABELS),
                Arguments.of(MANY, LABELS, LABELS),
                Arguments.of(MANY, FIRST, LABELS),
                Arguments.of(MANY, LAST, LABELS),
                Arguments.of(MANY, LABELS, MASKS),
                Arguments.of(MANY, MASKS, LABELS),
                Arguments.of(MANY, MASKS, MASKS),
                Arguments.of(MANY, FIRST, MASKS),
                Arguments.of(MANY, LAST, MASKS),
                Arguments.of(SETS, MASKS, MASKS),
                Arguments.of(SETS, PLANES, MASKS));
    }

    @ParameterizedTest
    @MethodSource("rightPairs")
    @DisplayName("Every pair of the documented table is counted")
    void rightPair(LabelRule rule, Prediction prediction, Target target) {
        SegmentationSample sample = new SegmentationSample(prediction, target);
        OverlapTally overlap = OverlapTally.of(rule);
        OverlapState state = overlap.newState();
        overlap.accumulate(state, sample);
        assertThat(state.evidence(index -> true).elements())
                .isEqualTo(rule.task() == Task.MULTILABEL ? 6 : 2);
        ConfusionTally confusion = ConfusionTally.of(rule);
        ConfusionMatrix matrix = confusion.newState();
        confusion.accumulate(matrix, sample);
        if (rule.task() == Task.MULTILABEL) {
            boolean first = prediction instanceof MaskStack;
            assertThat(matrix.toArray(0))
                    .isDeepEqualTo(
                            first ? new long[][] {{0, 0}, {0, 2}} : new long[][] {{0, 0}, {2, 0}});
            assertThat(matrix.get(1, 0, 0)).isEqualTo(2);
            assertThat(matrix.get(2, 0, 0)).isEqualTo(2);
        } else {
            assertThat(matrix.get(0, 0)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_537, Integer.MIN_VALUE})
    @DisplayName("numClasses outside [1, 65536] is refused")
    void numClasses(int numClasses) {
        assertThatThrownBy(() -> LabelRule.multiclass(numClasses))
                .hasMessage("numClasses is " + numClasses + ", expected 1 to 65536");
        assertThatThrownBy(() -> LabelRule.multilabel(numClasses))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("Every rule has a matrix, of as many classes or labels as a rule may have")
    void confusionRules() {
        assertThat(ConfusionTally.of(ONE).newState().planes()).isEqualTo(1);
        LabelRule most = LabelRule.multilabel(LabelRule.MAX_CLASSES).build();
        ConfusionMatrix planes = ConfusionTally.of(most).newState();
        assertThat(planes.planes()).isEqualTo(LabelRule.MAX_CLASSES);
        assertThat(planes.size()).isEqualTo(2);
        for (LabelPolicy policy : LabelPolicy.values()) {
            LabelRule all = LabelRule.multiclass(LabelRule.MAX_CLASSES).labelPolicy(policy).build();
            ConfusionMatrix matrix = ConfusionTally.of(all).newState();
            assertThat(matrix.size()).isEqualTo(LabelRule.MAX_CLASSES);
            assertThat(matrix.get(65_535, 65_535)).isZero();
        }
    }

    @Test
    @DisplayName("Tallies are equal, and have equal fingerprints, by their options alone")
    void equality() {
        List<Tally<SegmentationSample, ?>> different =
                List.of(
                        ConfusionTally.of(MANY),
                        OverlapTally.of(MANY),
                        ImageIoU.tally(MANY),
                        ImageIoU.tally(MANY, 0),
                        OverlapTally.of(ONE),
                        OverlapTally.of(SETS),
                        OverlapTally.of(LARGE),
                        OverlapTally.of(LabelRule.multiclass(1).build()),
                        OverlapTally.of(LabelRule.multiclass(3).ignoreLabels(1).build()),
                        OverlapTally.of(LabelRule.multiclass(3).mapLabel(1, 0).build()),
                        OverlapTally.of(LabelRule.binary().threshold(0.25).build()),
                        OverlapTally.of(
                                LabelRule.binary()
                                        .thresholdRule(ThresholdRule.GREATER_OR_EQUAL)
                                        .build()),
                        OverlapTally.of(
                                LabelRule.multiclass(3).mapTargetLabels(Map.of(1L, 0L)).build()),
                        OverlapTally.of(LabelRule.multiclass(3).reduceZeroLabel().build()),
                        OverlapTally.of(
                                LabelRule.multiclass(3)
                                        .labelPolicy(LabelPolicy.IGNORE_PIXEL)
                                        .build()),
                        OverlapTally.of(
                                LabelRule.multiclass(3)
                                        .labelPolicy(LabelPolicy.COUNT_AS_ERROR)
                                        .build()));
        for (int a = 0; a < different.size(); a++) {
            for (int b = 0; b < different.size(); b++) {
                Tally<SegmentationSample, ?> one = different.get(a);
                Tally<SegmentationSample, ?> other = different.get(b);
                assertThat(one.equals(other)).as("%s, %s", one, other).isEqualTo(a == b);
                assertThat(one.fingerprint().equals(other.fingerprint())).isEqualTo(a == b);
            }
        }
        LabelRule left = LabelRule.multiclass(3).ignoreLabels(255, -1).mapLabel(7, 1).build();
        LabelRule right =
                LabelRule.multiclass(3)
                        .mapLabels(Map.of(7L, 1L))
                        .ignoreLabels(Set.of(-1L, 255L))
                        .build();
        assertThat(OverlapTally.of(left))
                .isEqualTo(OverlapTally.of(right))
                .hasSameHashCodeAs(OverlapTally.of(right));
        assertThat(ConfusionTally.of(left).fingerprint())
                .isEqualTo(ConfusionTally.of(right).fingerprint());
    }

    @Test
    @DisplayName("A builder that goes on does not change the rule it built")
    void builderReuse() {
        LabelRule.Builder builder = LabelRule.multiclass(3).ignoreLabels(1);
        LabelRule before = builder.build();
        builder.ignoreLabels(2).mapLabel(0, 1);
        assertThat(before.ignoreLabels()).containsExactly(1L);
        assertThat(before.labelMapping()).isEmpty();
        assertThat(before.isScored(2)).isTrue();
        assertThatThrownBy(() -> before.ignoreLabels().add(5L))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
