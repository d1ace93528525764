package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Two images of three classes with 7 ignored pixels, 3 labels out of range, 1 absent class and 1 image
/// without a counted pixel.
@DisplayName("What a score rests on is shown:")
class EvidenceTest {
    @TempDir Path root;

    @BeforeEach
    void images() throws IOException {
        GrayPng.write(root.resolve("gt/a.png"), 0, 0, 0, 1, 1, 1, 8, 255, 255, 255, 255);
        GrayPng.write(root.resolve("pred/a.png"), 0, 0, 9, 1, 9, 0, 0, 0, 0, 0, 7);
        GrayPng.write(root.resolve("gt/b.png"), 255, 255, 255);
        GrayPng.write(root.resolve("pred/b.png"), 0, 1, 2);
        Files.writeString(
                root.resolve("classes.json"),
                "{\"numClasses\": 3, \"ignoreIndex\": 255, \"classes\": [{\"id\": 0, \"name\":"
                        + " \"sky\"}, {\"id\": 1, \"name\": \"road\"}, {\"id\": 2, \"name\":"
                        + " \"bus\"}]}",
                StandardCharsets.UTF_8);
    }

    private Command evaluate(String policy, String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--classes", root.resolve("classes.json").toString()));
        arguments.addAll(List.of("--label-policy", policy));
        arguments.addAll(List.of(more));
        Command command = Command.evaluate(root, arguments.toArray(String[]::new));
        assertThat(command.exitCode()).as(command.err()).isZero();
        return command;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"ignore-pixel, (pixels left out)", "count-as-error, (counted as errors)"})
    @DisplayName("7 ignored, 3 out of range, 1 absent, 1 empty in the table")
    void table(String policy, String effect) {
        assertThat(evaluate(policy).out().lines())
                .containsSubsequence(
                        "images               2",
                        "empty images         1",
                        "pixels               14",
                        "ignored pixels       7",
                        "out-of-range labels  3 " + effect,
                        "absent classes       1: bus",
                        "classes in mean IoU  2 of 3");
    }

    @ParameterizedTest(name = "{0} on {3} threads")
    @CsvSource({
        "IGNORE-PIXEL, 4, IGNORE_PIXEL, 1",
        "ignore_pixel, 4, IGNORE_PIXEL, 2",
        "count-as-error, 7, COUNT_AS_ERROR, 2",
        "COUNT_AS_ERROR, 7, COUNT_AS_ERROR, 1"
    })
    @DisplayName(
            "7 ignored, 3 out of range, 1 absent, 1 empty in the JSON, also of a further metric")
    void json(String policy, int counted, String name, String threads) {
        JsonNode report =
                evaluate(policy, "--format", "json", "--metric", "iou", "--threads", threads)
                        .json();

        assertThat(report.get("images").intValue()).isEqualTo(2);
        assertThat(report.get("emptyImages").intValue()).isEqualTo(1);
        assertThat(report.get("pixels").intValue()).isEqualTo(14);
        assertThat(report.get("scoring").get("labelPolicy").stringValue()).isEqualTo(name);
        for (JsonNode part : List.of(report, report.get("metrics").get("iou"))) {
            assertThat(part.get("countedPixels").intValue()).isEqualTo(counted);
            assertThat(part.get("ignoredPixels").intValue()).isEqualTo(7);
            assertThat(part.get("outOfRangeLabels").intValue()).isEqualTo(3);
            assertThat(part.get("absentClasses").toString()).isEqualTo("[2]");
            assertThat(part.get("validClasses").toString()).isEqualTo("[0,1]");
        }
        assertThat(report.get("classes").get(2).get("absent").booleanValue()).isTrue();
        assertThat(report.get("classes").get(2).get("inMean").booleanValue()).isFalse();
        assertThat(report.get("classes").get(1).get("inMean").booleanValue()).isTrue();
    }

    @Test
    @DisplayName("in CSV and Markdown, too")
    void otherFormats() {
        assertThat(evaluate("ignore-pixel", "--format", "csv").out().lines())
                .contains(
                        "scoring,,,labelPolicy,IGNORE_PIXEL",
                        "evidence,,,images,2",
                        "evidence,,,emptyImages,1",
                        "evidence,,,pixels,14",
                        "evidence,,,countedPixels,4",
                        "evidence,,,ignoredPixels,7",
                        "evidence,,,outOfRangeLabels,3",
                        "evidence,,,absentClasses,1",
                        "evidence,,,validClasses,2",
                        "class,2,bus,absent,true",
                        "class,1,road,support,2");
        assertThat(evaluate("ignore-pixel", "--format", "markdown").out().lines())
                .contains(
                        "| empty images | 1 |",
                        "| ignored pixels | 7 |",
                        "| out-of-range labels | 3 (pixels left out) |",
                        "| absent classes | 1: bus |");
    }

    @Test
    @DisplayName(
            "pixels left out change no count, errors count against the true and predicted class")
    void policies() {
        assertThat(classCounts("ignore-pixel")).containsExactly("2 2 3 3", "1 2 1 2");
        assertThat(classCounts("count-as-error")).containsExactly("2 3 4 5", "1 3 1 3");
    }

    /// Returns intersection, support, predicted and union of classes 0 and 1.
    private List<String> classCounts(String policy) {
        JsonNode classes = evaluate(policy, "--format", "json").json().get("classes");
        List<String> counts = new ArrayList<>();
        for (int id = 0; id < 2; id++) {
            JsonNode row = classes.get(id);
            counts.add(
                    "%d %d %d %d"
                            .formatted(
                                    row.get("intersection").intValue(),
                                    row.get("support").intValue(),
                                    row.get("predicted").intValue(),
                                    row.get("union").intValue()));
        }
        return counts;
    }

    @Test
    @DisplayName("of every image by itself")
    void perImage() {
        JsonNode images =
                evaluate("count-as-error", "--format", "json", "--per-image")
                        .json()
                        .get("perImage");

        assertThat(images.get(0).get("outOfRangeLabels").intValue()).isEqualTo(3);
        assertThat(images.get(0).get("ignoredPixels").intValue()).isEqualTo(4);
        assertThat(images.get(1).get("countedPixels").intValue()).isZero();
        assertThat(images.get(1).get("meanIoU").isNull()).isTrue();
    }

    @Test
    @DisplayName("nothing of it in the table where nothing is out of the ordinary")
    void ordinary() throws IOException {
        GrayPng.write(root.resolve("gt/a.png"), 0, 1, 2);
        GrayPng.write(root.resolve("pred/a.png"), 0, 1, 2);
        GrayPng.write(root.resolve("gt/b.png"), 0, 1, 2);

        assertThat(evaluate("reject").out())
                .contains("ignored pixels  0")
                .doesNotContain("empty", "out-of-range", "absent", "in mean", "profile");
    }
}
