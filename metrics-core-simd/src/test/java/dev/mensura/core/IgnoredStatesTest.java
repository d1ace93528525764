package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mensura.api.StateFormatException;
import dev.mensura.api.Tally;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Elements whose target is ignored are in no count, so neither a saved state nor a matrix from
/// elsewhere may hold any.
class IgnoredStatesTest {
    private static final LabelRule IGNORING = LabelRule.multiclass(3).ignoreLabels(0).build();

    @Test
    @DisplayName(
            "a matrix from elsewhere has an empty row for an ignored class, and keeps its column")
    void matrixFromElsewhere() {
        ConfusionTally tally = ConfusionTally.of(IGNORING);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tally.stateOf(new long[][] {{1, 0, 0}, {0, 2, 0}, {1, 0, 2}}))
                .withMessage("cells has elements of target 0, expected none of an ignored label");
        assertThat(tally.stateOf(new long[][] {{0, 0, 0}, {0, 2, 0}, {1, 0, 2}}).get(2, 0))
                .isEqualTo(1);
    }

    @Test
    @DisplayName(
            "a saved matrix is refused that counts an ignored target, in a cell or as an error")
    void savedMatrix() {
        refused(ConfusionTally.of(IGNORING), 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        LabelRule errors =
                LabelRule.multiclass(2)
                        .ignoreLabels(0)
                        .labelPolicy(LabelPolicy.COUNT_AS_ERROR)
                        .build();
        accepted(ConfusionTally.of(errors), 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0);
        refused(ConfusionTally.of(errors), 1, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0);
    }

    @Test
    @DisplayName("a saved overlap is refused that counts an ignored target")
    void savedOverlap() {
        OverlapTally classes = OverlapTally.of(LabelRule.multiclass(2).ignoreLabels(0).build());
        accepted(classes, 1, 0, 2, 0, 0, 0, 1, 0, 2, 1, 1, 2, 2);
        refused(classes, 1, 0, 2, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2);
        OverlapTally noForeground = OverlapTally.of(LabelRule.binary().ignoreLabels(1).build());
        accepted(noForeground, 1, 0, 2, 1, 0, 0, 0, 1, 2);
        refused(noForeground, 1, 0, 2, 1, 0, 1, 1, 1, 2);
        OverlapTally foregroundAlone = OverlapTally.of(LabelRule.binary().ignoreLabels(0).build());
        accepted(foregroundAlone, 1, 0, 2, 1, 0, 1, 2, 1, 2);
        refused(foregroundAlone, 1, 0, 2, 1, 0, 1, 1, 1, 2);
    }

    @Test
    @DisplayName("a rule that ignores nothing has ignored nothing")
    void nothingIgnored() {
        OverlapTally tally = OverlapTally.of(LabelRule.binary().build());
        accepted(tally, 1, 0, 1, 0, 0, 1, 1, 1, 1);
        refused(tally, 1, 0, 1, 1, 0, 1, 1, 1, 1);
    }

    private static void accepted(Tally<?, ?> tally, long... content) {
        assertThat(tally.read(SavedState.of(tally, content)).samples()).isEqualTo(content[0]);
    }

    private static void refused(Tally<?, ?> tally, long... content) {
        assertThatExceptionOfType(StateFormatException.class)
                .isThrownBy(() -> tally.read(SavedState.of(tally, content)));
    }
}
