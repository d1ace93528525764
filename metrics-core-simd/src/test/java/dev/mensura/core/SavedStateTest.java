package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.StateFormatException;
import dev.mensura.api.Tally;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The binary form of states: round trips, the documented layout, and contents that no counting
/// can give.
class SavedStateTest {
    private static final LabelRule RULE = LabelRule.multiclass(2).build();
    private static final ConfusionTally CONFUSION = ConfusionTally.of(RULE);
    private static final OverlapTally OVERLAP = OverlapTally.of(RULE);
    private static final OverlapTally IMAGES = ImageIoU.tally(RULE);
    private static final OverlapTally LABELS = OverlapTally.of(LabelRule.multilabel(2).build());

    private static SegmentationSample sample(Random random) {
        int size = random.nextInt(100);
        return new SegmentationSample(
                LabelMap.int64(Texture.NOISE.labels(random, size, 0, 1)),
                LabelMap.int64(Texture.NOISE.labels(random, size, 0, 1)));
    }

    @Test
    @DisplayName("What was written is read back")
    void roundTrip() {
        Random random = Seed.random("round trip");
        ConfusionMatrix matrix = CONFUSION.newState();
        OverlapState overlap = OVERLAP.newState();
        OverlapState images = IMAGES.newState();
        for (int round = 0; round < 50; round++) {
            assertThat(CONFUSION.read(CONFUSION.write(matrix))).isEqualTo(matrix);
            assertThat(OVERLAP.read(OVERLAP.write(overlap))).isEqualTo(overlap);
            assertThat(IMAGES.read(IMAGES.write(images))).isEqualTo(images);
            SegmentationSample sample = sample(random);
            CONFUSION.accumulate(matrix, sample);
            OVERLAP.accumulate(overlap, sample);
            IMAGES.accumulate(images, sample);
        }
    }

    @Test
    @DisplayName("The layout by hand")
    void layout() {
        SegmentationSample sample =
                new SegmentationSample(
                        LabelMap.uint8(new byte[] {0, 1, 0}), LabelMap.uint8(new byte[] {0, 1, 1}));
        ConfusionMatrix matrix = CONFUSION.newState();
        CONFUSION.accumulate(matrix, sample);
        assertThat(CONFUSION.write(matrix))
                .isEqualTo(SavedState.of(CONFUSION, 1, 0, 3, 0, 0, 1, 0, 1, 1));
        OverlapState overlap = OVERLAP.newState();
        OVERLAP.accumulate(overlap, sample);
        assertThat(OVERLAP.write(overlap))
                .isEqualTo(SavedState.of(OVERLAP, 1, 0, 3, 0, 0, 1, 1, 1, 2, 2, 1, 3, 3));
        OverlapState images = IMAGES.newState();
        IMAGES.accumulate(images, sample);
        long half = 1L << 61;
        assertThat(IMAGES.write(images))
                .isEqualTo(
                        SavedState.of(
                                IMAGES, 1, 0, 3, 0, 0, 1, 1, 1, 2, 2, 1, 3, 3, 0, 0, 0, half, half,
                                half, 1, 1, 1));
    }

    private static final ConfusionTally MANY =
            ConfusionTally.of(LabelRule.multiclass(3000).ignoreLabels(5).build());

    /// Returns the saved state of [#MANY] with these sample counts, number of pairs, and their numbers
    /// and counts.
    private static byte[] many(long[] seen, int pairs, long... numbersAndCounts) {
        ByteBuffer content =
                ByteBuffer.allocate(8 * seen.length + 4 + 8 * numbersAndCounts.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        LongStream.of(seen).forEach(content::putLong);
        content.putInt(pairs);
        LongStream.of(numbersAndCounts).forEach(content::putLong);
        return SavedState.of(MANY, content.array());
    }

    @Test
    @DisplayName("Above 2048 classes a matrix saves the cells that have elements")
    void manyClasses() {
        ConfusionMatrix matrix = MANY.newState();
        assertThat(MANY.write(matrix)).isEqualTo(many(new long[5], 0));
        MANY.accumulate(
                matrix,
                new SegmentationSample(
                        LabelMap.int16(new short[] {2999, 0, 7, 2999, 1}),
                        LabelMap.int16(new short[] {2999, 1, 0, 2999, 5})));
        byte[] saved = many(new long[] {1, 0, 4, 1, 0}, 3, 7, 3000, 8_999_999, 1, 1, 2);
        assertThat(MANY.write(matrix)).isEqualTo(saved);
        ConfusionMatrix read = MANY.read(saved);
        assertThat(read).isEqualTo(matrix).hasSameHashCodeAs(matrix);
        assertThat(read.get(2999, 2999)).isEqualTo(2);
        assertThat(read.get(1, 2999)).isZero();
        assertThat(read)
                .hasToString(
                        "ConfusionMatrix[samples=1, [target, prediction]="
                                + "{[0, 7]=1, [1, 0]=1, [2999, 2999]=2}]");
    }

    static Stream<byte[]> impossiblePairs() {
        long[] seen = {1, 0, 2, 0, 0};
        return Stream.of(
                many(seen, 2, 8, 7, 1, 1),
                many(seen, 2, 7, 7, 1, 1),
                many(seen, 2, -1, 7, 1, 1),
                many(seen, 2, 7, 9_000_000, 1, 1),
                many(seen, 3, 6, 7, 8, 1, 0, 1),
                many(seen, 2, 7, 8, 3, -1),
                many(seen, 2, 7, 8, 1, 2),
                many(seen, 1, 7, 1),
                many(seen, 2, 15_000, 15_001, 1, 1),
                many(seen, 3, 7, 8, 1, 1),
                many(seen, -1, 7, 8, 1, 1),
                many(seen, Integer.MIN_VALUE, 7, 8, 1, 1),
                many(seen, Integer.MAX_VALUE, 7, 8, 1, 1),
                many(seen, 1, 7, 2, 0));
    }

    @ParameterizedTest
    @MethodSource("impossiblePairs")
    @DisplayName("Impossible pairs are refused")
    void impossiblePairs(byte[] saved) {
        assertThatThrownBy(() -> MANY.read(saved)).isInstanceOf(StateFormatException.class);
    }

    static Stream<long[]> impossibleMatrices() {
        return Stream.of(
                new long[] {-1, 0, 0, 0, 0, 0, 0, 0, 0},
                new long[] {1, 0, -1, 0, 0, 0, 0, 0, 0},
                new long[] {1, 2, 1, 0, 0, 1, 0, 0, 0},
                new long[] {1, 0, 3, 0, 0, 1, 1, 0, 0},
                new long[] {1, 0, 1, 0, 0, 1, 1, 0, 0},
                new long[] {1, 0, 1, 0, 0, 2, -1, 0, 0},
                new long[] {1, 0, 1, -1, 0, 1, 0, 0, 0},
                new long[] {1, 0, Long.MAX_VALUE, 0, 0, Long.MAX_VALUE, Long.MAX_VALUE, 2, 0},
                new long[] {0, 0, 1, 0, 0, 1, 0, 0, 0},
                new long[] {0, 0, 0, 5, 0, 0, 0, 0, 0},
                new long[] {1, 1, 1, 0, 0, 1, 0, 0, 0},
                new long[] {1, 0, 0, 0, 0, 0, 0, 0, 0},
                new long[] {3, 0, 2, 0, 0, 2, 0, 0, 0},
                new long[] {1, 0, 1, 0, 0, 1, 0, 0},
                new long[] {1, 0, 1, 0, 0, 1, 0, 0, 0, 0});
    }

    @ParameterizedTest
    @MethodSource("impossibleMatrices")
    @DisplayName("Impossible matrices are refused")
    void impossibleMatrix(long[] content) {
        assertThatThrownBy(() -> CONFUSION.read(SavedState.of(CONFUSION, content)))
                .isInstanceOf(StateFormatException.class);
    }

    static Stream<long[]> impossibleOverlaps() {
        return Stream.of(
                new long[] {1, 0, 3, 0, 0, 2, 1, 1, 2, 2, 1, 3, 3},
                new long[] {1, 0, 3, 0, 0, -1, 1, 1, 2, 2, 1, 3, 3},
                new long[] {1, 0, 3, 0, 0, 1, 1, 1, 4, 2, 1, 3, 3},
                new long[] {1, 0, 3, 0, 0, 1, 1, 1, 2, 4, 1, 3, 3},
                new long[] {1, 0, 3, 0, 0, 0, 1, 2, 2, 2, 1, 3, 3},
                new long[] {1, 0, 3, 0, 0, 1, 1, 1, 2, 2, 1, 4, 4},
                new long[] {1, 0, 3, 0, 0, 1, 1, 1, 2, 2, 1, 3, 2},
                new long[] {0, 0, 3, 0, 0, 1, 1, 1, 2, 2, 1, 3, 3},
                new long[] {1, 0, 3, 0, 0, 1, 1, 1, 2, 2, 1, 3});
    }

    @ParameterizedTest
    @MethodSource("impossibleOverlaps")
    @DisplayName("Impossible overlaps are refused")
    void impossibleOverlap(long[] content) {
        assertThatThrownBy(() -> OVERLAP.read(SavedState.of(OVERLAP, content)))
                .isInstanceOf(StateFormatException.class);
    }

    static Stream<long[]> impossibleSums() {
        long one = 1L << 62;
        return Stream.of(
                new long[] {0, 0, 0, one + 1, 0, one, 1, 1, 1},
                new long[] {-1, 0, 0, one, one, one, 1, 1, 1},
                new long[] {0, 0, 0, one, one, one, 2, 1, 1},
                new long[] {0, 0, 0, one, one, one, -1, 1, 1},
                new long[] {0, 0, 0, 0, 0, 1, 1, 1, 0},
                new long[] {1, 0, 0, 0, 0, 0, 1, 1, 1},
                new long[] {0, 0, 0, -1, one, one, 1, 1, 1});
    }

    @ParameterizedTest
    @MethodSource("impossibleSums")
    @DisplayName("Impossible per-image sums are refused")
    void impossibleSum(long[] sums) {
        long[] content = Arrays.copyOf(new long[] {1, 0, 2, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2}, 22);
        System.arraycopy(sums, 0, content, 13, 9);
        assertThatThrownBy(() -> IMAGES.read(SavedState.of(IMAGES, content)))
                .isInstanceOf(StateFormatException.class);
    }

    @Test
    @DisplayName("Labels count their elements one by one")
    void multilabelElements() {
        OverlapState state =
                LABELS.read(SavedState.of(LABELS, 1, 0, 3, 0, 0, 1, 0, 1, 1, 1, 0, 2, 1));
        assertThat(state.elements(1)).isEqualTo(1);
        assertThatThrownBy(() ->
                        LABELS.read(SavedState.of(LABELS, 1, 0, 3, 0, 0, 1, 0, 1, 1, 1, 0, 2, 2)))
                .isInstanceOf(StateFormatException.class);
    }

    private static final ConfusionTally ERRORS =
            ConfusionTally.of(
                    LabelRule.multiclass(2).labelPolicy(LabelPolicy.COUNT_AS_ERROR).build());
    private static final ConfusionTally PLANES = ConfusionTally.of(LabelRule.multilabel(2).build());

    @Test
    @DisplayName("The layout of errors and of planes by hand")
    void layoutOfErrorsAndPlanes() {
        ConfusionMatrix errors = ERRORS.newState();
        ERRORS.accumulate(
                errors,
                new SegmentationSample(
                        LabelMap.uint8(new byte[] {0, 9, 1, 9, 0}),
                        LabelMap.uint8(new byte[] {0, 1, 8, 8, 1})));
        assertThat(ERRORS.write(errors))
                .isEqualTo(SavedState.of(ERRORS, 1, 0, 4, 0, 4, 1, 0, 1, 0, 0, 1, 0, 1));
        ConfusionMatrix planes = PLANES.newState();
        PLANES.accumulate(
                planes,
                new SegmentationSample(
                        MaskStack.uint8(new byte[] {0, 1, 1, 1, 1, 0}, 2, 3),
                        MaskStack.uint8(new byte[] {0, 1, 0, 1, 1, 1}, 2, 3)));
        assertThat(PLANES.write(planes))
                .isEqualTo(SavedState.of(PLANES, 1, 0, 6, 0, 0, 1, 1, 0, 1, 0, 0, 1, 2));
        assertThat(PLANES.read(PLANES.write(planes))).isEqualTo(planes);
        assertThat(ERRORS.read(ERRORS.write(errors))).isEqualTo(errors);
    }

    static Stream<long[]> impossibleErrors() {
        return Stream.of(
                // fewer labels outside the range than stand alone, an odd rest, none at all
                new long[] {1, 0, 4, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1},
                new long[] {1, 0, 4, 0, 3, 1, 0, 1, 0, 0, 1, 0, 1},
                new long[] {1, 0, 4, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1},
                new long[] {1, 0, 2, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0},
                // negative counts, sums that do not agree
                new long[] {1, 0, 4, 0, -4, 1, 0, 1, 0, 0, 1, 0, 1},
                new long[] {1, 0, 4, 0, 4, 1, 0, 1, 0, -1, 2, 0, 2},
                new long[] {1, 0, 4, 0, 4, 1, 0, 1, 0, 0, 2, 0, 1},
                new long[] {1, 0, 5, 0, 4, 1, 0, 1, 0, 0, 1, 0, 1},
                new long[] {1, 0, 4, 0, 4, 1, 0, 1, 0, 0, Long.MAX_VALUE, 0, Long.MAX_VALUE},
                // nothing was seen, and no room
                new long[] {0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0},
                new long[] {1, 0, 4, 0, 4, 1, 0, 1, 0, 0, 1, 0},
                new long[] {1, 0, 4, 0, 4, 1, 0, 1, 0, 0, 1, 0, 1, 0});
    }

    @ParameterizedTest
    @MethodSource("impossibleErrors")
    @DisplayName("Impossible counts of labels outside the range are refused")
    void impossibleErrors(long[] content) {
        assertThatThrownBy(() -> ERRORS.read(SavedState.of(ERRORS, content)))
                .isInstanceOf(StateFormatException.class);
    }

    @Test
    @DisplayName("A rule that rejects has seen no labels outside the range")
    void outOfRangeUnderReject() {
        assertThatThrownBy(
                        () -> CONFUSION.read(SavedState.of(CONFUSION, 1, 0, 1, 0, 1, 1, 0, 0, 0)))
                .isInstanceOf(StateFormatException.class);
        assertThatThrownBy(() ->
                        OVERLAP.read(SavedState.of(OVERLAP, 1, 0, 1, 0, 2, 1, 0, 1, 0, 1, 0, 1, 1)))
                .isInstanceOf(StateFormatException.class);
        OverlapTally lenient =
                OverlapTally.of(
                        LabelRule.multiclass(2).labelPolicy(LabelPolicy.IGNORE_PIXEL).build());
        OverlapState state =
                lenient.read(SavedState.of(lenient, 1, 0, 1, 0, 2, 1, 0, 1, 0, 1, 0, 1, 1));
        assertThat(state.evidence(index -> true).outOfRange()).isEqualTo(2);
    }

    static Stream<long[]> impossiblePlanes() {
        return Stream.of(
                new long[] {1, 0, 6, 0, 0, 1, 1, 0, 1, 0, 0, 1, 3},
                new long[] {1, 0, 6, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1},
                new long[] {1, 0, 6, 0, 0, 1, 1, 0, 1, 0, -1, 1, 3},
                new long[] {1, 0, 6, 0, 0, 2, 2, 0, 2},
                new long[] {1, 0, 6, 0, 2, 1, 1, 0, 1, 0, 0, 1, 2},
                new long[] {1, 0, 6, 0, 0, 1, 1, 0, 1, 0, 0, 1, 2, 0});
    }

    @ParameterizedTest
    @MethodSource("impossiblePlanes")
    @DisplayName("Impossible planes are refused")
    void impossiblePlanes(long[] content) {
        assertThatThrownBy(() -> PLANES.read(SavedState.of(PLANES, content)))
                .isInstanceOf(StateFormatException.class);
    }

    @Test
    @DisplayName("A state of other options is refused, naming both")
    void otherOptions() {
        byte[] written = CONFUSION.write(CONFUSION.newState());
        ConfusionTally other = ConfusionTally.of(LabelRule.multiclass(2).ignoreLabels(255).build());
        assertThatThrownBy(() -> other.read(written))
                .isInstanceOf(StateFormatException.class)
                .hasMessageContaining(CONFUSION.fingerprint())
                .hasMessageContaining(other.fingerprint());
        assertThatThrownBy(() -> IMAGES.read(OVERLAP.write(OVERLAP.newState())))
                .isInstanceOf(StateFormatException.class);
    }

    @Test
    @DisplayName("Every flipped bit and every cut is noticed")
    void damage() {
        damaged(CONFUSION, SavedState.of(CONFUSION, 1, 0, 3, 0, 0, 1, 0, 1, 1));
        damaged(ERRORS, SavedState.of(ERRORS, 1, 0, 4, 0, 4, 1, 0, 1, 0, 0, 1, 0, 1));
        damaged(PLANES, SavedState.of(PLANES, 1, 0, 6, 0, 0, 1, 1, 0, 1, 0, 0, 1, 2));
        damaged(OVERLAP, SavedState.of(OVERLAP, 1, 0, 3, 0, 0, 1, 1, 1, 2, 2, 1, 3, 3));
    }

    private static void damaged(Tally<SegmentationSample, ?> tally, byte[] good) {
        assertThat(tally.read(good)).isNotNull();
        for (int at = 0; at < good.length; at++) {
            byte[] flipped = good.clone();
            flipped[at] ^= (byte) (1 << (at % 8));
            assertThatThrownBy(() -> tally.read(flipped)).isInstanceOf(StateFormatException.class);
            byte[] cut = Arrays.copyOf(good, at);
            assertThatThrownBy(() -> tally.read(cut)).isInstanceOf(StateFormatException.class);
        }
    }
}
