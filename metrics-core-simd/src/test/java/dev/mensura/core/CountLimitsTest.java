package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;

/// Counts far beyond what an image holds: exact, and never wrapped.
class CountLimitsTest {
    private static final LabelRule RULE = LabelRule.multiclass(2).ignoreLabels(255).build();
    private static final ConfusionTally CONFUSION = ConfusionTally.of(RULE);
    private static final OverlapTally OVERLAP = OverlapTally.of(RULE);

    /// Target 0 1 1, prediction 0 1 0 and one ignored pixel.
    private static final SegmentationSample SAMPLE =
            new SegmentationSample(
                    LabelMap.uint8(new byte[] {0, 1, 0, 9}),
                    LabelMap.uint8(new byte[] {0, 1, 1, -1}));

    private static ConfusionMatrix matrix(long samples, long ignored, long... cells) {
        long elements = cells[0] + cells[1] + cells[2] + cells[3];
        return CONFUSION.read(
                SavedState.of(
                        CONFUSION, samples, 0, elements, ignored, cells[0], cells[1], cells[2],
                        cells[3]));
    }

    /// Returns a state where class 1 is right `right` times and nothing else happened.
    private static OverlapState overlap(long samples, long ignored, long right) {
        return OVERLAP.read(
                SavedState.of(
                        OVERLAP, samples, 0, right, ignored, 0, right, 0, right, 0, right, right,
                        right));
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 31, (1L << 32) - 1, (1L << 53) + 1, Long.MAX_VALUE - 3})
    @DisplayName("Counts beyond 2^31 and 2^53 add exactly")
    void exact(long count) {
        ConfusionMatrix matrix = matrix(1, 5, 0, 0, 0, count);
        CONFUSION.accumulate(matrix, SAMPLE);
        assertThat(matrix.toArray()).isDeepEqualTo(new long[][] {{1, 0}, {1, count + 1}});
        assertThat(matrix.samples()).isEqualTo(2);
        assertThat(matrix.target(1)).isEqualTo(count + 2);
        OverlapState state = overlap(1, 5, count);
        OVERLAP.accumulate(state, SAMPLE);
        assertThat(state.intersection(1)).isEqualTo(count + 1);
        assertThat(state.target(1)).isEqualTo(count + 2);
        assertThat(state.union(1)).isEqualTo(count + 2);
        assertThat(state.elements(0)).isEqualTo(count + 3);
        assertThat(state.evidence(index -> true).ignored()).isEqualTo(6);
        assertThat(CONFUSION.read(CONFUSION.write(matrix))).isEqualTo(matrix);
        assertThat(OVERLAP.read(OVERLAP.write(state))).isEqualTo(state);
    }

    @Test
    @DisplayName("Unions at the very end of long do not wrap on the way")
    void unionAtTheEnd() {
        long half = Long.MAX_VALUE / 2;
        ConfusionMatrix matrix = matrix(1, 0, 0, half, 0, half);
        assertThat(matrix.prediction(1)).isEqualTo(2 * half);
        assertThat(matrix.union(1)).isEqualTo(2 * half);
        assertThat(matrix.union(0)).isEqualTo(half);
        assertThat(SegmentationFormulas.iou(matrix, 1)).isEqualTo(0.5);
        assertThat(SegmentationFormulas.dice(matrix, 1)).isEqualTo(2.0 / 3);
        assertThat(SegmentationFormulas.pixelAccuracy(matrix)).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE - 2})
    @DisplayName("An overflow of elements throws and changes nothing")
    void elementsOverflow(long count) {
        ConfusionMatrix matrix = matrix(1, 0, 0, 0, 0, count);
        ConfusionMatrix known = matrix.copy();
        assertThatThrownBy(() -> CONFUSION.accumulate(matrix, SAMPLE))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> matrix.mergeFrom(known)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> matrix.plus(known)).isInstanceOf(ArithmeticException.class);
        assertThat(matrix).isEqualTo(known);
        OverlapState state = overlap(1, 0, count);
        OverlapState before = state.copy();
        assertThatThrownBy(() -> OVERLAP.accumulate(state, SAMPLE))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> state.mergeFrom(before)).isInstanceOf(ArithmeticException.class);
        assertThat(state).isEqualTo(before);
    }

    @Test
    @DisplayName("So does an overflow of samples or of ignored elements")
    void otherOverflows() {
        for (ConfusionMatrix full :
                new ConfusionMatrix[] {
                    CONFUSION.read(
                            SavedState.of(
                                    CONFUSION, Long.MAX_VALUE, Long.MAX_VALUE, 0, 0, 0, 0, 0, 0)),
                    matrix(1, Long.MAX_VALUE, 1, 0, 0, 0)
                }) {
            ConfusionMatrix known = full.copy();
            assertThatThrownBy(() -> CONFUSION.accumulate(full, SAMPLE))
                    .isInstanceOf(ArithmeticException.class);
            assertThat(full).isEqualTo(known);
        }
        OverlapState state = overlap(1, Long.MAX_VALUE, 1);
        OverlapState before = state.copy();
        assertThatThrownBy(() -> OVERLAP.accumulate(state, SAMPLE))
                .isInstanceOf(ArithmeticException.class);
        assertThat(state).isEqualTo(before);
    }

    @Test
    @DisplayName("Per-image sums keep still when the sample count overflows")
    void perImageOverflow() {
        OverlapTally tally = OverlapTally.withImageIoU(RULE, Set.of());
        long all = Long.MAX_VALUE;
        long[] content = new long[4 + 8 + 9];
        content[0] = all;
        content[1] = all - 1;
        content[2] = 1;
        content[4 + 1] = 1;
        content[4 + 3] = 1;
        content[4 + 5] = 1;
        content[4 + 6] = 1;
        content[4 + 7] = 1;
        OverlapState state = tally.read(SavedState.of(tally, content));
        OverlapState before = state.copy();
        assertThatThrownBy(() -> tally.accumulate(state, SAMPLE))
                .isInstanceOf(ArithmeticException.class);
        assertThat(state).isEqualTo(before).hasSameHashCodeAs(before);
        assertThat(tally.write(state)).isEqualTo(tally.write(before));
    }

    @Test
    @DisplayName("Sums over classes never wrap: overlapping masks can hold more than 2^63 together")
    void sumOverClasses() {
        long most = Long.MAX_VALUE;
        long[] content = {1, 0, most, 0, most, 0, most, most, most, 0, most, most};
        OverlapState state = OVERLAP.read(SavedState.of(OVERLAP, content));
        assertThat(SegmentationFormulas.pixelAccuracy(state)).isEqualTo(0.5);
        assertThat(SegmentationFormulas.frequencyWeightedIoU(state)).isEqualTo(0.5);
        assertThat(SegmentationFormulas.meanAccuracy(state)).isEqualTo(0.5);
        assertThat(SegmentationFormulas.dice(state, 0)).isEqualTo(1.0);
    }
}
