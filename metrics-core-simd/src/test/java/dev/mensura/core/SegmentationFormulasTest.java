package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mensura.api.PerClass;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The worked numbers of the documentation, and the edges of the formulas.
class SegmentationFormulasTest {
    private static final ConfusionTally TALLY = ConfusionTally.of(LabelRule.multiclass(3).build());

    /// Images 0011 / 0111 and 0000 / 0001 (target / prediction).
    private static ConfusionMatrix worked() {
        ConfusionMatrix matrix = TALLY.newState();
        TALLY.accumulate(matrix, sample(new byte[] {0, 1, 1, 1}, new byte[] {0, 0, 1, 1}));
        TALLY.accumulate(matrix, sample(new byte[] {0, 0, 0, 1}, new byte[] {0, 0, 0, 0}));
        return matrix;
    }

    private static SegmentationSample sample(byte[] prediction, byte[] target) {
        return new SegmentationSample(LabelMap.uint8(prediction), LabelMap.uint8(target));
    }

    private static PerClass iou(ClassCounts counts) {
        return SegmentationFormulas.perClass(
                counts.numClasses(), index -> SegmentationFormulas.iou(counts, index));
    }

    @Test
    @DisplayName("Table A: IoU, Dice, accuracies, frequency-weighted IoU")
    void workedNumbers() {
        ConfusionMatrix matrix = worked();
        assertThat(matrix.toArray()).isDeepEqualTo(new long[][] {{4, 2, 0}, {0, 2, 0}, {0, 0, 0}});
        assertThat(iou(matrix)).isEqualTo(PerClass.of(4.0 / 6, 0.5, Double.NaN));
        assertThat(SegmentationFormulas.mean(iou(matrix))).isEqualTo((4.0 / 6 + 0.5) / 2);
        PerClass dice =
                SegmentationFormulas.perClass(3, index -> SegmentationFormulas.dice(matrix, index));
        assertThat(dice).isEqualTo(PerClass.of(0.8, 4.0 / 6, Double.NaN));
        // 4 digits: the documentation rounds to them
        assertThat(SegmentationFormulas.mean(dice)).isCloseTo(0.7333, within(5e-5));
        assertThat(SegmentationFormulas.pixelAccuracy(matrix)).isEqualTo(0.75);
        assertThat(SegmentationFormulas.meanAccuracy(matrix)).isCloseTo(0.8333, within(5e-5));
        assertThat(SegmentationFormulas.frequencyWeightedIoU(matrix)).isEqualTo(0.625);
        assertThat(SegmentationFormulas.precision(matrix, 0)).isEqualTo(1.0);
        assertThat(SegmentationFormulas.precision(matrix, 1)).isEqualTo(0.5);
        assertThat(SegmentationFormulas.recall(matrix, 0)).isEqualTo(4.0 / 6);
    }

    @Test
    @DisplayName("0/0 is NaN, and averages over nothing are")
    void undefined() {
        ConfusionMatrix empty = TALLY.newState();
        assertThat(iou(empty)).isEqualTo(PerClass.of(Double.NaN, Double.NaN, Double.NaN));
        assertThat(SegmentationFormulas.mean(iou(empty))).isNaN();
        assertThat(SegmentationFormulas.mean(PerClass.empty())).isNaN();
        assertThat(SegmentationFormulas.pixelAccuracy(empty)).isNaN();
        assertThat(SegmentationFormulas.meanAccuracy(empty)).isNaN();
        assertThat(SegmentationFormulas.frequencyWeightedIoU(empty)).isNaN();
        assertThat(SegmentationFormulas.weightedMean(PerClass.of(0.5), index -> 0)).isNaN();
        assertThat(SegmentationFormulas.dice(empty, 0)).isNaN();
        assertThat(SegmentationFormulas.precision(worked(), 2)).isNaN();
    }

    @Test
    @DisplayName("A class only predicted counts as 0, and not in the mean accuracy")
    void onlyPredicted() {
        ConfusionMatrix matrix = TALLY.newState();
        TALLY.accumulate(matrix, sample(new byte[] {0, 0, 1, 2}, new byte[] {0, 0, 1, 1}));
        assertThat(iou(matrix)).isEqualTo(PerClass.of(1, 0.5, 0));
        assertThat(SegmentationFormulas.mean(iou(matrix))).isEqualTo(0.5);
        assertThat(SegmentationFormulas.meanAccuracy(matrix)).isEqualTo(0.75);
    }

    @Test
    @DisplayName("Classes that are not scored are NaN and leave the mean")
    void only() {
        PerClass values = SegmentationFormulas.only(PerClass.of(0.25, 0.5, 1), index -> index > 0);
        assertThat(values).isEqualTo(PerClass.of(Double.NaN, 0.5, 1));
        assertThat(SegmentationFormulas.mean(values)).isEqualTo(0.75);
    }

    @Test
    @DisplayName("2^25 right and one false positive is below 1")
    void oneErrorShows() {
        ConfusionMatrix matrix =
                TALLY.read(
                        SavedState.of(
                                TALLY, 1, 0, (1 << 25) + 1, 0, 0, 0, 1, 0, 0, 1 << 25, 0, 0, 0, 0));
        assertThat(SegmentationFormulas.iou(matrix, 1)).isLessThan(1).isGreaterThan(0.9999);
        assertThat(SegmentationFormulas.dice(matrix, 1)).isLessThan(1);
        assertThat(SegmentationFormulas.pixelAccuracy(matrix)).isLessThan(1);
    }

    @Test
    @DisplayName("Sums beyond 2^53 are exact before they are rounded once")
    void beyondDoubles() {
        long odd = (1L << 53) + 1;
        ConfusionMatrix matrix =
                TALLY.read(
                        SavedState.of(TALLY, 1, 0, 2 * odd, 0, 0, odd, 0, 0, 0, odd, 0, 0, 0, 0));
        assertThat(matrix.get(0, 0)).isEqualTo(odd);
        assertThat(matrix.evidence(index -> true).elements()).isEqualTo(2 * odd);
        assertThat(SegmentationFormulas.pixelAccuracy(matrix)).isEqualTo(1.0);
        assertThat(SegmentationFormulas.iou(matrix, 1)).isEqualTo(1.0);
    }
}
