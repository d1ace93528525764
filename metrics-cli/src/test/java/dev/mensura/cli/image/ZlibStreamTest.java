package dev.mensura.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;

@DisplayName("A zlib stream is decompressed as by the JDK")
class ZlibStreamTest {
    private static final long SEED = Long.getLong("mensura.seed", 20_261_126);
    private static final int[] LENGTHS = {
        0, 1, 2, 3, 257, 258, 259, 300, 32_767, 32_768, 32_769, 65_536, 261_886, 262_144, 600_001
    };

    /// That of all tests: what a stream left there is of no meaning to the next one.
    private static final ZlibStream.Scratch SCRATCH = new ZlibStream.Scratch();

    static Stream<Arguments> compressions() {
        int[] strategies = {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY};
        return IntStream.of(strategies)
                .boxed()
                .flatMap(strategy ->
                        IntStream.rangeClosed(0, 9)
                                .mapToObj(level -> Arguments.of(level, strategy)));
    }

    @ParameterizedTest(name = "level {0}, strategy {1}")
    @MethodSource("compressions")
    @DisplayName("of any length and content, whatever its blocks are")
    void anyCompression(int level, int strategy) throws IOException {
        Random random = new Random(SEED);
        for (int length : LENGTHS) {
            for (int values : new int[] {1, 2, 19, 256}) {
                byte[] bytes = runs(random, length, values);
                byte[] stream = deflate(bytes, level, strategy, length / 3 + 1);

                assertThat(decompress(stream))
                        .as("seed %d, %d bytes of %d values", SEED, length, values)
                        .isEqualTo(bytes);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 257, 258, 2049, 32_768})
    @DisplayName("with matches of any distance")
    void distances(int period) throws IOException {
        byte[] piece = new byte[period];
        new Random(SEED).nextBytes(piece);
        byte[] bytes = new byte[Math.max(3 * period, 5000)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = piece[i % period];
        }

        assertThat(decompress(deflate(bytes, 9, Deflater.DEFAULT_STRATEGY, bytes.length)))
                .isEqualTo(bytes);
    }

    @Test
    @DisplayName("bytes behind it are not looked at")
    void trailingBytes() throws IOException {
        byte[] stream = PngFixture.deflate(new byte[100]);

        assertThat(decompress(PngFixture.concat(stream, new byte[] {1, 2, 3}))).hasSize(100);
    }

    @Test
    @DisplayName("from the middle of an array, byte by byte, until it ends")
    void slice() throws IOException {
        byte[] stream = PngFixture.deflate(new byte[] {5, -1});
        byte[] padded = PngFixture.concat(new byte[7], stream, new byte[9]);

        try (ZlibStream bytes = new ZlibStream(padded, 7, 7 + stream.length, SCRATCH)) {
            assertThat(bytes.read()).isEqualTo(5);
            assertThat(bytes.read()).isEqualTo(255);
            assertThat(bytes.read()).isEqualTo(-1);
            assertThat(bytes.read(new byte[4], 0, 4)).isEqualTo(-1);
        }
    }

    @Test
    @DisplayName("what is cut off is refused")
    void truncated() {
        Random random = new Random(SEED);
        byte[] stream = deflate(runs(random, 3000, 19), 6, Deflater.DEFAULT_STRATEGY, 1000);
        for (int length = 0; length < stream.length; length++) {
            byte[] cut = Arrays.copyOf(stream, length);
            assertThatThrownBy(() -> decompress(cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("any single bit flipped is refused")
    void anyBitFlipped() {
        Random random = new Random(SEED);
        for (int level : new int[] {0, 1, 9}) {
            byte[] stream = deflate(runs(random, 800, 19), level, Deflater.DEFAULT_STRATEGY, 300);
            for (int bit = 0; bit < 8 * stream.length; bit++) {
                byte[] flipped = stream.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                if (!sameAsOfJdk(flipped)) {
                    assertThatThrownBy(() -> decompress(flipped))
                            .as("seed %d, level %d, bit %d", SEED, level, bit)
                            .isInstanceOf(IOException.class);
                }
            }
        }
    }

    /// Returns whether the JDK reads a stream, and we the same; one bit in a header and the unused bits before stored bytes change
    /// nothing.
    private static boolean sameAsOfJdk(byte[] stream) {
        byte[] expected;
        try (var bytes = new InflaterInputStream(new ByteArrayInputStream(stream))) {
            expected = bytes.readAllBytes();
        } catch (IOException refused) {
            return false;
        }
        try {
            return Arrays.equals(decompress(stream), expected);
        } catch (IOException stricter) {
            return false;
        }
    }

    @Test
    @DisplayName(
            "random bytes behind a header are refused, if not by us alone then by the JDK, too")
    void noise() {
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            byte[] stream = PngFixture.concat(new byte[] {0x78, (byte) 0x9c}, noise);
            try {
                byte[] read = decompress(stream);
                assertThat(read).as("seed %d, %d", SEED, i).isEqualTo(byJdk(stream));
            } catch (IOException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(4_700);
    }

    private static byte[] byJdk(byte[] stream) throws IOException {
        try (var bytes = new InflaterInputStream(new ByteArrayInputStream(stream))) {
            return bytes.readAllBytes();
        }
    }

    private static byte[] decompress(byte[] stream) throws IOException {
        try (ZlibStream bytes = new ZlibStream(stream, 0, stream.length, SCRATCH)) {
            return bytes.readAllBytes();
        }
    }

    /// Returns runs of random length and value.
    private static byte[] runs(Random random, int length, int values) {
        byte[] bytes = new byte[length];
        int at = 0;
        while (at < length) {
            int end = Math.min(length, at + 1 + random.nextInt(1 << random.nextInt(12)));
            Arrays.fill(bytes, at, end, (byte) random.nextInt(values));
            at = end;
        }
        return bytes;
    }

    /// Compresses pieces of this length, each into blocks of its own.
    private static byte[] deflate(byte[] bytes, int level, int strategy, int pieceLength) {
        Deflater deflater = new Deflater(level);
        deflater.setStrategy(strategy);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[2 * pieceLength + 100];
        for (int at = 0; at < bytes.length; at += pieceLength) {
            deflater.setInput(bytes, at, Math.min(pieceLength, bytes.length - at));
            while (!deflater.needsInput()) {
                out.write(
                        buffer, 0, deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}
