package dev.mensura.examples.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.Metric;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.MeanIoU;
import dev.mensura.segmentation.SegmentationResult;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.util.TransferPair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.lang.foreign.Arena;
import java.util.List;

class ArrowVectorsTest {
    private static final LabelMap TARGET = LabelMap.uint8(new byte[] {0, 0, 1, 1, 2, 2}, 2, 3);
    private static final int[] PREDICTED = {0, 1, 1, 1, 2, 2};

    // IoU of PREDICTED is 1/2, 2/3 and 2/2
    private static final double MEAN_IOU = 13 / 18.0;

    private final BufferAllocator allocator = new RootAllocator();

    /// An allocator that closes proves that every buffer was given back.
    @AfterEach
    void closeAllocator() {
        allocator.close();
    }

    @Test
    void looksAtTheMemoryOfEveryTypeOfInteger() {
        for (FieldVector vector :
                List.of(
                        new UInt1Vector("uint8", allocator),
                        new TinyIntVector("int8", allocator),
                        new UInt2Vector("uint16", allocator),
                        new SmallIntVector("int16", allocator),
                        new IntVector("int32", allocator),
                        new BigIntVector("int64", allocator))) {
            try (vector;
                    Arena arena = Arena.ofShared()) {
                fill(vector, PREDICTED);
                LabelMap prediction = ArrowVectors.labels(arena, vector, 2, 3);

                assertThat(prediction.segment().address())
                        .as(vector.getName())
                        .isEqualTo(vector.getDataBuffer().memoryAddress());
                assertThat(prediction.type().toString()).isEqualToIgnoringCase(vector.getName());
                assertThat(score(prediction)).as(vector.getName()).isEqualTo(MEAN_IOU);
            }
        }
    }

    @Test
    void looksAtASlice() {
        try (UInt1Vector whole = new UInt1Vector("labels", allocator);
                Arena arena = Arena.ofShared()) {
            fill(whole, 9, 9, 0, 1, 1, 1, 2, 2, 9);
            TransferPair pair = whole.getTransferPair(allocator);
            pair.splitAndTransfer(2, 6);
            try (UInt1Vector slice = (UInt1Vector) pair.getTo()) {
                LabelMap prediction = ArrowVectors.labels(arena, slice, 2, 3);

                assertThat(prediction.segment().address())
                        .isEqualTo(whole.getDataBuffer().memoryAddress() + 2);
                assertThat(score(prediction)).isEqualTo(MEAN_IOU);
            }
        }
    }

    @Test
    void takesListsOfOneLengthAsABatch() {
        try (FixedSizeListVector images = lists(MinorType.INT, 2);
                Arena arena = Arena.ofShared()) {
            fill(images.getDataVector(), 0, 1, 1, 2);
            close(images, 2);
            List<LabelMap> predictions = ArrowVectors.labels(arena, images, 1, 2);
            LabelMap zeroOne = LabelMap.uint8(new byte[] {0, 1}, 1, 2);
            LabelMap oneOne = LabelMap.uint8(new byte[] {1, 1}, 1, 2);
            Metric<SegmentationSample, SegmentationResult> metric =
                    MeanIoU.builder(3).build().newMetric();

            metric.updateAll(SegmentationSample.batch(predictions, List.of(zeroOne, oneOne)));

            assertThat(predictions.get(1).segment().address())
                    .isEqualTo(
                            images.getDataVector().getDataBuffer().memoryAddress()
                                    + 2 * Integer.BYTES);
            // 1/1, 2/3 and 0/1
            assertThat(metric.compute().value()).isEqualTo((1 + 2 / 3.0) / 3);
        }
    }

    @Test
    void takesListsOfFloatsAsScores() {
        try (FixedSizeListVector images = lists(MinorType.FLOAT4, 6);
                Arena arena = Arena.ofShared()) {
            Float4Vector values = (Float4Vector) images.getDataVector();
            float[] scores = {2, 0, 1, 1, 1, 0};
            values.allocateNew(6);
            for (int i = 0; i < scores.length; i++) {
                values.set(i, scores[i]);
            }
            values.setValueCount(6);
            close(images, 1);
            ScoreMap classes =
                    ArrowVectors.scores(arena, images, Form.CLASS_FIRST, Kind.LOGITS, 3, 2).get(0);
            LabelMap target = LabelMap.uint8(new byte[] {0, 2}, 2);

            assertThat(classes.segment().address())
                    .isEqualTo(values.getDataBuffer().memoryAddress());
            // the highest scores are those of 0 and 1: 1/1, 0/1 and 0/1
            assertThat(
                            MeanIoU.builder(3)
                                    .build()
                                    .score(new SegmentationSample(classes, target))
                                    .value())
                    .isEqualTo(1 / 3.0);
        }
    }

    @Test
    void keepsTheMemoryUntilTheArenaIsClosed() {
        Arena arena = Arena.ofShared();
        LabelMap prediction;
        try (IntVector vector = new IntVector("labels", allocator)) {
            fill(vector, PREDICTED);
            prediction = ArrowVectors.labels(arena, vector, 2, 3);
        }

        assertThat(score(prediction)).as("the vector is closed").isEqualTo(MEAN_IOU);
        assertThat(allocator.getAllocatedMemory()).isPositive();
        arena.close();
        assertThat(allocator.getAllocatedMemory()).isZero();
        assertThatThrownBy(() -> score(prediction)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesNulls() {
        try (IntVector vector = new IntVector("labels", allocator);
                FixedSizeListVector images = lists(MinorType.INT, 1);
                Arena arena = Arena.ofShared()) {
            fill(vector, PREDICTED);
            vector.setNull(4);
            fill(images.getDataVector(), 0, 1);
            close(images, 2);
            images.setNull(1);

            assertThatThrownBy(() -> ArrowVectors.labels(arena, vector, 2, 3))
                    .hasMessageStartingWith("vector labels has 1 nulls, expected none");
            assertThatThrownBy(() -> ArrowVectors.labels(arena, images, 1))
                    .hasMessageStartingWith("vector images has 1 nulls, expected none");
            vector.set(4, 255);
            assertThat(ArrowVectors.labels(arena, vector, 2, 3).get(4)).isEqualTo(255);
        }
    }

    @Test
    void refusesOtherTypesAndShapes() {
        try (UInt4Vector vector = new UInt4Vector("labels", allocator);
                IntVector ints = new IntVector("labels", allocator);
                Arena arena = Arena.ofShared()) {
            fill(ints, PREDICTED);

            assertThatThrownBy(() -> ArrowVectors.labels(arena, vector, 0))
                    .hasMessageStartingWith("vector labels is of type UINT4, expected UINT1,");
            assertThatThrownBy(() -> ArrowVectors.labels(arena, ints, 2, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[2, 2]");
        }
    }

    private FixedSizeListVector lists(MinorType type, int length) {
        FixedSizeListVector images = FixedSizeListVector.empty("images", length, allocator);
        images.addOrGetVector(FieldType.nullable(type.getType()));
        return images;
    }

    private static void close(FixedSizeListVector images, int count) {
        images.setValueCount(count);
        for (int image = 0; image < count; image++) {
            images.setNotNull(image);
        }
    }

    private static void fill(FieldVector vector, int... labels) {
        vector.setInitialCapacity(labels.length);
        vector.allocateNew();
        for (int i = 0; i < labels.length; i++) {
            switch (vector) {
                case UInt1Vector v -> v.set(i, labels[i]);
                case TinyIntVector v -> v.set(i, labels[i]);
                case UInt2Vector v -> v.set(i, labels[i]);
                case SmallIntVector v -> v.set(i, labels[i]);
                case IntVector v -> v.set(i, labels[i]);
                case BigIntVector v -> v.set(i, labels[i]);
                default -> throw new AssertionError(vector);
            }
        }
        vector.setValueCount(labels.length);
    }

    private static double score(LabelMap prediction) {
        return MeanIoU.builder(3).build().score(new SegmentationSample(prediction, TARGET)).value();
    }
}
