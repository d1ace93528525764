package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.CRC32C;

@DisplayName("A file of --checkpoint")
class SpoiltStateFileTest {
    private static final long SEED = Long.getLong("mensura.seed", 1);
    private static final Path KEPT = Path.of("src/test/resources/states/v1");
    private static final int INPUTS = 3_000;
    private static final int MOST_BYTES = 1024;
    private static final long MOST_ALLOCATED = 64 * 1024;
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir private Path folder = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("spoilt.state");
    }

    /// Written by `mensura evaluate --num-classes 2 --ignore 255 --per-image --metric dice`.
    @Test
    @DisplayName("that version 1 wrote is read for ever")
    void kept() throws IOException {
        Command merged =
                Command.run(
                        "merge", KEPT.resolve("checkpoint.state").toString(), "--format", "csv");
        assertThat(merged.exitCode()).as(merged.err()).isZero();
        assertThat(merged.out().lines().filter(line -> !line.startsWith("run,,,version,")))
                .containsExactlyElementsOf(Files.readAllLines(KEPT.resolve("checkpoint.csv")));
    }

    /// The checksum is made right in most cases, so that the content is looked at.
    @Test
    @DisplayName("that was tampered with is refused in one line, or says the same of itself")
    void tampered() throws IOException {
        byte[] kept = Files.readAllBytes(KEPT.resolve("checkpoint.state"));
        SplittableRandom random = new SplittableRandom(SEED);
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < INPUTS; i++) {
            byte[] spoilt = spoilt(kept, random);
            Files.write(file, spoilt);
            Command merged = Command.run("merge", file.toString(), "--format", "csv");
            assertThat(merged.err().lines().count())
                    .as("seed %d, input %d: %s", SEED, i, merged.err())
                    .isLessThanOrEqualTo(1);
            outcomes.merge(outcome(merged), 1, Integer::sum);
            assertThat(Files.readAllBytes(file)).isEqualTo(spoilt);
        }
        assertThat(outcomes)
                .as("seed %d", SEED)
                .containsKeys(
                        "read",
                        "bad data: begins otherwise",
                        "bad data: checksum",
                        "bad data: content",
                        "bad data: other version");
    }

    private static String outcome(Command merged) {
        return switch (merged.exitCode()) {
            case 0 -> "read";
            case Main.WRONG_USAGE -> "wrong usage";
            case Main.BAD_DATA -> "bad data: " + reason(merged.err());
            default -> throw new AssertionError(merged.err());
        };
    }

    private static String reason(String message) {
        if (message.contains("does not begin with MNSE")) {
            return "begins otherwise";
        }
        if (message.contains("version")) {
            return "other version";
        }
        if (message.contains("checksum does not match")) {
            return "checksum";
        }
        return message.contains("has other metrics") ? "other metrics" : "content";
    }

    @Test
    @DisplayName("takes no memory for what it claims")
    void allocation() throws IOException {
        byte[] kept = Files.readAllBytes(KEPT.resolve("checkpoint.state"));
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < INPUTS; i++) {
            byte[] spoilt = spoilt(kept, random);
            byte[] small = Arrays.copyOf(spoilt, Math.min(spoilt.length, MOST_BYTES));
            checksum(small);
            Files.write(file, small);
            long allocated = MOST_ALLOCATED;
            // what the first attempt allocates may be the JVM's own, which loads classes
            for (int attempt = 0; attempt < 2 && allocated >= MOST_ALLOCATED; attempt++) {
                long before = THREAD.getCurrentThreadAllocatedBytes();
                read();
                allocated = THREAD.getCurrentThreadAllocatedBytes() - before;
            }
            assertThat(allocated).as("seed %d, input %d", SEED, i).isBetween(1L, MOST_ALLOCATED);
        }
    }

    private void read() {
        try {
            assertThat(StateFile.read(file).setup()).isNotNull();
        } catch (StateFileException refused) {
            assertThat(refused).hasMessageContaining(file.toString());
        }
    }

    private static byte[] spoilt(byte[] kept, SplittableRandom random) {
        byte[] spoilt = kept.clone();
        switch (random.nextInt(8)) {
            case 0 -> spoilt = Arrays.copyOf(spoilt, random.nextInt(spoilt.length));
            case 1 -> spoilt = Arrays.copyOf(spoilt, spoilt.length + 1 + random.nextInt(8));
            case 2 -> {
                int at = random.nextInt(spoilt.length - Integer.BYTES);
                ByteBuffer.wrap(spoilt).putInt(at, random.nextBoolean() ? -1 : Integer.MAX_VALUE);
            }
            case 3 -> spoilt[random.nextInt(8)] ^= (byte) (1 << random.nextInt(8));
            default -> spoilt[random.nextInt(spoilt.length)] ^= (byte) (1 << random.nextInt(8));
        }
        if (random.nextInt(4) > 0) {
            checksum(spoilt);
        }
        return spoilt;
    }

    private static void checksum(byte[] bytes) {
        int end = bytes.length - Integer.BYTES;
        if (end >= 0) {
            CRC32C crc = new CRC32C();
            crc.update(bytes, 0, end);
            ByteBuffer.wrap(bytes).putInt(end, (int) crc.getValue());
        }
    }
}
