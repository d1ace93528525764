package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricState;
import dev.mensura.api.Tally;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.LongStream;
import java.util.stream.Stream;

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
                        CONFUSION, samples, 0, elements, ignored, 0, cells[0], cells[1], cells[2],
                        cells[3]));
    }

    /// Returns a state where class 1 is right `right` times and nothing else happened.
    private static OverlapState overlap(long samples, long ignored, long right) {
        return OVERLAP.read(
                SavedState.of(
                        OVERLAP, samples, 0, right, ignored, 0, 0, right, 0, right, 0, right, right,
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
                                    CONFUSION,
                                    Long.MAX_VALUE,
                                    Long.MAX_VALUE,
                                    0,
                                    0,
                                    0,
                                    0,
                                    0,
                                    0,
                                    0)),
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
        OverlapTally tally = ImageIoU.tally(RULE);
        long all = Long.MAX_VALUE;
        long[] content = new long[5 + 8 + 9];
        content[0] = all;
        content[1] = all - 1;
        content[2] = 1;
        content[5 + 1] = 1;
        content[5 + 3] = 1;
        content[5 + 5] = 1;
        content[5 + 6] = 1;
        content[5 + 7] = 1;
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
        long[] content = {1, 0, most, 0, 0, most, 0, most, most, most, 0, most, most};
        OverlapState state = OVERLAP.read(SavedState.of(OVERLAP, content));
        assertThat(SegmentationFormulas.pixelAccuracy(state)).isEqualTo(0.5);
        assertThat(SegmentationFormulas.frequencyWeightedIoU(state)).isEqualTo(0.5);
        assertThat(SegmentationFormulas.meanAccuracy(state)).isEqualTo(0.5);
        assertThat(SegmentationFormulas.dice(state, 0)).isEqualTo(1.0);
    }

    static Stream<Tally<SegmentationSample, ?>> tallies() {
        LabelRule.Builder lenient = LabelRule.multiclass(2).ignoreLabels(255);
        return Stream.of(LabelPolicy.IGNORE_PIXEL, LabelPolicy.COUNT_AS_ERROR)
                .map(policy -> lenient.labelPolicy(policy).build())
                .flatMap(rule ->
                        Stream.of(
                                ConfusionTally.of(rule),
                                OverlapTally.of(rule),
                                ImageIoU.tally(rule)));
    }

    /// One element of every kind: right, wrong, ignored, bad prediction, bad target, both bad.
    private static final SegmentationSample EVERY_KIND =
            new SegmentationSample(
                    LabelMap.uint8(new byte[] {1, 0, 9, 9, 0, 9}),
                    LabelMap.uint8(new byte[] {1, 1, -1, 1, 8, 8}));

    @ParameterizedTest
    @MethodSource("tallies")
    @DisplayName(
            "Doubled up to the end of long, every count is exact; one more throws and changes"
                    + " nothing")
    <A extends MetricState<A> & ClassCounts> void doubling(Tally<SegmentationSample, A> tally) {
        A state = tally.newState();
        tally.accumulate(state, EVERY_KIND);
        long[] once = counts(tally, state);
        assertThat(once[0]).as("samples").isEqualTo(1);
        int doublings = 0;
        while (true) {
            A other = tally.read(tally.write(state));
            A before = state.copy();
            byte[] saved = tally.write(state);
            try {
                state.mergeFrom(other);
            } catch (ArithmeticException overflow) {
                assertThat(state).isEqualTo(before).hasSameHashCodeAs(before);
                assertThat(tally.write(state)).isEqualTo(saved);
                assertThat(other).isEqualTo(before);
                break;
            }
            doublings++;
            long[] now = counts(tally, state);
            for (int i = 0; i < once.length; i++) {
                assertThat(now[i]).as("count %d", i).isEqualTo(once[i] << doublings);
            }
        }
        // the largest count of one sample is 4 labels outside the range: 2^63 comes at doubling 61
        assertThat(doublings).isEqualTo(60);
    }

    private static <A extends MetricState<A> & ClassCounts> long[] counts(
            Tally<SegmentationSample, A> tally, A state) {
        boolean matrix = state instanceof ConfusionMatrix;
        Evidence evidence =
                matrix
                        ? ((ConfusionMatrix) (Object) state).evidence(index -> true)
                        : ((OverlapState) (Object) state).evidence(index -> true);
        assertThat(evidence.outOfRange()).as(tally.fingerprint()).isPositive();
        return new long[] {
            evidence.samples(),
            evidence.elements(),
            evidence.ignored(),
            evidence.outOfRange(),
            state.intersection(1),
            state.target(1),
            state.prediction(0),
            state.union(1),
            state.elements(1),
            state.trueNegatives(0)
        };
    }

    static Stream<long[]> fullCounts() {
        long most = Long.MAX_VALUE;
        // samples, empty samples, elements, ignored, labels outside the range
        return Stream.of(
                new long[] {most, most - 1, 1, 0, 0},
                new long[] {most, 0, most, 0, 0},
                new long[] {1, 0, most, 0, 0},
                new long[] {1, 0, most - 2, 0, 0},
                new long[] {1, 0, 1, most, 0},
                new long[] {1, 0, 1, 0, most - 1},
                new long[] {1, 0, 1, 0, most - 3});
    }

    @ParameterizedTest
    @MethodSource("fullCounts")
    @DisplayName("Each count that overflows throws, in counting and merging, and changes nothing")
    void eachCount(long[] seen) {
        LabelRule rule =
                LabelRule.multiclass(2)
                        .ignoreLabels(255)
                        .labelPolicy(LabelPolicy.COUNT_AS_ERROR)
                        .build();
        long[] head = {seen[0], seen[1], seen[2], seen[3], seen[4]};
        long n = seen[2];
        ConfusionTally matrices = ConfusionTally.of(rule);
        unchanged(matrices, SavedState.of(matrices, join(head, n, 0, 0, 0, 0, 0, 0, 0)));
        OverlapTally overlaps = OverlapTally.of(rule);
        unchanged(overlaps, SavedState.of(overlaps, join(head, n, 0, n, 0, n, 0, n, n)));
        OverlapTally images = ImageIoU.tally(rule);
        unchanged(
                images,
                SavedState.of(
                        images, join(head, n, 0, n, 0, n, 0, n, n, 0, 0, 0, 5, 0, 5, 1, 0, 1)));
    }

    private static long[] join(long[] head, long... tail) {
        return LongStream.concat(LongStream.of(head), LongStream.of(tail)).toArray();
    }

    private static <A extends MetricState<A>> void unchanged(
            Tally<SegmentationSample, A> tally, byte[] saved) {
        A state = tally.read(saved);
        A one = tally.newState();
        tally.accumulate(one, EVERY_KIND);
        A before = state.copy();
        assertThatThrownBy(() -> tally.accumulate(state, EVERY_KIND))
                .isInstanceOf(ArithmeticException.class);
        assertThat(state).isEqualTo(before);
        assertThatThrownBy(() -> state.mergeFrom(one)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> state.plus(one)).isInstanceOf(ArithmeticException.class);
        assertThat(state).isEqualTo(before).hasSameHashCodeAs(before);
        assertThat(tally.write(state)).isEqualTo(saved);
        A known = one.copy();
        assertThatThrownBy(() -> one.mergeFrom(state)).isInstanceOf(ArithmeticException.class);
        assertThat(one).isEqualTo(known);
        assertThat(state).isEqualTo(before);
        tally.accumulate(one, EVERY_KIND);
        assertThat(one).as("still usable").isEqualTo(known.plus(known));
    }

    @Test
    @DisplayName("Labels share one number of elements, which is what overflows")
    void labels() {
        LabelRule rule = LabelRule.multilabel(2).build();
        long half = 1L << 62;
        MaskStack masks = MaskStack.uint8(new byte[2], 2, 1);
        SegmentationSample sample = new SegmentationSample(masks, masks);
        ConfusionTally matrices = ConfusionTally.of(rule);
        ConfusionMatrix matrix =
                matrices.read(
                        SavedState.of(
                                matrices,
                                1,
                                0,
                                2 * half - 1,
                                0,
                                0,
                                half,
                                0,
                                0,
                                0,
                                half - 1,
                                0,
                                0,
                                0));
        ConfusionMatrix known = matrix.copy();
        assertThatThrownBy(() -> matrices.accumulate(matrix, sample))
                .isInstanceOf(ArithmeticException.class);
        assertThat(matrix).isEqualTo(known);
        assertThat(matrix.elements(0)).isEqualTo(half);
        OverlapTally overlaps = OverlapTally.of(rule);
        OverlapState state = overlaps.derivedFrom(matrices).orElseThrow().apply(matrix);
        OverlapState before = state.copy();
        assertThatThrownBy(() -> overlaps.accumulate(state, sample))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> state.mergeFrom(before)).isInstanceOf(ArithmeticException.class);
        assertThat(state).isEqualTo(before);
        assertThat(overlaps.read(overlaps.write(state))).isEqualTo(state);
    }
}
