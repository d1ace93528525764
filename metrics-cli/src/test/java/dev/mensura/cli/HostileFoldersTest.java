package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@DisplayName("Folders that cannot be scored")
class HostileFoldersTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "size-mismatch | pred/a.png | [93, 120] | [96, 120]",
                "label-out-of-range | pred/a.png | label 7 at [0, 0] | expected 0..1",
                "missing-prediction | b.png | no prediction | missing-prediction/pred",
                "surplus-prediction | z.png | no target | surplus-prediction/gt",
                "rgb-instead-of-index | pred/a.png | three-channel | gray or palette",
                "truncated | pred/a.png | ends after 292 bytes | expected at least",
                "not-a-png | pred/a.png | not a PNG | 74 68 69 73",
                "empty | empty/pred | empty/gt | no .png file"
            })
    @DisplayName(
            "end with exit code 1 and one line that names the file, the expected and the actual")
    void badData(String folder, String file, String one, String other) {
        Command command =
                Command.evaluate(Command.hostile(folder), "--num-classes", "2", "--ignore", "255");

        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.out()).isEmpty();
        assertThat(command.err())
                .startsWith("mensura: ")
                .endsWith("\n")
                .hasLineCount(1)
                .contains(file, one, other);
    }

    @Test
    @DisplayName("a folder that is all ignored is no error: every ratio is undefined")
    void allIgnored() {
        Command command =
                Command.evaluate(
                        Command.hostile("all-ignored"),
                        "--num-classes",
                        "2",
                        "--ignore",
                        "255",
                        "--metric",
                        "mean_iou",
                        "--format",
                        "json",
                        "--per-image");

        assertThat(command.exitCode()).isZero();
        JsonNode report = command.json();
        assertThat(report.get("pixels")).isEqualTo(report.get("ignoredPixels"));
        assertThat(report.get("summary")).isNotEmpty().allMatch(JsonNode::isNull);
        assertThat(report.get("classes"))
                .hasSize(2)
                .allMatch(row -> row.get("iou").isNull() && row.get("support").longValue() == 0);
        assertThat(report.get("metrics").get("mean_iou").get("value").isNull()).isTrue();
        assertThat(report.get("perImage").get(0).get("meanIoU").isNull()).isTrue();
    }

    @Test
    @DisplayName("all files are looked for before the first is read")
    void filesAreLookedForFirst(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("pred"));
        Files.writeString(root.resolve("pred/a.png"), "damaged");
        GrayPng.write(root.resolve("gt/a.png"), 0, 1);
        GrayPng.write(root.resolve("gt/b.png"), 0, 1);

        assertThat(Command.evaluate(root, "--num-classes", "2").err())
                .contains("b.png")
                .doesNotContain("not a PNG");
    }

    @RepeatedTest(10)
    @DisplayName("of several errors, the first in path order is told, on any number of threads")
    void firstError(@TempDir Path root) throws IOException {
        for (int image = 0; image < 40; image++) {
            String name = "%02d.png".formatted(image);
            GrayPng.write(root.resolve("gt").resolve(name), 0, 1);
            GrayPng.write(root.resolve("pred").resolve(name), image >= 17 ? 9 : 0, 1);
        }

        Command command = Command.evaluate(root, "--num-classes", "2", "--threads", "8");

        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.err()).hasLineCount(1).contains("17.png");
    }

    @Test
    @DisplayName("a file name with a line break stays on one line")
    void lineBreak(@TempDir Path root) throws IOException {
        GrayPng.write(root.resolve("gt/a\nb.png"), 0, 1);
        GrayPng.write(root.resolve("pred/a\nb.png"), 0, 7);

        assertThat(Command.evaluate(root, "--num-classes", "2").err())
                .hasLineCount(1)
                .contains("a?b.png");
    }
}
