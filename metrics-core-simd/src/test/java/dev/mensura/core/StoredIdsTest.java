package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

import java.util.List;
import java.util.Map;

/// A mapping of class ids is for stored ids; masks and scores have none, their planes are the
/// classes. Where it would find nothing to map it is refused instead of left without effect.
class StoredIdsTest {
    private static final LabelMap SEVEN_AND_EIGHT = LabelMap.uint8(new byte[] {7, 8});
    private static final MaskStack MASKS = MaskStack.uint8(new byte[] {1, 0, 0, 1}, 2, 2);
    private static final ScoreMap SCORES =
            ScoreMap.float32(new float[] {2, 0, 1, 3}, Form.CLASS_FIRST, Kind.LOGITS, 2, 2);

    private static final LabelRule BOTH =
            LabelRule.multiclass(2).mapLabel(7, 0).mapLabel(8, 1).build();
    private static final LabelRule TARGETS =
            LabelRule.multiclass(2).mapTargetLabels(Map.of(7L, 0L, 8L, 1L)).build();

    @Test
    @DisplayName("stored ids are mapped, the planes of masks and scores are not")
    void storedIdsAreMapped() {
        for (Prediction prediction : List.of(SEVEN_AND_EIGHT, MASKS, SCORES)) {
            assertPerfect(BOTH, prediction, SEVEN_AND_EIGHT);
        }
        assertPerfect(BOTH, SEVEN_AND_EIGHT, MASKS);
        assertPerfect(TARGETS, MASKS, SEVEN_AND_EIGHT);
        assertPerfect(TARGETS, SCORES, SEVEN_AND_EIGHT);
    }

    private static void assertPerfect(LabelRule rule, Prediction prediction, Target target) {
        SegmentationSample sample = new SegmentationSample(prediction, target);
        OverlapState overlap = OverlapTally.of(rule).newState();
        OverlapTally.of(rule).accumulate(overlap, sample);
        ConfusionMatrix matrix = ConfusionTally.of(rule).newState();
        ConfusionTally.of(rule).accumulate(matrix, sample);
        assertThat(matrix.toArray()).isDeepEqualTo(new long[][] {{1, 0}, {0, 1}});
        assertThat(overlap).isEqualTo(OverlapState.of(matrix));
    }

    @Test
    @DisplayName("a mapping that finds no stored ids is refused, naming it, and nothing is counted")
    void noStoredIds() {
        LabelRule reduced = LabelRule.multiclass(2).reduceZeroLabel().build();
        assertRefused(TARGETS, SEVEN_AND_EIGHT, MASKS, "the mapping of targets {7=0, 8=1}");
        assertRefused(reduced, MASKS, MASKS, "the mapping of targets {0=255, 1=0, 2=1, 255=255}");
        assertRefused(BOTH, MASKS, MASKS, "in one of them for the mapping {7=0, 8=1}");
        assertRefused(BOTH, SCORES, MASKS, "in one of them for the mapping {7=0, 8=1}");
    }

    private static void assertRefused(
            LabelRule rule, Prediction prediction, Target target, String message) {
        SegmentationSample sample = new SegmentationSample(prediction, target);
        OverlapState overlap = OverlapTally.of(rule).newState();
        ConfusionMatrix matrix = ConfusionTally.of(rule).newState();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OverlapTally.of(rule).accumulate(overlap, sample))
                .withMessageContaining("expected stored class ids")
                .withMessageContaining(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionTally.of(rule).accumulate(matrix, sample))
                .withMessageContaining(message);
        assertThat(overlap).isEqualTo(OverlapTally.of(rule).newState());
        assertThat(matrix).isEqualTo(ConfusionTally.of(rule).newState());
    }
}
