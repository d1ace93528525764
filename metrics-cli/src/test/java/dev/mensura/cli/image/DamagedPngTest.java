package dev.mensura.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

@DisplayName("A file that is not a whole PNG file is refused in one line that names it")
class DamagedPngTest {
    private static final byte[] NO_PIXELS =
            PngFixture.chunk("IDAT", PngFixture.deflate(new byte[4]));
    private static final byte[] END = PngFixture.chunk("IEND");

    @TempDir private Path folder;
    private Path file;
    private byte[] whole;

    @BeforeEach
    void writeWholeFile() {
        file = folder.resolve("a.png");
        whole = PngFixture.of(0, 8, 20, 9, new Random(1).ints(180, 0, 256).toArray()).bytes();
    }

    @Test
    @DisplayName("cut anywhere")
    void truncated() {
        for (int length = 8; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length))
                    .hasMessageContaining("truncated PNG file, it ends after " + length + " bytes");
        }
    }

    @Test
    @DisplayName("any single bit flipped")
    void anyBitFlipped() {
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            refused(flipped);
        }
    }

    @Test
    @DisplayName("a wrong checksum, named with its chunk")
    void wrongChecksum() {
        byte[] broken = whole.clone();
        broken[broken.length - 1] ^= 1;

        refused(broken)
                .hasMessageContaining("damaged PNG file: chunk IEND at byte " + (whole.length - 12))
                .hasMessageContaining("has checksum ae426083, its bytes give ae426082");
    }

    @Test
    @DisplayName("bytes behind the end are passed over")
    void trailingBytes() throws IOException {
        Files.write(file, PngFixture.concat(whole, new byte[] {1, 2, 3}));

        assertThat(LabelImages.read(file).shape().size()).isEqualTo(180);
    }

    @Test
    @DisplayName("other formats, named by how they begin")
    void otherFormats() {
        refused(new byte[0])
                .hasMessage(file + ": expected a PNG or TIFF file, found an empty file");
        refused(
                        new byte[] {
                            (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I'
                        })
                .hasMessage(
                        file
                                + ": not a PNG or TIFF file, it begins with ff d8 ff e0 00 10 4a 46"
                                + " (JPEG)");
        refused("not an image".getBytes(US_ASCII)).hasMessageContaining("not a PNG or TIFF file");
        refused(new byte[] {'x'}).hasMessageContaining("not a PNG or TIFF file, it begins with 78");
        refused(new byte[] {(byte) 0x89, 'P'}).hasMessageContaining("truncated PNG file");
    }

    @Test
    @DisplayName("dimensions that the file cannot hold, without allocating them")
    void absurdDimensions() {
        refused(PngFixture.file(PngFixture.header(100_000, 100_000, 8, 0, 0), NO_PIXELS, END))
                .hasMessageContaining("has 100000 x 100000 pixels (rows x columns)");
        refused(PngFixture.file(PngFixture.header(30_000, 40_000, 8, 0, 0), NO_PIXELS, END))
                .hasMessageContaining("it claims 40000 x 30000 pixels (rows x columns)")
                .hasMessageContaining("bytes of image data");
        for (int[] size : new int[][] {{-1, -1}, {0, 5}, {5, 0}, {Integer.MIN_VALUE, 1}}) {
            refused(PngFixture.file(PngFixture.header(size[0], size[1], 8, 0, 0), NO_PIXELS, END))
                    .hasMessageContaining("expected 1 to 2147483647");
        }
        int most = Integer.MAX_VALUE;
        for (int[] size : new int[][] {{most, most}, {1, most}, {most, 1}, {most / 2, 1}}) {
            refused(PngFixture.file(PngFixture.header(size[0], size[1], 16, 6, 1), NO_PIXELS, END))
                    .hasMessageContaining("pixels (rows x columns)");
        }
    }

    @Test
    @DisplayName("headers that PNG does not have")
    void impossibleHeaders() {
        int[][] depthColorInterlace = {
            {3, 0, 0}, {16, 3, 0}, {4, 2, 0}, {8, 1, 0}, {8, 5, 0}, {8, 0, 2}
        };
        for (int[] h : depthColorInterlace) {
            refused(PngFixture.file(PngFixture.header(1, 1, h[0], h[1], h[2]), NO_PIXELS, END))
                    .hasMessageContaining("PNG does not have");
        }
    }

    @Test
    @DisplayName("chunks that are missing, twice there or unknown and critical")
    void chunks() {
        byte[] header = PngFixture.header(1, 1, 8, 0, 0);
        byte[] pixel = PngFixture.chunk("IDAT", PngFixture.deflate(new byte[2]));

        refused(PngFixture.file(pixel, END)).hasMessageContaining("begins with a chunk IDAT");
        refused(PngFixture.file(header, END)).hasMessageContaining("in its 0 bytes of image data");
        refused(PngFixture.file(header, header, pixel, END)).hasMessageContaining(": IHDR");
        refused(PngFixture.file(header, PngFixture.chunk("CRIT"), pixel, END))
                .hasMessageContaining("unknown critical chunk: CRIT");
        refused(PngFixture.file(PngFixture.header(1, 1, 8, 3, 0), pixel, END))
                .hasMessageContaining("without a palette");
    }

    @Test
    @DisplayName("image data that is too short, too long, or no image data")
    void imageData() {
        byte[] header = PngFixture.header(2, 2, 8, 0, 0);
        byte[] rows = {0, 1, 2, 0, 3, 4};

        refused(PngFixture.file(header, idat(Arrays.copyOf(rows, 5)), END))
                .hasMessageContaining("ends after 5 bytes (decompressed), expected 6");
        refused(PngFixture.file(header, idat(Arrays.copyOf(rows, 7)), END))
                .hasMessageContaining("goes on after the last row");
        refused(PngFixture.file(header, idat(new byte[] {0, 1, 2, 5, 3, 4}), END))
                .hasMessageContaining("row 1 has filter 5, expected 0 to 4");
        refused(PngFixture.file(header, PngFixture.chunk("IDAT", rows), END))
                .hasMessageContaining("does not decompress");
        byte[] zlib = PngFixture.deflate(rows);
        refused(
                        PngFixture.file(
                                header,
                                PngFixture.chunk("IDAT", Arrays.copyOf(zlib, zlib.length - 2)),
                                END))
                .hasMessageContaining("the image data has no end");
        byte[] badPixels = zlib.clone();
        badPixels[zlib.length - 1] ^= 1;
        refused(PngFixture.file(header, PngFixture.chunk("IDAT", badPixels), END))
                .hasMessageContaining("does not decompress, incorrect data check");
    }

    @Test
    @DisplayName("interlaced image data that is too short or too long")
    void interlacedImageData() {
        byte[] header = PngFixture.header(2, 2, 8, 0, 1);
        byte[] rows = {0, 1, 0, 2, 0, 3, 4};

        refused(PngFixture.file(header, idat(Arrays.copyOf(rows, 6)), END))
                .hasMessageContaining("ends after 6 bytes (decompressed), expected 7");
        refused(PngFixture.file(header, idat(Arrays.copyOf(rows, 8)), END))
                .hasMessageContaining("goes on after the last row, byte 7");
    }

    @Test
    @DisplayName("no file, a folder")
    void notReadable() {
        Path missing = folder.resolve("missing.png");
        assertThatThrownBy(() -> LabelImages.read(missing)).hasMessage(missing + ": no such file");
        assertThatThrownBy(() -> LabelImages.read(folder))
                .hasMessage(folder + ": expected a PNG or TIFF file, found a folder");
    }

    @Test
    @DisplayName("no permission, another fault of the file system")
    void notGiven() {
        assertThat(LabelImages.unreadable(file, new AccessDeniedException("a.png")))
                .hasMessage(file + ": no permission to read it");
        assertThat(LabelImages.unreadable(file, new IOException("Input/output error")))
                .hasMessage(file + ": cannot be read: Input/output error");
    }

    private static byte[] idat(byte[] rows) {
        return PngFixture.chunk("IDAT", PngFixture.deflate(rows));
    }

    private AbstractThrowableAssert<?, ?> refused(byte[] bytes) {
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
}
