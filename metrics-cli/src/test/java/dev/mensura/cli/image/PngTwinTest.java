package dev.mensura.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.cli.classes.ClassColors;
import dev.mensura.core.input.LabelMap;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import javax.imageio.ImageIO;

@DisplayName("A PNG file is decoded as by the JDK")
class PngTwinTest {
    private static final long SEED = Long.getLong("mensura.seed", 20_261_126);
    private static final int[][] SIZES = {
        {1, 1}, {1, 31}, {31, 1}, {5, 8}, {6, 9}, {11, 63}, {12, 64}, {13, 65}, {40, 255}, {7, 4999}
    };

    @TempDir private Path folder;

    @ParameterizedTest(name = "colour type {0}, {1} bits, interlaced {2}")
    @MethodSource("dev.mensura.cli.image.PngLabelsTest#everyLabelFormat")
    @DisplayName("in every format, with every filter, of any size, regions and noise")
    void everyFormat(int colorType, int bitDepth, boolean interlaced) throws IOException {
        Random random = new Random(SEED);
        for (int[] size : SIZES) {
            for (int run : new int[] {1, 5, 100}) {
                PngFixture png = regions(random, colorType, bitDepth, size[0], size[1], run);
                Path file = (interlaced ? png.withInterlacing() : png).writeTo(folder.resolve("a"));

                assertThat(PngLabelsTest.values(LabelImages.read(file)))
                        .as("seed %d, %d x %d, runs of %d", SEED, size[0], size[1], run)
                        .isEqualTo(firstSamples(file));
            }
        }
    }

    @ParameterizedTest(name = "colour type {0}, {1} bits, interlaced {2}")
    @MethodSource("dev.mensura.cli.image.PngLabelsTest#everyLabelFormat")
    @DisplayName("into memory of another image, whatever that held")
    void memoryIsUsedAgain(int colorType, int bitDepth, boolean interlaced) throws IOException {
        Random random = new Random(SEED);
        LabelArrays arrays = new LabelArrays();
        for (int i = 0; i < 4; i++) {
            PngFixture png = regions(random, colorType, bitDepth, 9 + i / 3, 14, 1 + i);
            Path file = (interlaced ? png.withInterlacing() : png).writeTo(folder.resolve("a"));

            LabelMap labels = LabelImages.read(file, ClassColors.none(), arrays);

            assertThat(PngLabelsTest.values(labels))
                    .as("seed %d, image %d", SEED, i)
                    .isEqualTo(firstSamples(file));
        }
    }

    /// Returns rows that are mostly as the one above, of runs of equal samples.
    private static PngFixture regions(
            Random random, int colorType, int bitDepth, int height, int width, int run) {
        int channels = PngFixture.of(colorType, bitDepth, 1, 1).channels();
        int[] samples = new int[height * width * channels];
        int rowLength = width * channels;
        for (int y = 0; y < height; y++) {
            boolean asAbove = y > 0 && random.nextInt(3) > 0;
            if (asAbove) {
                System.arraycopy(samples, (y - 1) * rowLength, samples, y * rowLength, rowLength);
            }
            int at = asAbove ? random.nextInt(rowLength) : 0;
            int end = asAbove ? Math.min(rowLength, at + random.nextInt(9)) : rowLength;
            while (at < end) {
                int next = Math.min(end, at + 1 + random.nextInt(run));
                int from = y * rowLength;
                Arrays.fill(samples, from + at, from + next, random.nextInt(1 << bitDepth));
                at = next;
            }
        }
        return PngFixture.of(colorType, bitDepth, width, height, samples);
    }

    private static long[] firstSamples(Path file) throws IOException {
        Raster raster = ImageIO.read(file.toFile()).getRaster();
        int[] samples =
                raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
        return Arrays.stream(samples).asLongStream().toArray();
    }
}
