package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

@DisplayName("Labels on the command line")
class LabelOptionsTest {
    @TempDir Path root;

    @Test
    @DisplayName("masks of 0 and 255 are scored with --map 255=1")
    void mapping() throws IOException {
        GrayPng.write(root.resolve("gt/a.png"), 0, 255, 255, 0);
        GrayPng.write(root.resolve("pred/a.png"), 0, 255, 0, 0);

        JsonNode report = evaluate("--num-classes", "2", "--map", "255=1");

        assertThat(report.get("classes").get(1).get("iou").doubleValue()).isEqualTo(0.5);
        assertThat(report.get("confusionMatrix").toString()).isEqualTo("[[2,0],[1,1]]");
    }

    @Test
    @DisplayName("mappings apply at once, not one after the other")
    void mappingsAtOnce() throws IOException {
        GrayPng.write(root.resolve("gt/a.png"), 0, 1, 2);
        GrayPng.write(root.resolve("pred/a.png"), 0, 1, 2);

        JsonNode report =
                evaluate("--num-classes", "3", "--map", "0=1", "--map", "1=2", "--map", "2=0");

        assertThat(report.get("confusionMatrix").toString()).isEqualTo("[[1,0,0],[0,1,0],[0,0,1]]");
    }

    @Test
    @DisplayName("--ignore adds to the labels of the classes file; pixels are counted or ignored")
    void ignore() throws IOException {
        Path classes = root.resolve("classes.json");
        Files.writeString(
                classes, "{\"numClasses\": 3, \"ignoreLabels\": [255]}", StandardCharsets.UTF_8);
        GrayPng.write(root.resolve("gt/a.png"), 0, 1, 255, 2, 2);
        GrayPng.write(root.resolve("pred/a.png"), 0, 2, 99, 0, 2);

        JsonNode report = evaluate("--classes", classes.toString(), "--ignore", "2");

        assertThat(report.get("pixels").intValue()).isEqualTo(5);
        assertThat(report.get("ignoredPixels").intValue()).isEqualTo(3);
        JsonNode ignored = report.get("classes").get(2);
        assertThat(ignored.get("iou").isNull()).isTrue();
        assertThat(ignored.get("precision").isNull()).isTrue();
        assertThat(ignored.get("predicted").intValue()).isEqualTo(1);
        assertThat(ignored.get("union").intValue()).isEqualTo(1);
        assertThat(report.get("summary").get("meanIoU").doubleValue()).isEqualTo(0.5);
    }

    @Test
    @DisplayName("--reduce-zero-label takes targets for numbered from 1, predictions as they are")
    void reduceZeroLabel() throws IOException {
        GrayPng.write(root.resolve("gt/a.png"), 0, 1, 2, 3, 255);
        GrayPng.write(root.resolve("pred/a.png"), 2, 0, 1, 1, 7);

        JsonNode report =
                evaluate(
                        "--num-classes",
                        "3",
                        "--reduce-zero-label",
                        "--metric",
                        "iou",
                        "--metric",
                        "own=iou:reduceZeroLabel=false,ignoreLabels=255+3");

        assertThat(report.get("confusionMatrix").toString()).isEqualTo("[[1,0,0],[0,1,0],[0,1,0]]");
        assertThat(report.get("ignoredPixels").intValue()).isEqualTo(2);
        assertThat(report.get("scoring").get("targetMapping").get("1").intValue()).isZero();
        JsonNode metrics = report.get("metrics");
        assertThat(metrics.get("iou").get("perClass").get(0).doubleValue()).isEqualTo(1.0);
        assertThat(metrics.get("own").get("perClass").get(0).doubleValue()).isZero();
        assertThat(metrics.get("own").get("ignoredPixels").intValue()).isEqualTo(2);
    }

    @Test
    @DisplayName("--reduce-zero-label alone reads the targets it names, --map the others")
    void reduceZeroLabelAndMap() throws IOException {
        GrayPng.write(root.resolve("gt/a.png"), 0, 1, 2, 255, 9);
        GrayPng.write(root.resolve("pred/a.png"), 9, 9, 2, 0, 0);

        JsonNode report =
                evaluate(
                        "--num-classes",
                        "2",
                        "--reduce-zero-label",
                        "--map",
                        "2=0",
                        "--map",
                        "9=1",
                        "--map",
                        "255=1");

        assertThat(report.get("ignoredPixels").intValue()).isEqualTo(2);
        assertThat(report.get("confusionMatrix").toString()).isEqualTo("[[0,1],[2,0]]");
    }

    @Test
    @DisplayName("--label-policy holds for further metrics, unless they have their own")
    void labelPolicy() throws IOException {
        GrayPng.write(root.resolve("gt/a.png"), 0, 0, 1, 1);
        GrayPng.write(root.resolve("pred/a.png"), 0, 9, 1, 1);

        JsonNode report =
                evaluate(
                        "--num-classes",
                        "2",
                        "--label-policy",
                        "count-as-error",
                        "--metric",
                        "iou",
                        "--metric",
                        "own=iou:labelPolicy=IGNORE_PIXEL");

        assertThat(report.get("classes").get(0).get("iou").doubleValue()).isEqualTo(0.5);
        JsonNode metrics = report.get("metrics");
        assertThat(metrics.get("iou").get("perClass").get(0).doubleValue()).isEqualTo(0.5);
        assertThat(metrics.get("own").get("perClass").get(0).doubleValue()).isEqualTo(1.0);
    }

    @Test
    @DisplayName("an ignored class is marked in the table")
    void ignoredInTable() throws IOException {
        GrayPng.write(root.resolve("gt/a.png"), 0, 1);
        GrayPng.write(root.resolve("pred/a.png"), 0, 1);

        assertThat(Command.evaluate(root, "--num-classes", "2", "--ignore", "1").out().lines())
                .anyMatch(line -> line.matches("1 \\(ignored\\) +- +- +- +- +0"));
    }

    @Test
    @DisplayName("RGB masks are read with the colours of the classes file")
    void colours() throws IOException {
        Path folder = Command.hostile("rgb-instead-of-index");
        Path classes = root.resolve("classes.json");
        Files.writeString(
                classes,
                "{\"numClasses\": 2, \"ignoreIndex\": 255, \"classes\": [{\"id\": 0, \"color\": [1,"
                        + " 2, 3]}]}",
                StandardCharsets.UTF_8);

        Command command = Command.evaluate(folder, "--classes", classes.toString());

        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.err()).contains("belongs to no class");
    }

    @Test
    @DisplayName("a classes file with more classes than a matrix can have is bad data")
    void tooManyClasses() throws IOException {
        Path classes = root.resolve("classes.json");
        Files.writeString(classes, "{\"numClasses\": 1000000000}", StandardCharsets.UTF_8);

        Command command = Command.evaluate(root, "--classes", classes.toString());

        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.err())
                .startsWith("mensura: " + classes + ": has 1000000000 classes, expected at most ");
    }

    private JsonNode evaluate(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--format";
        arguments[1] = "json";
        System.arraycopy(more, 0, arguments, 2, more.length);
        Command command = Command.evaluate(root, arguments);
        assertThat(command.exitCode()).as(command.err()).isZero();
        return command.json();
    }
}
