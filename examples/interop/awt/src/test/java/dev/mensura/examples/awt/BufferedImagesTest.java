package dev.mensura.examples.awt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.MeanIoU;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

class BufferedImagesTest {
    private static final LabelMap TARGET = LabelMap.uint8(new byte[] {0, 0, 1, 1, 2, 2}, 2, 3);
    private static final int[] PREDICTED = {0, 1, 1, 1, 2, 2};

    // IoU of PREDICTED is 1/2, 2/3 and 2/2
    private static final double MEAN_IOU = 13 / 18.0;

    @Test
    void looksAtGrayBytes() {
        BufferedImage image = image(BufferedImage.TYPE_BYTE_GRAY);

        assertNoCopy(image, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        assertThat(score(BufferedImages.labels(image))).isEqualTo(MEAN_IOU);
    }

    @Test
    void looksAtTheIndicesOfAPalette() {
        byte[] upsideDown = {2, 1, 0};
        IndexColorModel palette = new IndexColorModel(8, 3, upsideDown, upsideDown, upsideDown);
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_INDEXED, palette);
        image.getRaster().setSamples(0, 0, 3, 2, 0, PREDICTED);

        assertNoCopy(image, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        assertThat(score(BufferedImages.labels(image))).isEqualTo(MEAN_IOU);
    }

    @Test
    void looksAtGrayShortsWithoutASign() {
        BufferedImage image = image(BufferedImage.TYPE_USHORT_GRAY);

        assertNoCopy(image, ((DataBufferUShort) image.getRaster().getDataBuffer()).getData());
        assertThat(score(BufferedImages.labels(image))).isEqualTo(MEAN_IOU);
        image.getRaster().setSample(0, 0, 0, 65_535);
        assertThat(BufferedImages.labels(image).type()).isEqualTo(LabelType.UINT16);
        assertThat(BufferedImages.labels(image).get(0)).isEqualTo(65_535);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
    void looksAtAPartOfAnImage(int type) {
        BufferedImage whole = new BufferedImage(7, 5, type);
        whole.getRaster().setSamples(0, 0, 7, 5, 0, new int[35]);
        whole.getRaster().setSamples(3, 2, 3, 2, 0, PREDICTED);
        BufferedImage part = whole.getSubimage(2, 1, 5, 4).getSubimage(1, 1, 3, 2);
        LabelMap labels = BufferedImages.labels(part);

        assertThat(labels.segment().heapBase())
                .isEqualTo(BufferedImages.labels(whole).segment().heapBase());
        assertThat(labels.rowStride()).isEqualTo(7);
        assertThat(score(labels)).isEqualTo(MEAN_IOU);
        whole.getRaster().setSample(3, 2, 0, 42);
        assertThat(labels.get(0)).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void expandsPackedElementsAndSaysSo(int bits) throws IOException {
        byte[] levels = new byte[1 << bits];
        BufferedImage written =
                new BufferedImage(
                        11,
                        2,
                        BufferedImage.TYPE_BYTE_BINARY,
                        new IndexColorModel(bits, levels.length, levels, levels, levels));
        int[] labels = new int[22];
        labels[1] = 1;
        labels[21] = (1 << bits) - 1;
        written.getRaster().setSamples(0, 0, 11, 2, 0, labels);
        BufferedImage image = throughPng(written);

        assertThatThrownBy(() -> BufferedImages.labels(image))
                .hasMessageContaining("elements of " + bits + " bits (expandedLabels copies)");
        LabelMap expanded = BufferedImages.expandedLabels(image);
        LabelMap expandedPart = BufferedImages.expandedLabels(image.getSubimage(1, 0, 10, 2));
        for (int i = 0; i < labels.length; i++) {
            assertThat(expanded.get(i)).as("label %d", i).isEqualTo(labels[i]);
        }
        assertThat(expandedPart.get(0)).isEqualTo(1);
        assertThat(expandedPart.get(19)).isEqualTo((1 << bits) - 1);
        image.getRaster().setSample(1, 0, 0, 0);
        assertThat(expanded.get(1)).as("a copy").isEqualTo(1);
    }

    @Test
    void refusesColours() {
        for (int type :
                new int[] {
                    BufferedImage.TYPE_INT_RGB,
                    BufferedImage.TYPE_INT_ARGB,
                    BufferedImage.TYPE_3BYTE_BGR,
                    BufferedImage.TYPE_USHORT_565_RGB
                }) {
            BufferedImage image = new BufferedImage(2, 2, type);
            assertThatThrownBy(() -> BufferedImages.labels(image))
                    .hasMessageContaining("bands")
                    .hasMessageContaining("expected one band");
            assertThatThrownBy(() -> BufferedImages.expandedLabels(image))
                    .hasMessageContaining("expected elements of 1, 2 or 4 bits");
        }
    }

    private static BufferedImage image(int type) {
        BufferedImage image = new BufferedImage(3, 2, type);
        image.getRaster().setSamples(0, 0, 3, 2, 0, PREDICTED);
        return image;
    }

    private static BufferedImage throughPng(BufferedImage image) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
    }

    private static void assertNoCopy(BufferedImage image, Object samples) {
        assertThat(BufferedImages.labels(image).segment().heapBase())
                .hasValueSatisfying(base -> assertThat(base).isSameAs(samples));
    }

    private static double score(LabelMap prediction) {
        return MeanIoU.builder(3).build().score(new SegmentationSample(prediction, TARGET)).value();
    }
}
