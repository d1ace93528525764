package dev.mensura.examples.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import dev.mensura.api.Metric;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.MeanIoU;
import dev.mensura.segmentation.SegmentationResult;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;

class NDArraysTest {
    /// Two images of 1 x 2: the highest are 0 and 1, then 1 and 2.
    private static final float[] LOGITS = {2, 0, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1};

    private static final Shape SHAPE = new Shape(2, 3, 1, 2);

    private static final List<LabelMap> TARGETS =
            List.of(
                    LabelMap.uint8(new byte[] {0, 1}, 1, 2),
                    LabelMap.uint8(new byte[] {1, 1}, 1, 2));

    // IoU is 1/1, 2/3 and 0/1
    private static final double MEAN_IOU = (1 + 2 / 3.0) / 3;

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @Test
    void readsScoresWhereTheyAre() {
        NDArray logits = manager.create(LOGITS, SHAPE);
        List<ScoreMap> scores = NDArrays.scores(logits, Form.CLASS_FIRST, Kind.LOGITS);

        assertThat(scores.get(1).segment().address())
                .isEqualTo(addressOf(logits) + 6 * Float.BYTES);
        assertThat(meanIoU(SegmentationSample.batch(scores, TARGETS))).isEqualTo(MEAN_IOU);
        logits.addi(40);
        assertThat(scores.get(0).segment().get(ValueLayout.JAVA_FLOAT, 0))
                .as("what the engine wrote afterwards")
                .isEqualTo(42);
    }

    @Test
    void readsLabelsWhereTheyAre() {
        NDArray argMax = manager.create(LOGITS, SHAPE).argMax(1);
        List<LabelMap> labels = NDArrays.labels(argMax);

        assertThat(argMax.getDataType()).isEqualTo(DataType.INT64);
        assertThat(labels.get(1).segment().address()).isEqualTo(addressOf(argMax) + 2 * Long.BYTES);
        assertThat(meanIoU(SegmentationSample.batch(labels, TARGETS))).isEqualTo(MEAN_IOU);
        argMax.addi(40);
        assertThat(labels.get(1).get(1)).as("what the engine wrote afterwards").isEqualTo(42);
    }

    @Test
    void readsEveryTypeOfInteger() {
        NDArray argMax = manager.create(LOGITS, SHAPE).argMax(1);
        for (DataType type : List.of(DataType.UINT8, DataType.INT8, DataType.INT32)) {
            List<LabelMap> labels = NDArrays.labels(argMax.toType(type, true));

            assertThat(labels.get(0).type().toString()).isEqualTo(type.name());
            assertThat(meanIoU(SegmentationSample.batch(labels, TARGETS))).isEqualTo(MEAN_IOU);
        }
    }

    @Test
    void readsTheMemoryOfTheCallerThroughAnArray() {
        ByteBuffer mine = ByteBuffer.allocateDirect(4).put(0, (byte) 7);
        NDArray array = manager.create(mine, new Shape(1, 2, 2), DataType.UINT8);

        assertThat(NDArrays.labels(array).get(0).segment().address())
                .isEqualTo(MemorySegment.ofBuffer(mine).address());
    }

    @Test
    void readsACopyOfAnArrayThatIsNotContiguous() {
        NDArray logits = manager.create(LOGITS, SHAPE);
        NDArray classLast = logits.transpose(0, 2, 3, 1);
        List<ScoreMap> scores = NDArrays.scores(classLast, Form.CLASS_LAST, Kind.LOGITS);

        assertThat(meanIoU(SegmentationSample.batch(scores, TARGETS))).isEqualTo(MEAN_IOU);
        logits.addi(40);
        assertThat(classLast.getFloat(0, 0, 0, 0)).as("the same memory").isEqualTo(42);
        assertThat(scores.get(0).segment().get(ValueLayout.JAVA_FLOAT, 0))
                .as("the copy")
                .isEqualTo(2);
    }

    @Test
    void copiesByTheBufferThatIsNotDirect() {
        NDArray logits = manager.create(LOGITS, SHAPE);
        ByteBuffer copy = logits.toByteBuffer();
        logits.addi(40);

        assertThat(copy.getFloat(0)).isEqualTo(2);
    }

    @Test
    void refusesAnArrayThatIsClosed() {
        NDArray argMax = manager.create(LOGITS, SHAPE).argMax(1);
        argMax.close();

        assertThatThrownBy(() -> NDArrays.labels(argMax)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesOtherTypes() {
        NDArray logits = manager.create(LOGITS, SHAPE);

        assertThatThrownBy(() -> NDArrays.labels(logits))
                .hasMessage(
                        "batch is of type float32, expected uint8, boolean, int8, int32 or int64");
        assertThatThrownBy(() -> NDArrays.scores(logits.argMax(1), Form.BINARY, Kind.LOGITS))
                .hasMessage("batch is of type int64, expected float32 or float64");
    }

    private static long addressOf(NDArray array) {
        return MemorySegment.ofBuffer(array.toByteBuffer(true)).address();
    }

    private static double meanIoU(List<SegmentationSample> samples) {
        Metric<SegmentationSample, SegmentationResult> metric =
                MeanIoU.builder(3).build().newMetric();
        metric.updateAll(samples);
        return metric.compute().value();
    }
}
