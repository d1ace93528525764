package dev.mensura.examples.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import dev.mensura.api.Metric;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.MeanIoU;
import dev.mensura.segmentation.SegmentationResult;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;

class PinnedOutputTest {
    /// Two images of 1 x 2: the highest are 0 and 1, then 1 and 2.
    private static final float[] IMAGES = {2, 0, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1};

    private static final long[] SHAPE = {2, 3, 1, 2};

    private static final List<LabelMap> TARGETS =
            List.of(
                    LabelMap.uint8(new byte[] {0, 1}, 1, 2),
                    LabelMap.uint8(new byte[] {1, 1}, 1, 2));

    // IoU is 1/1, 2/3 and 0/1
    private static final double MEAN_IOU = (1 + 2 / 3.0) / 3;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private OrtSession session;
    private OnnxTensor images;

    @BeforeEach
    void openSession() throws OrtException {
        session = environment.createSession(TinyModel.bytes());
        images = OnnxTensor.createTensor(environment, FloatBuffer.wrap(IMAGES), SHAPE);
    }

    @AfterEach
    void closeSession() throws OrtException {
        images.close();
        session.close();
    }

    @Test
    void readsScoresWhereTheModelWroteThem() throws OrtException {
        try (Arena arena = Arena.ofShared();
                PinnedOutput output = PinnedOutput.float32(environment, arena, SHAPE)) {
            session.run(Map.of("images", images), Map.of("scores", output.tensor())).close();
            List<ScoreMap> scores = output.scores(Form.CLASS_FIRST, Kind.LOGITS);

            assertThat(scores.get(1).segment().address())
                    .isEqualTo(addressOf(output.tensor()) + 6 * Float.BYTES);
            assertThat(scores.get(0).segment().get(ValueLayout.JAVA_FLOAT, 0))
                    .as("the model doubles 2")
                    .isEqualTo(4);
            assertThat(meanIoU(SegmentationSample.batch(scores, TARGETS))).isEqualTo(MEAN_IOU);
        }
    }

    @Test
    void readsLabelsWhereTheModelWroteThem() throws OrtException {
        try (Arena arena = Arena.ofShared();
                PinnedOutput output = PinnedOutput.int64(environment, arena, 2, 1, 2)) {
            session.run(Map.of("images", images), Map.of("labels", output.tensor())).close();
            List<LabelMap> labels = output.labels();

            assertThat(labels.get(1).segment().address())
                    .isEqualTo(addressOf(output.tensor()) + 2 * Long.BYTES);
            assertThat(meanIoU(SegmentationSample.batch(labels, TARGETS))).isEqualTo(MEAN_IOU);
        }
    }

    @Test
    void writesEveryRunToTheSameMemory() throws OrtException {
        try (Arena arena = Arena.ofShared();
                PinnedOutput output = PinnedOutput.int64(environment, arena, 2, 1, 2);
                OnnxTensor zeros =
                        OnnxTensor.createTensor(
                                environment, FloatBuffer.wrap(new float[12]), SHAPE)) {
            session.run(Map.of("images", images), Map.of("labels", output.tensor())).close();
            LabelMap second = output.labels().get(1);

            assertThat(second.get(1)).isEqualTo(2);
            session.run(Map.of("images", zeros), Map.of("labels", output.tensor())).close();
            assertThat(second.get(1)).as("of equal scores the first wins").isZero();
        }
    }

    @Test
    void readsACopyOfAnOutputThatIsNotPinned() throws OrtException {
        try (OrtSession.Result result = session.run(Map.of("images", images))) {
            OnnxTensor output = (OnnxTensor) result.get("labels").orElseThrow();
            LongBuffer copy = output.getLongBuffer();
            List<LabelMap> labels =
                    LabelMap.batch(LabelType.INT64, MemorySegment.ofBuffer(copy), 2, 1, 2);

            assertThat(meanIoU(SegmentationSample.batch(labels, TARGETS))).isEqualTo(MEAN_IOU);
            copy.put(0, 42);
            assertThat(output.getLongBuffer().get(0)).as("another copy").isZero();
        }
    }

    @Test
    void keepsTheMemoryUntilTheArenaIsClosed() throws OrtException {
        Arena arena = Arena.ofShared();
        PinnedOutput output = PinnedOutput.int64(environment, arena, 2, 1, 2);
        session.run(Map.of("images", images), Map.of("labels", output.tensor())).close();
        List<SegmentationSample> samples = SegmentationSample.batch(output.labels(), TARGETS);
        output.close();

        assertThat(meanIoU(samples)).as("the tensor is closed").isEqualTo(MEAN_IOU);
        arena.close();
        assertThatThrownBy(() -> meanIoU(samples)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesToReadLabelsAsScores() throws OrtException {
        try (Arena arena = Arena.ofShared();
                PinnedOutput output = PinnedOutput.int64(environment, arena, 2, 1, 2)) {
            assertThatThrownBy(() -> output.scores(Form.BINARY, Kind.LOGITS))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /// Where ONNX Runtime believes the elements to be.
    private static long addressOf(OnnxTensor output) {
        return MemorySegment.ofBuffer(output.getBufferRef().orElseThrow()).address();
    }

    private static double meanIoU(List<SegmentationSample> samples) {
        Metric<SegmentationSample, SegmentationResult> metric =
                MeanIoU.builder(3).build().newMetric();
        metric.updateAll(samples);
        return metric.compute().value();
    }
}
