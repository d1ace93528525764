package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

    @TempDir private Path folder = Path.of("");
    private Path root = Path.of("");
    private Path state = Path.of("");

    @BeforeEach
    void images() throws IOException {
        root = folder.resolve("images");
        state = folder.resolve("run.state");
        for (int i = 0; i < IMAGES; i++) {
            GrayPng.write(root.resolve("gt/" + i + ".png"), 0, 1, 2, i, 255, 7, 20);
            GrayPng.write(root.resolve("pred/" + i + ".png"), 0, 2, 2, i, 3, i % 3, 19);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3"})
    @DisplayName("goes on where a killed process stopped: the report is the same, the rest is read")
    void killed(String threads) throws IOException, InterruptedException {
        String undisturbed = evaluate(OPTIONS).out();
        Path last = root.resolve("gt/" + (IMAGES - 1) + ".png");
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Process process = start(pipe, threads);
        try {
            awaitImages(process, IMAGES - 1);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

        for (int i = 0; i < IMAGES - 1; i++) {
            Files.writeString(root.resolve("gt/" + i + ".png"), "would fail if it were read");
        }
        Command continued =
                evaluate(
                        Shards.and(
                                OPTIONS, "--threads", threads, "--checkpoint", state.toString()));

        assertThat(continued.exitCode()).as(continued.err()).isZero();
        assertThat(continued.out()).isEqualTo(undisturbed);
        Files.writeString(last, "would fail if it were read");
        Command again = evaluate(Shards.and(OPTIONS, "--checkpoint", state.toString()));
        assertThat(again.out()).isEqualTo(undisturbed);
        assertThat(Command.run("merge", state.toString(), "--format", "json").out())
                .isEqualTo(undisturbed);
        assertThat(folder.resolve("run.state.tmp")).doesNotExist();
    }

    /// Waits until the checkpoint holds so many images. It is replaced as a whole, so it can be read
    /// at any time.
    private void awaitImages(Process process, int images) throws IOException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (System.nanoTime() < end) {
            if (Files.exists(state)) {
                Command merged = Command.run("merge", state.toString(), "--format", "json");
                assertThat(merged.exitCode()).as(merged.err()).isZero();
                if (merged.json().get("images").intValue() == images) {
                    return;
                }
            }
            if (!process.isAlive()) {
                fail(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
            Thread.onSpinWait();
        }
        fail("the checkpoint never held " + images + " images");
    }

    private Process start(Path pipe, String threads) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Dmensura.simd=scalar");
        line.addAll(List.of("-cp", System.getProperty("java.class.path")));
        line.addAll(List.of(StuckEvaluation.class.getName(), root.toString(), pipe.toString()));
        line.addAll(List.of(state.toString(), threads));
        line.addAll(List.of(SCORING));
        return new ProcessBuilder(line).redirectErrorStream(true).start();
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
