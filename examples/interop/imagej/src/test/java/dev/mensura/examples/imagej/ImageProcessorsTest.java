package dev.mensura.examples.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.Metric;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Kind;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.JaccardIndex;
import dev.mensura.segmentation.MeanIoU;
import dev.mensura.segmentation.SegmentationResult;

import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;

import org.junit.jupiter.api.Test;

import java.awt.Rectangle;
import java.util.List;
import java.util.function.Consumer;

class ImageProcessorsTest {
    private static final MeanIoU MEAN_IOU = MeanIoU.builder(3).build();

    @Test
    void looksAtThePixelsOfAByteProcessor() {
        byte[] pixels = {0, 1, 1, 1, 2, 2};
        LabelMap prediction = ImageProcessors.labels(new ByteProcessor(3, 2, pixels));
        LabelMap target = LabelMap.uint8(new byte[] {0, 0, 1, 1, 2, 2}, 2, 3);

        assertThat(prediction.segment().heapBase()).hasValueSatisfying(is(pixels));
        // 1/2, 2/3 and 2/2
        assertThat(score(prediction, target)).isEqualTo(13 / 18.0);
    }

    @Test
    void readsShortsWithoutASign() {
        short[] pixels = {0, (short) 65_535};
        LabelMap labels = ImageProcessors.labels(new ShortProcessor(2, 1, pixels, null));

        assertThat(labels.segment().heapBase()).hasValueSatisfying(is(pixels));
        assertThat(labels.type()).isEqualTo(LabelType.UINT16);
        assertThat(labels.get(1)).isEqualTo(65_535);
    }

    @Test
    void looksAtARegionWithoutCroppingIt() {
        short[] pixels = {
            9, 9, 9, 9,
            9, 0, 1, 9,
            9, 1, 2, 9,
        };
        ShortProcessor image = new ShortProcessor(4, 3, pixels, null);
        image.setRoi(new Rectangle(1, 1, 2, 2));
        LabelMap prediction = ImageProcessors.labels(image, image.getRoi());
        LabelMap target = LabelMap.uint8(new byte[] {0, 1, 2, 2}, 2, 2);

        assertThat(prediction.segment().heapBase()).hasValueSatisfying(is(pixels));
        assertThat(prediction.rowStride()).isEqualTo(4);
        // 1/1, 1/2 and 1/2
        assertThat(score(prediction, target)).isEqualTo(2 / 3.0);
        assertThatThrownBy(() -> ImageProcessors.labels(image, new Rectangle(3, 2, 2, 1)))
                .hasMessageContaining("roi is");
    }

    @Test
    void takesAStackAsABatch() {
        byte[] first = {0, 1};
        byte[] second = {1, 2};
        ImageStack stack = new ImageStack(2, 1);
        stack.addSlice(new ByteProcessor(2, 1, first));
        stack.addSlice(new ByteProcessor(2, 1, second));
        LabelMap zeroOne = LabelMap.uint8(new byte[] {0, 1}, 1, 2);
        LabelMap oneOne = LabelMap.uint8(new byte[] {1, 1}, 1, 2);
        Metric<SegmentationSample, SegmentationResult> metric = MEAN_IOU.newMetric();

        metric.updateAll(
                SegmentationSample.batch(ImageProcessors.labels(stack), List.of(zeroOne, oneOne)));

        assertThat(ImageProcessors.labels(stack).get(1).segment().heapBase())
                .hasValueSatisfying(is(second));
        // 1/1, 2/3 and 0/1
        assertThat(metric.compute().value()).isEqualTo((1 + 2 / 3.0) / 3);
    }

    @Test
    void takesAFloatProcessorAsScores() {
        float[] pixels = {0.9f, 0.2f, 0.7f, 0.4f};
        ScoreMap scores =
                ImageProcessors.scores(new FloatProcessor(2, 2, pixels), Kind.PROBABILITIES);
        LabelMap target = LabelMap.uint8(new byte[] {1, 1, 1, 0}, 2, 2);

        assertThat(scores.segment().heapBase()).hasValueSatisfying(is(pixels));
        // two of the three that are 1 in either
        assertThat(
                        JaccardIndex.binary()
                                .build()
                                .score(new SegmentationSample(scores, target))
                                .value())
                .isEqualTo(2 / 3.0);
    }

    @Test
    void refusesWhatIsNoLabel() {
        assertThatThrownBy(() -> ImageProcessors.labels(new ColorProcessor(2, 2)))
                .hasMessageStartingWith("image is a ColorProcessor, expected");
        assertThatThrownBy(() -> ImageProcessors.labels(new FloatProcessor(2, 2)))
                .hasMessageContaining("convertToShort(false) copies");
    }

    private static double score(LabelMap prediction, LabelMap target) {
        return MEAN_IOU.score(new SegmentationSample(prediction, target)).value();
    }

    private static Consumer<Object> is(Object array) {
        return base -> assertThat(base).isSameAs(array);
    }
}
