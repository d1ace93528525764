package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

@DisplayName("mensura evaluate --checkpoint")
class CheckpointTest {
    private static final String[] SCORING = {
        "--num-classes",
        "21",
        "--ignore",
        "255",
        "--per-image",
        "--metric",
        "mean_iou:aggregation=PER_IMAGE_THEN_MEAN"
    };
    private static final String[] OPTIONS = Shards.and(SCORING, "--format", "json");
    private static final int IMAGES = 8;
    private static final int MANY_IMAGES = 1000;

    @TempDir private Path folder = Path.of("");
    private Path root = Path.of("");
    private Path state = Path.of("");

    @BeforeEach
    void images() throws IOException {
        root = folder.resolve("images");
        state = folder.resolve("run.state");
        for (int i = 0; i < IMAGES; i++) {
            image(i);
        }
    }

    private void image(int i) throws IOException {
        GrayPng.write(root.resolve("gt/" + i + ".png"), 0, 1, 2, i % 20, 255, 7, 20);
        GrayPng.write(root.resolve("pred/" + i + ".png"), 0, 2, 2, i % 20, 3, i % 3, 19);
    }

    /// So many images take so long, with a checkpoint after each, that the first few are found in the
    /// file long before the last.
    @ParameterizedTest
    @ValueSource(strings = {"1", "3"})
    @DisplayName("goes on where a killed process stopped: the report is the same, the rest is read")
    void killed(String threads) throws IOException, InterruptedException {
        for (int i = IMAGES; i < MANY_IMAGES; i++) {
            image(i);
        }
        String undisturbed = evaluate(OPTIONS).out();
        String[] options =
                Shards.and(OPTIONS, "--threads", threads, "--checkpoint", state.toString());
        Process process = start(Shards.and(options, "--checkpoint-interval", "0"));
        try {
            awaitImages(process);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

        JsonNode counted = Command.run("merge", state.toString(), "--format", "json").json();
        assertThat(counted.get("images").intValue()).isBetween(1, MANY_IMAGES - 1);
        for (JsonNode image : counted.get("perImage")) {
            Path read = root.resolve("gt").resolve(image.get("file").asString());
            Files.writeString(read, "would fail if it were read");
        }
        Command continued = evaluate(options);

        assertThat(continued.exitCode()).as(continued.err()).isZero();
        assertThat(continued.out()).isEqualTo(undisturbed);
        Files.writeString(
                root.resolve("gt/" + (MANY_IMAGES - 1) + ".png"), "would fail if it were read");
        assertThat(evaluate(options).out()).isEqualTo(undisturbed);
        assertThat(Command.run("merge", state.toString(), "--format", "json").out())
                .isEqualTo(undisturbed);
    }

    /// Waits until the checkpoint holds an image. It is replaced as a whole, so it can be read at any
    /// time.
    private void awaitImages(Process process) throws IOException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (System.nanoTime() < end) {
            if (Files.exists(state) && imagesOfState() > 0) {
                return;
            }
            if (!process.isAlive()) {
                fail(Files.readString(folder.resolve("out")));
            }
            Thread.onSpinWait();
        }
        fail("the checkpoint never held an image");
    }

    private Process start(String... options) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        line.addAll(List.of("evaluate", "--predictions", root.resolve("pred").toString()));
        line.addAll(List.of("--targets", root.resolve("gt").toString()));
        line.addAll(List.of(options));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "1000000"})
    @DisplayName("keeps what was counted before an image that fails")
    void badImage(String interval) throws IOException {
        String undisturbed = evaluate(OPTIONS).out();
        Path bad = root.resolve("gt/5.png");
        byte[] good = Files.readAllBytes(bad);
        String[] options =
                Shards.and(
                        OPTIONS,
                        "--checkpoint",
                        state.toString(),
                        "--checkpoint-interval",
                        interval);
        Files.writeString(bad, "no image");
        assertThat(evaluate(Shards.and(options, "--threads", "1")).exitCode()).isEqualTo(1);
        assertThat(imagesOfState()).isEqualTo(5);
        GrayPng.write(bad, 0, 1, 2, 5, 255, 7, 99);
        assertThat(evaluate(Shards.and(options, "--threads", "1")).exitCode()).isEqualTo(1);
        assertThat(imagesOfState()).isEqualTo(5);

        Files.write(bad, good);

        assertThat(evaluate(options).out()).isEqualTo(undisturbed);
    }

    private int imagesOfState() throws IOException {
        return Command.run("merge", state.toString(), "--format", "json")
                .json()
                .get("images")
                .intValue();
    }

    @Test
    @DisplayName("refuses a file made with other options, and leaves it as it is")
    void otherOptions() throws IOException {
        evaluate(Shards.and(OPTIONS, "--checkpoint", state.toString()));
        byte[] before = Files.readAllBytes(state);

        assertRefused(
                evaluate(
                        "--num-classes", "21", "--ignore", "255", "--checkpoint", state.toString()),
                "is of another evaluation: it was made with"
                        + " --metric=mean_iou:aggregation=PER_IMAGE_THEN_MEAN --per-image,"
                        + " expected no such option",
                before);
    }

    @Test
    @DisplayName("refuses a file that has counted an image which is not there")
    void otherImages() throws IOException {
        evaluate(Shards.and(OPTIONS, "--checkpoint", state.toString()));
        byte[] before = Files.readAllBytes(state);
        Files.delete(root.resolve("gt/3.png"));
        Files.delete(root.resolve("pred/3.png"));

        assertRefused(
                evaluate(Shards.and(OPTIONS, "--checkpoint", state.toString())),
                "has counted image 3.png, which is not among the images of this evaluation",
                before);
    }

    @Test
    @DisplayName("refuses a damaged, truncated, foreign or newer file in one line, as merge does")
    void damaged() throws IOException {
        evaluate(Shards.and(OPTIONS, "--checkpoint", state.toString()));
        byte[] good = Files.readAllBytes(state);
        for (int at = 8; at < good.length; at += 97) {
            byte[] flipped = good.clone();
            flipped[at] ^= 0x10;
            assertUnusable(flipped, "is damaged: its checksum does not match");
        }
        for (int length = 12; length < good.length; length += 101) {
            assertUnusable(Arrays.copyOf(good, length), "is damaged: its checksum does not match");
        }
        for (int length : new int[] {0, 3, 11}) {
            assertUnusable(
                    Arrays.copyOf(good, length),
                    "is no file that --checkpoint wrote: it does not begin with MNSE");
        }
        assertUnusable(
                Files.readAllBytes(root.resolve("gt/0.png")),
                "is no file that --checkpoint wrote: it does not begin with MNSE");
        byte[] newer = good.clone();
        ByteBuffer.wrap(newer).putInt(4, 2);
        assertUnusable(newer, "has format version 2, this version reads 1");
    }

    private void assertUnusable(byte[] content, String problem) throws IOException {
        Files.write(state, content);
        assertRefused(
                evaluate(Shards.and(OPTIONS, "--checkpoint", state.toString())), problem, content);
        assertRefused(Command.run("merge", state.toString()), problem, content);
    }

    private void assertRefused(Command command, String problem, byte[] content) throws IOException {
        assertThat(command.err())
                .isEqualTo("mensura: " + state + ": " + problem + System.lineSeparator());
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.out()).isEmpty();
        assertThat(state).hasBinaryContent(content);
    }

    @Test
    @DisplayName("tells before the first image that the file cannot be written")
    void unwritable() throws IOException {
        Files.writeString(root.resolve("gt/0.png"), "would fail if it were read");
        Path nowhere = folder.resolve("missing").resolve("run.state");
        Command missing = evaluate(Shards.and(OPTIONS, "--checkpoint", nowhere.toString()));
        assertThat(missing.err())
                .isEqualTo(
                        "mensura: "
                                + nowhere
                                + ": cannot write the checkpoint: no such file or folder"
                                + System.lineSeparator());
        assertThat(missing.exitCode()).isEqualTo(1);

        Command directory = evaluate(Shards.and(OPTIONS, "--checkpoint", folder.toString()));
        assertThat(directory.err()).startsWith("mensura: " + folder + ": ").hasLineCount(1);
        assertThat(directory.exitCode()).isEqualTo(1);
    }

    @Test
    @DisplayName("refuses an interval below 0")
    void interval() {
        Command command = evaluate(Shards.and(OPTIONS, "--checkpoint-interval", "-1"));
        assertThat(command.err())
                .startsWith("mensura: --checkpoint-interval is -1, expected 0 or more");
        assertThat(command.exitCode()).isEqualTo(2);
    }

    private Command evaluate(String... options) {
        return Command.evaluate(root, options);
    }
}
