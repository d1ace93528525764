package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

@DisplayName("The report goes")
class OutputTest {
    @TempDir Path root;

    @BeforeEach
    void images() throws IOException {
        GrayPng.write(root.resolve("gt/deep/a.png"), 0, 1);
        GrayPng.write(root.resolve("pred/deep/a.png"), 0, 0);
    }

    @Test
    @DisplayName("to standard output, as a table")
    void table() {
        Command command = Command.evaluate(root, "--num-classes", "2", "--per-image");

        assertThat(command.err()).isEmpty();
        assertThat(command.out().lines())
                .startsWith(
                        "class     IoU    Dice  precision  recall  support",
                        "0      0.5000  0.6667     0.5000  1.0000        1",
                        "1      0.0000  0.0000          -  0.0000        1",
                        "",
                        "mean IoU                0.2500",
                        "mean Dice               0.3333",
                        "mean accuracy           0.5000",
                        "pixel accuracy          0.5000",
                        "frequency-weighted IoU  0.2500",
                        "",
                        "image       mean IoU  pixel accuracy",
                        "deep/a.png    0.2500          0.5000",
                        "",
                        "images          1",
                        "pixels          2",
                        "ignored pixels  0")
                .anyMatch(line -> line.matches("kernel          (scalar|vector, \\d+ bit)"))
                .anyMatch(
                        line -> line.matches("throughput      [0-9.]+ images/s, [0-9.]+ Mpixel/s"));
    }

    @Test
    @DisplayName("into a file, which is replaced, and nothing to standard output")
    void file() throws IOException {
        Path file = root.resolve("report.json");
        Files.writeString(file, "x".repeat(100_000), StandardCharsets.UTF_8);

        Command command =
                Command.evaluate(
                        root,
                        "--num-classes",
                        "2",
                        "--format",
                        "json",
                        "--output",
                        file.toString());

        assertThat(command.exitCode()).isZero();
        assertThat(command.out()).isEmpty();
        assertThat(Files.readString(file, StandardCharsets.UTF_8))
                .startsWith("{\n  \"schema\" : \"mensura.report/1\",")
                .endsWith("}\n")
                .doesNotContain("xxx");
    }

    @Test
    @DisplayName("two single files make a pair, whatever they are called")
    void singleFiles() throws IOException {
        GrayPng.write(root.resolve("mine.png"), 0, 1);

        Command command =
                Command.run(
                        "evaluate",
                        "--predictions",
                        root.resolve("mine.png").toString(),
                        "--targets",
                        root.resolve("gt/deep/a.png").toString(),
                        "--num-classes",
                        "2");

        assertThat(command.out()).contains("mean IoU                1.0000");
    }

    @Test
    @DisplayName("nowhere if the file cannot be written: exit code 1 and its name")
    void unwritable() {
        Path file = root.resolve("missing/report.txt");

        Command command = Command.evaluate(root, "--num-classes", "2", "--output", file.toString());

        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.err())
                .isEqualToNormalizingNewlines(
                        "mensura: " + file + ": cannot write the report: no such folder\n");
    }

    @Test
    @DisplayName("nowhere if standard output is full: exit code 1")
    void full() {
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("full");
                    }
                };
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int exitCode =
                Main.run(
                        new Console(Console.utf8(full), Console.utf8(err), Optional.empty()),
                        "metrics");

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("mensura: standard output");
    }

    @Test
    @DisplayName("with a progress bar on a terminal, which leaves standard output alone")
    void progress() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();

        Main.run(
                new Console(
                        Console.utf8(out),
                        Console.utf8(new ByteArrayOutputStream()),
                        Optional.of(Console.utf8(terminal))),
                "evaluate",
                "--predictions",
                root.resolve("pred").toString(),
                "--targets",
                root.resolve("gt").toString(),
                "--num-classes",
                "2");

        assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("images", "1/1");
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("class ").doesNotContain("1/1");
    }
}
