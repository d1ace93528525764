package dev.mensura.core.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/// Shapes, mask stacks, score maps, and which of them make a sample.
class SamplesTest {
    private static LabelMap map(int... shape) {
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        return LabelMap.uint8(new byte[size], shape);
    }

    @Test
    @DisplayName("Shapes: sizes, coordinates, empty axes in any place")
    void shapes() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.size()).isEqualTo(24);
        assertThat(shape.coordinates(23)).isEqualTo("[1, 2, 3]");
        assertThat(shape.coordinates(4)).isEqualTo("[0, 1, 0]");
        assertThat(shape.withoutFirst()).isEqualTo(Shape.of(3, 4));
        assertThat(shape.withoutLast()).isEqualTo(Shape.of(2, 3)).hasToString("[2, 3]");
        long large = 1L << 40;
        assertThat(Shape.of(0, large, large).size()).isZero();
        assertThat(Shape.of(large, large, 0).size()).isZero();
        assertThatThrownBy(() -> Shape.of(large, large)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Shape.of(large, large, -1))
                .hasMessage(
                        "shape is [1099511627776, 1099511627776, -1], expected lengths of 0 or"
                                + " more");
    }

    @Test
    @DisplayName("A shape keeps its own lengths")
    void shapeCopies() {
        long[] lengths = {2, 3};
        Shape shape = Shape.of(lengths);
        lengths[0] = 9;
        assertThat(shape).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
    }

    @Test
    @DisplayName("Mask stacks: the label axis first, each mask a view")
    void maskStacks() {
        MaskStack stack = MaskStack.int64(new long[] {1, 2, 3, 4, 5, 6}, 3, 1, 2);
        assertThat(stack.numLabels()).isEqualTo(3);
        assertThat(stack.spatialShape()).isEqualTo(Shape.of(1, 2));
        assertThat(stack.mask(2).get(1)).isEqualTo(6);
        assertThat(stack.mask(1).shape()).isEqualTo(Shape.of(1, 2));
        assertThat(MaskStack.bool(new boolean[] {true, false}, 2, 1).mask(0).get(0)).isEqualTo(1);
        assertThat(MaskStack.int32(new int[] {-1, 7}, 2, 1).mask(0).get(0)).isEqualTo(-1);
        assertThat(MaskStack.uint8(new byte[0], 3, 0).mask(2).shape().size()).isZero();
        assertThatThrownBy(() -> stack.mask(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> stack.mask(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> MaskStack.uint8(new byte[5], 2, 3))
                .hasMessage("masks has 5 elements (5 bytes), expected 6 for shape [2, 3]");
        assertThatThrownBy(() -> MaskStack.uint8(new byte[5], 5))
                .hasMessage("shape is [5], expected 2 to 4 axes");
        List<MaskStack> batch =
                MaskStack.batch(
                        LabelType.UINT8, MemorySegment.ofArray(new byte[] {1, 2, 3, 4}), 2, 2, 1);
        assertThat(batch.get(1).mask(0).get(0)).isEqualTo(3);
        assertThat(batch).hasSize(2);
    }

    @Test
    @DisplayName("Score maps: where the class axis is, and the shape without it")
    void scoreMaps() {
        float[] six = new float[6];
        ScoreMap first = ScoreMap.float32(six, Form.CLASS_FIRST, Kind.LOGITS, 3, 1, 2);
        ScoreMap last = ScoreMap.float32(six, Form.CLASS_LAST, Kind.LOGITS, 1, 2, 3);
        ScoreMap labels = ScoreMap.float64(new double[6], Form.PER_LABEL, Kind.PROBABILITIES, 3, 2);
        ScoreMap binary = ScoreMap.float64(new double[6], Form.BINARY, Kind.LOGITS, 6);
        assertThat(List.of(first.channels(), last.channels(), labels.channels(), binary.channels()))
                .containsExactly(3, 3, 3, 1);
        assertThat(first.spatialShape()).isEqualTo(last.spatialShape()).isEqualTo(Shape.of(1, 2));
        assertThat(labels.spatialShape()).isEqualTo(Shape.of(2));
        assertThat(binary.spatialShape()).isEqualTo(Shape.of(6));
        assertThat(labels.isDoublePrecision()).isTrue();
        assertThat(first).hasToString("ScoreMap[float32 CLASS_FIRST LOGITS [3, 1, 2]]");
        assertThatThrownBy(() -> ScoreMap.float32(six, Form.CLASS_FIRST, Kind.LOGITS, 6))
                .hasMessage("shape is [6], expected 2 to 4 axes");
        assertThatThrownBy(() -> ScoreMap.float32(six, Form.BINARY, Kind.LOGITS, 1, 1, 2, 3))
                .hasMessage("shape is [1, 1, 2, 3], expected 1 to 3 axes");
        assertThatThrownBy(() -> ScoreMap.float32(six, Form.BINARY, Kind.LOGITS, 7))
                .hasMessage("scores has 6 elements (24 bytes), expected 7 for shape [7]");
    }

    @Test
    @DisplayName("Score buffers: position to limit, the machine's byte order")
    void scoreBuffers() {
        FloatBuffer floats = FloatBuffer.wrap(new float[] {1, 2, 3}).position(1);
        assertThat(ScoreMap.float32(floats, Form.BINARY, Kind.LOGITS, 2).segment().byteSize())
                .isEqualTo(8);
        ByteBuffer foreign = ByteBuffer.allocate(16);
        foreign.order(
                ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
                        ? ByteOrder.LITTLE_ENDIAN
                        : ByteOrder.BIG_ENDIAN);
        DoubleBuffer doubles = foreign.asDoubleBuffer();
        assertThatThrownBy(() -> ScoreMap.float64(doubles, Form.BINARY, Kind.LOGITS, 2))
                .hasMessageStartingWith("scores has byte order ")
                .hasMessageContaining("order(ByteOrder.nativeOrder())");
        List<ScoreMap> batch =
                ScoreMap.batch(
                        MemorySegment.ofArray(new float[12]),
                        false,
                        Form.CLASS_FIRST,
                        Kind.LOGITS,
                        2,
                        3,
                        2);
        assertThat(batch).hasSize(2);
        assertThat(batch.get(1).shape()).isEqualTo(Shape.of(3, 2));
    }

    @Test
    @DisplayName("Shapes must be equal: nothing is transposed, flattened or broadcast")
    void mismatch() {
        assertThatThrownBy(() -> new SegmentationSample(map(2, 3), map(3, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prediction has shape [2, 3], target has [3, 2]");
        assertThatThrownBy(() -> new SegmentationSample(map(6), map(2, 3)))
                .hasMessage("prediction has shape [6], target has [2, 3]");
        assertThatThrownBy(() -> new SegmentationSample(map(1, 2, 3), map(2, 3)))
                .hasMessage("prediction has shape [1, 2, 3], target has [2, 3]");
        assertThatThrownBy(() -> new SegmentationSample(map(0, 3), map(3, 0)))
                .hasMessage("prediction has shape [0, 3], target has [3, 0]");
        MaskStack masks = MaskStack.uint8(new byte[12], 2, 2, 3);
        assertThat(new SegmentationSample(masks, map(2, 3)).target().spatialShape())
                .isEqualTo(Shape.of(2, 3));
    }

    @Test
    @DisplayName("Batches must have as many predictions as targets; a bad pair is named")
    void batches() {
        List<LabelMap> two = List.of(map(2), map(2));
        assertThat(SegmentationSample.batch(two, two)).hasSize(2);
        assertThat(SegmentationSample.batch(List.of(), List.of())).isEmpty();
        assertThatThrownBy(() -> SegmentationSample.batch(two, List.of(map(2))))
                .hasMessage("predictions has 2 images, targets has 1");
        assertThatThrownBy(() -> SegmentationSample.batch(two, List.of(map(2), map(3))))
                .hasMessage("image 1: prediction has shape [2], target has [3]");
    }
}
