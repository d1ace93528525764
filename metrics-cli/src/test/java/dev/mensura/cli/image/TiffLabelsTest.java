package dev.mensura.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.cli.classes.ClassColors;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.Shape;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

@DisplayName("A label is the number that a TIFF file stores")
class TiffLabelsTest {
    private static final int[] COMPRESSIONS = {
        TiffFixture.NONE,
        TiffFixture.LZW,
        TiffFixture.DEFLATE,
        TiffFixture.OLD_DEFLATE,
        TiffFixture.PACK_BITS
    };
    private static final int[][] SIZES = {{1, 1}, {5, 3}, {33, 17}};

    @TempDir private Path folder;

    @ParameterizedTest(name = "photometric {0}, {1} bits")
    @CsvSource({
        "0, 1", "0, 2", "0, 4", "0, 8", "0, 16", "0, 32", "1, 1", "1, 2", "1, 4", "1, 8", "1, 16",
        "1, 32", "3, 1", "3, 2", "3, 4", "3, 8"
    })
    @DisplayName(
            "gray, white first or black first, and palette: in every compression, layout and size")
    void samplesAsStored(int photometric, int bits) {
        for (int[] size : SIZES) {
            for (int compression : COMPRESSIONS) {
                for (ByteOrder order : ORDERS) {
                    TiffFixture tiff = random(size[0], size[1], 1, bits);
                    tiff.photometric = photometric;
                    tiff.compression = compression;
                    tiff.order = order;
                    requireAsStored(tiff);
                    tiff.rowsPerStrip = 4;
                    requireAsStored(tiff);
                    tiff.tileWidth = 16;
                    tiff.tileHeight = 32;
                    requireAsStored(tiff);
                }
            }
        }
    }

    private static final ByteOrder[] ORDERS = {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN};

    private void requireAsStored(TiffFixture tiff) {
        LabelMap labels = read(tiff);
        String what =
                "compression %d, %s, %d x %d, strips of %d, tiles of %d"
                        .formatted(
                                tiff.compression,
                                tiff.order,
                                tiff.height,
                                tiff.width,
                                tiff.rowsPerStrip,
                                tiff.tileWidth);
        assertThat(labels.shape()).as(what).isEqualTo(Shape.of(tiff.height, tiff.width));
        assertThat(values(labels)).as(what).isEqualTo(firstChannel(tiff));
        if (tiff.bits <= 16) {
            assertThat(labels.type())
                    .isEqualTo(tiff.bits == 16 ? LabelType.UINT16 : LabelType.UINT8);
        }
    }

    @Test
    @DisplayName("with the horizontal predictor, of 8 bits; more are refused")
    void predictor() {
        for (int compression : new int[] {TiffFixture.LZW, TiffFixture.DEFLATE}) {
            TiffFixture tiff = random(33, 17, 1, 8);
            tiff.differences = true;
            tiff.compression = compression;
            requireAsStored(tiff);
            TiffFixture wide = random(33, 17, 1, 16);
            wide.differences = true;
            wide.compression = compression;
            refused(wide).hasMessageContaining("has predictor 2 with 16 bits, expected none");
        }
    }

    @Test
    @DisplayName(
            "PackBits with a byte that stands for nothing is refused: the decoder would misread it")
    void nothingPacked() {
        TiffFixture tiff = new TiffFixture(3, 1, 1, 8, 0x80, 0, 7);
        tiff.moreTags.put(259, new long[] {TiffFixture.PACK_BITS});

        refused(tiff).hasMessageContaining("segment 0 holds 0 bytes (decompressed), expected 3");
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {8, 16})
    @DisplayName("a second channel has no meaning, interleaved or not")
    void alpha(int bits) {
        for (boolean planar : new boolean[] {false, true}) {
            TiffFixture tiff = random(5, 3, 2, bits);
            tiff.planar = planar;
            tiff.moreTags.put(338, new long[] {1});
            requireAsStored(tiff);
        }
    }

    @Test
    @DisplayName("32 bits give int32, and int64 from 2^31 up")
    void wide() {
        LabelMap small = read(new TiffFixture(2, 1, 1, 32, 70_000, Integer.MAX_VALUE));
        LabelMap great = read(new TiffFixture(2, 1, 1, 32, 7, 0xffff_ffffL));

        assertThat(small.type()).isEqualTo(LabelType.INT32);
        assertThat(values(small)).containsExactly(70_000, Integer.MAX_VALUE);
        assertThat(great.type()).isEqualTo(LabelType.INT64);
        assertThat(values(great)).containsExactly(7, 0xffff_ffffL);
    }

    @Test
    @DisplayName("orientation, colour profile, resolution and thresholds change nothing")
    void howItIsShownChangesNothing() {
        TiffFixture tiff = random(9, 4, 1, 8);
        tiff.moreTags.put(263, new long[] {2});
        tiff.moreTags.put(274, new long[] {6});
        tiff.moreTags.put(34_675, new long[] {1, 2, 3, 4, 5});

        requireAsStored(tiff);
    }

    @ParameterizedTest(name = "{0} channels, planar {1}")
    @CsvSource({"3, false", "3, true", "4, false", "4, true"})
    @DisplayName("a colour becomes its label, alpha or not, interleaved or not")
    void colorsBecomeLabels(int channels, boolean planar) {
        ClassColors colors = ClassColors.of(Map.of(0x804080, 0, 0xf423e8, 7));
        long[] pixels =
                channels == 3
                        ? new long[] {0x80, 0x40, 0x80, 0xf4, 0x23, 0xe8}
                        : new long[] {0x80, 0x40, 0x80, 9, 0xf4, 0x23, 0xe8, 0};
        TiffFixture tiff = new TiffFixture(2, 1, channels, 8, pixels);
        tiff.photometric = 2;
        tiff.planar = planar;

        LabelMap labels = LabelImages.read(tiff.writeTo(folder.resolve("a.tif")), colors);

        assertThat(values(labels)).containsExactly(0, 7);
        refused(tiff).hasMessageContaining("a three-channel image is no label map");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LZW", "Deflate", "ZLib", "PackBits"})
    @DisplayName("of another writer, too: that of the JDK, for palette, gray and 16-bit gray")
    void otherWriter(String compression) throws IOException {
        for (int type :
                new int[] {
                    BufferedImage.TYPE_BYTE_INDEXED,
                    BufferedImage.TYPE_BYTE_GRAY,
                    BufferedImage.TYPE_USHORT_GRAY
                }) {
            BufferedImage image = image(type, 70, 90);
            Path file = folder.resolve("a.tiff");
            Files.deleteIfExists(file);
            ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionType(compression);
            try (var out = ImageIO.createImageOutputStream(file.toFile())) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(image, null, null), parameters);
            } finally {
                writer.dispose();
            }

            LabelMap labels = LabelImages.read(file);

            int[] expected = image.getRaster().getSamples(0, 0, 70, 90, 0, (int[]) null);
            assertThat(values(labels)).isEqualTo(Arrays.stream(expected).asLongStream().toArray());
        }
    }

    private static BufferedImage image(int type, int width, int height) {
        BufferedImage image =
                type == BufferedImage.TYPE_BYTE_INDEXED
                        ? new BufferedImage(width, height, type, palette())
                        : new BufferedImage(width, height, type);
        int greatest = type == BufferedImage.TYPE_USHORT_GRAY ? 65_536 : 200;
        int[] samples = new Random(3).ints((long) width * height, 0, greatest).toArray();
        image.getRaster().setSamples(0, 0, width, height, 0, samples);
        return image;
    }

    private static IndexColorModel palette() {
        byte[] shades = new byte[200];
        for (int i = 0; i < shades.length; i++) {
            shades[i] = (byte) (i / 2); // two entries share a colour each
        }
        return new IndexColorModel(8, shades.length, shades, shades, shades);
    }

    @Test
    @DisplayName("cut anywhere, it is refused in one line that names it")
    void truncated() throws IOException {
        for (int compression : COMPRESSIONS) {
            TiffFixture tiff = random(20, 9, 1, 8);
            tiff.compression = compression;
            byte[] whole = tiff.bytes();
            for (int length = 1; length < whole.length; length++) {
                refused(Arrays.copyOf(whole, length));
            }
        }
    }

    /// Reading each again would take time in proportion to their number and to the size of the file.
    @Test
    @DisplayName("a tag that is there twice")
    void tagTwice() {
        byte[] bytes = random(20, 9, 1, 8).bytes();
        ByteBuffer file =
                ByteBuffer.wrap(bytes)
                        .order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int firstEntry = file.getInt(4) + Short.BYTES;
        file.putShort(firstEntry + 12, file.getShort(firstEntry));

        refused(bytes)
                .hasMessageContaining("damaged TIFF file")
                .hasMessageContaining("is there twice");
    }

    @Test
    @DisplayName("the directory in front, the samples cut off")
    void samplesCutOff() {
        TiffFixture tiff = random(20, 9, 1, 8);
        tiff.moreTags.put(273, new long[] {100_000});

        refused(tiff)
                .hasMessageContaining("truncated TIFF file, it ends after ")
                .hasMessageContaining("bytes, expected at least 100180");
    }

    @ParameterizedTest(name = "compression {0}")
    @ValueSource(ints = {1, 5, 8, 32946, 32773})
    @DisplayName("a segment that holds too little")
    void shortSegment(int compression) {
        TiffFixture tiff = random(20, 9, 1, 8);
        tiff.compression = compression;
        tiff.moreTags.put(257, new long[] {10});
        tiff.moreTags.put(278, new long[] {10});

        refused(tiff)
                .hasMessageContaining(
                        "damaged TIFF file: segment 0 holds 180 bytes (decompressed), expected"
                                + " 200");
    }

    @Test
    @DisplayName("a flipped bit changes a sample or is refused, and never breaks the reader")
    void anyBitFlipped() throws IOException {
        for (int compression : COMPRESSIONS) {
            TiffFixture tiff = random(12, 5, 1, 8);
            tiff.compression = compression;
            byte[] whole = tiff.bytes();
            int refused = 0;
            for (int index = 0; index < whole.length; index++) {
                byte[] flipped = whole.clone();
                flipped[index] ^= (byte) (1 << index % 8);
                try {
                    read(flipped);
                } catch (UnreadableImageException expected) {
                    refused++;
                }
            }
            assertThat(refused).isPositive();
        }
    }

    @Test
    @DisplayName("random bytes behind the signature never break the reader")
    void noise() throws IOException {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = random(12, 5, 1, 8).bytes();
            for (int change = 0; change < 6; change++) {
                bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt();
            }
            try {
                read(bytes);
            } catch (UnreadableImageException expected) {
                assertThat(expected).hasMessageStartingWith(folder.toString());
            }
        }
    }

    @ParameterizedTest(name = "sample format {0}, {1} bits")
    @CsvSource({
        "2, 8, 'signed samples of 8 bits, expected unsigned integers'",
        "2, 16, signed samples of 16 bits",
        "3, 32, floating-point samples of 32 bits",
        "3, 64, floating-point samples of 64 bits",
        "4, 8, untyped or complex samples of 8 bits",
        "1, 64, '64 bits per sample, expected 1, 2, 4, 8, 16 or 32'"
    })
    @DisplayName("other samples are refused, saying which they are")
    void otherSamples(int format, int bits, String message) {
        TiffFixture tiff = random(4, 2, 1, bits);
        tiff.moreTags.put(339, new long[] {format});

        refused(tiff).hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "259, 7, 'compression 7 (JPEG), expected none, LZW, Deflate or PackBits'",
        "259, 4, compression 4 (fax)",
        "259, 999, compression 999",
        "262, 2, photometric interpretation 2 with 1 samples",
        "262, 6, photometric interpretation 6",
        "266, 2, the lowest bit first in a byte",
        "284, 3, it claims planar configuration 3",
        "317, 3, predictor 3 with 8 bits",
        "278, 0, it claims a ROWS_PER_STRIP of 0",
        "278, 2, 'it has 1 segments and the lengths of 1, expected 5'",
        "256, 0, it claims 9 x 0 pixels",
        "277, 9, of 9 samples"
    })
    @DisplayName("what is no label map, or contradicts itself, is refused, saying what it is")
    void otherTags(int tag, int value, String message) {
        TiffFixture tiff = random(20, 9, 1, 8);
        tiff.moreTags.put(tag, new long[] {value});

        refused(tiff).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 257, 262, 273, 279})
    @DisplayName("a missing tag is named")
    void missingTag(int tag) {
        TiffFixture tiff = random(20, 9, 1, 8);
        tiff.moreTags.put(tag, new long[0]);

        refused(tiff).hasMessageContaining("damaged TIFF file: it has no tag ");
    }

    @Test
    @DisplayName("tiles that no array holds")
    void absurdTiles() {
        TiffFixture tiff = random(20, 9, 1, 8);
        tiff.tileWidth = 32;
        tiff.tileHeight = 16;
        tiff.moreTags.put(322, new long[] {65_535});
        tiff.moreTags.put(323, new long[] {65_535});

        refused(tiff).hasMessageContaining("it claims segments of 65535 x 65535 pixels");
    }

    @Test
    @DisplayName("two pages, and BigTIFF")
    void pages() throws IOException {
        TiffFixture tiff = random(20, 9, 1, 8);
        tiff.nextDirectory = 8;

        refused(tiff).hasMessageEndingWith("has more than one page, expected one");
        refused(new byte[] {'I', 'I', 43, 0, 8, 0, 0, 0}).hasMessageContaining("a BigTIFF file");
    }

    @Test
    @DisplayName("the content decides, not the name")
    void names() {
        long[] labels = {1, 2};

        LabelMap map =
                LabelImages.read(
                        new TiffFixture(2, 1, 1, 8, labels).writeTo(folder.resolve("a.png")));

        assertThat(values(map)).isEqualTo(labels);
    }

    private static TiffFixture random(int width, int height, int channels, int bits) {
        Random random = new Random(31L * width + bits);
        long mask = bits == 64 ? -1 : (1L << bits) - 1;
        long[] samples = new long[width * height * channels];
        for (int i = 0; i < samples.length; i++) {
            boolean repeat = i > 0 && random.nextInt(3) > 0;
            samples[i] = repeat ? samples[i - 1] : random.nextLong() & mask;
        }
        return new TiffFixture(width, height, channels, bits, samples);
    }

    private LabelMap read(TiffFixture tiff) {
        return LabelImages.read(tiff.writeTo(folder.resolve("a.tif")));
    }

    private LabelMap read(byte[] bytes) throws IOException {
        return LabelImages.read(Files.write(folder.resolve("a.tif"), bytes));
    }

    private AbstractThrowableAssert<?, ?> refused(TiffFixture tiff) {
        return refused(tiff.bytes());
    }

    private AbstractThrowableAssert<?, ?> refused(byte[] bytes) {
        Path file = folder.resolve("a.tif");
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return assertThatThrownBy(() -> LabelImages.read(file))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageNotContaining("\n");
    }

    private static long[] firstChannel(TiffFixture tiff) {
        long[] first = new long[tiff.width * tiff.height];
        for (int i = 0; i < first.length; i++) {
            first[i] = tiff.samples[i * tiff.channels];
        }
        return first;
    }

    private static long[] values(LabelMap labels) {
        long[] values = new long[Math.toIntExact(labels.shape().size())];
        Arrays.setAll(values, labels::get);
        return values;
    }
}
