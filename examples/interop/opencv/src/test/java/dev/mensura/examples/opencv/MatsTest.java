package dev.mensura.examples.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Kind;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.MeanIoU;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_java;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Range;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;

class MatsTest {
    private static final LabelMap TARGET = LabelMap.uint8(new byte[] {0, 0, 1, 1, 2, 2}, 2, 3);
    private static final double[] PREDICTED = {0, 1, 1, 1, 2, 2};

    // IoU of PREDICTED is 1/2, 2/3 and 2/2
    private static final double MEAN_IOU = 13 / 18.0;

    /// With org.openpnp:opencv this would be `nu.pattern.OpenCV.loadLocally()`.
    @BeforeAll
    static void loadNatives() {
        Loader.load(opencv_java.class);
    }

    @Test
    void looksAtTheMemoryOfEveryTypeOfInteger() {
        Map<Integer, String> types =
                Map.of(
                        CvType.CV_8U, "UINT8",
                        CvType.CV_8S, "INT8",
                        CvType.CV_16U, "UINT16",
                        CvType.CV_16S, "INT16",
                        CvType.CV_32S, "INT32");
        types.forEach((depth, type) -> {
            try (Arena arena = Arena.ofShared()) {
                Mat mat = new Mat(2, 3, depth);
                put(mat, PREDICTED);
                LabelMap prediction = Mats.labels(arena, mat);

                assertThat(prediction.segment().address()).isEqualTo(mat.dataAddr());
                assertThat(prediction.type()).hasToString(type);
                assertThat(score(prediction)).as(type).isEqualTo(MEAN_IOU);
            }
        });
    }

    @Test
    void looksAtAPartOfAMatrixThroughItsRowStride() {
        try (Arena arena = Arena.ofShared()) {
            Mat whole = new Mat(5, 8, CvType.CV_16UC1, Scalar.all(9));
            Mat part = whole.submat(new Rect(4, 2, 3, 2));
            put(part, PREDICTED);
            LabelMap prediction = Mats.labels(arena, part);

            assertThat(part.isContinuous()).isFalse();
            assertThat(prediction.segment().address())
                    .isEqualTo(part.dataAddr())
                    .isEqualTo(whole.dataAddr() + (2 * 8 + 4) * Short.BYTES);
            assertThat(prediction.rowStride()).isEqualTo(8);
            assertThat(score(prediction)).isEqualTo(MEAN_IOU);
            whole.put(2, 4, 65_535);
            assertThat(prediction.get(0)).isEqualTo(65_535);
        }
    }

    @Test
    void takesABlobAsABatchOfScores() {
        try (Arena arena = Arena.ofShared()) {
            Mat blob = new Mat(new int[] {2, 3, 1, 2}, CvType.CV_32F);
            // the highest are 0 and 1, then 1 and 2
            blob.put(new int[4], new float[] {2, 0, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1});
            List<ScoreMap> predictions = Mats.scores(arena, blob, Kind.LOGITS);
            LabelMap zeroOne = LabelMap.uint8(new byte[] {0, 1}, 1, 2);
            LabelMap oneOne = LabelMap.uint8(new byte[] {1, 1}, 1, 2);
            var metric = MeanIoU.builder(3).build().newMetric();

            metric.updateAll(SegmentationSample.batch(predictions, List.of(zeroOne, oneOne)));

            assertThat(predictions.get(1).segment().address())
                    .isEqualTo(blob.dataAddr() + 6 * Float.BYTES);
            // 1/1, 2/3 and 0/1
            assertThat(metric.compute().value()).isEqualTo((1 + 2 / 3.0) / 3);
        }
    }

    @Test
    void keepsTheMemoryUntilTheArenaIsClosed() {
        Arena arena = Arena.ofShared();
        Mat mat = new Mat(2, 3, CvType.CV_32S);
        put(mat, PREDICTED);
        LabelMap prediction = Mats.labels(arena, mat);
        mat.release();

        assertThat(mat.dataAddr()).as("released").isZero();
        assertThat(score(prediction)).isEqualTo(MEAN_IOU);
        arena.close();
        assertThatThrownBy(() -> score(prediction)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesWhatIsNoLabelOrScore() {
        try (Arena arena = Arena.ofShared()) {
            assertThatThrownBy(() -> Mats.labels(arena, new Mat(2, 3, CvType.CV_8UC3)))
                    .hasMessage("mat is CV_8UC3 with 2 axes, expected two axes and one channel");
            assertThatThrownBy(() -> Mats.labels(arena, new Mat(2, 3, CvType.CV_32F)))
                    .hasMessage("mat is CV_32FC1 with 2 axes, expected integers");
            assertThatThrownBy(() -> Mats.scores(arena, new Mat(2, 3, CvType.CV_32F), Kind.LOGITS))
                    .hasMessageEndingWith("expected four axes and one channel of floats");
            Mat blob = new Mat(new int[] {1, 3, 2, 2}, CvType.CV_32F);
            Mat classes = blob.submat(new Range[] {all(), all(), all(), new Range(0, 1)});
            assertThatThrownBy(() -> Mats.scores(arena, classes, Kind.LOGITS))
                    .hasMessageEndingWith("expected memory without gaps (clone copies)");
        }
    }

    private static Range all() {
        return Range.all();
    }

    private static void put(Mat mat, double... labels) {
        mat.put(0, 0, labels);
        assertThat(Core.countNonZero(mat)).isEqualTo(5);
    }

    private static double score(LabelMap prediction) {
        return MeanIoU.builder(3).build().score(new SegmentationSample(prediction, TARGET)).value();
    }
}
