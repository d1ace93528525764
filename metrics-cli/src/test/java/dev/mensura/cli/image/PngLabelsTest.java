package dev.mensura.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.cli.classes.ClassColors;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

@DisplayName("A label is the number that a PNG file stores")
class PngLabelsTest {
    private static final int[][] SIZES = {
        {1, 1}, {1, 9}, {9, 1}, {2, 2}, {3, 5}, {4, 4}, {5, 3}, {7, 8}, {8, 7}, {13, 11}, {33, 17}
    };

    @TempDir private Path folder;

    static Stream<Arguments> everyLabelFormat() {
        int[][] colorTypeAndDepth = {
            {0, 1}, {0, 2}, {0, 4}, {0, 8}, {0, 16}, {3, 1}, {3, 2}, {3, 4}, {3, 8}, {4, 8}, {4, 16}
        };
        return Stream.of(colorTypeAndDepth)
                .flatMap(format ->
                        Stream.of(false, true)
                                .map(laced -> Arguments.of(format[0], format[1], laced)));
    }

    @ParameterizedTest(name = "colour type {0}, {1} bits, interlaced {2}")
    @MethodSource("everyLabelFormat")
    @DisplayName("palette indices and gray samples are read as stored, in every format and size")
    void samplesAsStored(int colorType, int bitDepth, boolean interlaced) {
        for (int[] size : SIZES) {
            PngFixture png = random(colorType, bitDepth, size[0], size[1]);
            if (interlaced) {
                png = png.withInterlacing();
            }

            LabelMap labels = LabelImages.read(png.writeTo(folder.resolve("a.png")));

            assertThat(labels.type())
                    .isEqualTo(bitDepth == 16 ? LabelType.UINT16 : LabelType.UINT8);
            assertThat(labels.shape()).isEqualTo(Shape.of(size[0], size[1]));
            assertThat(values(labels)).isEqualTo(firstChannel(png));
        }
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {1, 2, 4, 8, 16})
    @DisplayName("white is the greatest sample, not 255")
    void whiteIsTheGreatestSample(int bitDepth) {
        int white = (1 << bitDepth) - 1;
        PngFixture png = PngFixture.of(0, bitDepth, 3, 1, white, 0, white);

        assertThat(values(read(png))).containsExactly(white, 0, white);
    }

    @ParameterizedTest(name = "colour type {0}, {1} bits, interlaced {2}")
    @MethodSource("everyLabelFormat")
    @DisplayName("transparency, gamma, background and significant bits change no label")
    void howItIsShownChangesNothing(int colorType, int bitDepth, boolean interlaced) {
        byte zero = 0;
        byte one = 1;
        PngFixture png =
                random(colorType, bitDepth, 7, 13)
                        .withChunk("gAMA", zero, zero, (byte) 0xb1, (byte) 0x8f)
                        .withChunk("bKGD", colorType == 3 ? new byte[1] : new byte[2])
                        .withChunk(
                                "sBIT", colorType == 3 ? new byte[] {1, 1, 1} : new byte[] {one});
        if (colorType != 4) {
            png = png.withChunk("tRNS", zero, one);
        }
        if (interlaced) {
            png = png.withInterlacing();
        }

        assertThat(values(read(png))).isEqualTo(firstChannel(png));
    }

    @ParameterizedTest(name = "colour type {0}")
    @ValueSource(ints = {2, 6})
    @DisplayName("a colour becomes its label, alpha or not, interlaced or not")
    void colorsBecomeLabels(int colorType) {
        ClassColors colors = ClassColors.of(Map.of(0x804080, 0, 0xf423e8, 7, 0xffffff, 255));
        int[][] pixels = {{0x80, 0x40, 0x80, 3}, {0xf4, 0x23, 0xe8, 0}, {0xff, 0xff, 0xff, 9}};
        PngFixture png = pixels(colorType, 3, 2, pixels, 0, 1, 2, 2, 1, 1);

        for (PngFixture either : new PngFixture[] {png, png.withInterlacing()}) {
            LabelMap labels = LabelImages.read(either.writeTo(folder.resolve("a.png")), colors);

            assertThat(labels.type()).isEqualTo(LabelType.UINT8);
            assertThat(labels.shape()).isEqualTo(Shape.of(2, 3));
            assertThat(values(labels)).containsExactly(0, 7, 255, 255, 7, 7);
        }
    }

    @Test
    @DisplayName("colours of labels beyond 255 become uint16")
    void greatLabels() {
        ClassColors colors = ClassColors.of(Map.of(0x010203, 65_535, 0x000000, 256));
        PngFixture png = PngFixture.of(2, 8, 2, 1, 1, 2, 3, 0, 0, 0);

        LabelMap labels = LabelImages.read(png.writeTo(folder.resolve("a.png")), colors);

        assertThat(labels.type()).isEqualTo(LabelType.UINT16);
        assertThat(values(labels)).containsExactly(65_535, 256);
    }

    @Test
    @DisplayName("a colour without a label is refused with its place")
    void unknownColor() {
        ClassColors colors = ClassColors.of(Map.of(0x000000, 0));
        Path file =
                PngFixture.of(2, 8, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0a, 0xff)
                        .writeTo(folder.resolve("a.png"));

        assertThatThrownBy(() -> LabelImages.read(file, colors))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage(file + ": colour #000aff at row 1, column 1 belongs to no class");
    }

    @Test
    @DisplayName("three channels without colours are refused with the way out")
    void threeChannels() {
        Path file = PngFixture.of(2, 8, 1, 1, 0, 0, 0).writeTo(folder.resolve("a.png"));

        assertThatThrownBy(() -> LabelImages.read(file))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageStartingWith(file + ": a three-channel image is no label map, expected ")
                .hasMessageContaining("\"color\" in the classes file");
    }

    @Test
    @DisplayName("colours of 16 bits per channel are refused")
    void deepColors() {
        Path file = PngFixture.of(2, 16, 1, 1, 0, 0, 0).writeTo(folder.resolve("a.png"));

        assertThatThrownBy(() -> LabelImages.read(file, ClassColors.of(Map.of(0, 0))))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage(file + ": has 16 bits per colour channel, expected 8");
    }

    @Test
    @DisplayName("colours are not needed, nor looked at, for palette and gray images")
    void colorsDoNotTouchIndices() {
        ClassColors colors = ClassColors.of(Map.of(0x000000, 9));

        Path file = PngFixture.of(3, 8, 2, 1, 5, 250).writeTo(folder.resolve("a.png"));

        assertThat(values(LabelImages.read(file, colors))).containsExactly(5, 250);
    }

    private LabelMap read(PngFixture png) {
        return LabelImages.read(png.writeTo(folder.resolve("a.png")));
    }

    private static PngFixture random(int colorType, int bitDepth, int height, int width) {
        long seed = 31L * colorType + 1009L * bitDepth + 7919L * height + width;
        int channels = PngFixture.of(colorType, bitDepth, 1, 1).channels();
        int[] samples =
                new Random(seed).ints((long) width * height * channels, 0, 1 << bitDepth).toArray();
        return PngFixture.of(colorType, bitDepth, width, height, samples);
    }

    private static PngFixture pixels(
            int colorType, int width, int height, int[][] pixels, int... which) {
        int channels = PngFixture.of(colorType, 8, 1, 1).channels();
        int[] samples = new int[which.length * channels];
        for (int i = 0; i < which.length; i++) {
            System.arraycopy(pixels[which[i]], 0, samples, i * channels, channels);
        }
        return PngFixture.of(colorType, 8, width, height, samples);
    }

    private static long[] firstChannel(PngFixture png) {
        long[] labels = new long[png.width() * png.height()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = png.samples()[i * png.channels()];
        }
        return labels;
    }

    static long[] values(LabelMap labels) {
        long[] values = new long[(int) labels.shape().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = labels.get(i);
        }
        return values;
    }
}
