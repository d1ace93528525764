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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

@DisplayName("mensura evaluate --metric")
class MetricOptionTest {
    @TempDir Path root;

    /// Target 0 0 0 1 1 2 2 2 and prediction 0 1 1 1 1 2 0 2: IoU per class 1/4, 1/2, 2/3.
    @BeforeEach
    void images() throws IOException {
        GrayPng.write(root.resolve("gt/a.png"), 0, 0, 0, 1, 1, 2, 2, 2, 255);
        GrayPng.write(root.resolve("pred/a.png"), 0, 1, 1, 1, 1, 2, 0, 2, 7);
    }

    private Command evaluate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--num-classes", "3", "--ignore", "255"));
        arguments.addAll(List.of(more));
        return Command.evaluate(root, arguments.toArray(String[]::new));
    }

    @Test
    @DisplayName(
            "adds metrics by alias, in order, with the classes and ignored labels of the command"
                    + " line")
    void filledIn() {
        JsonNode metrics =
                evaluate(
                                "--format",
                                "json",
                                "--metric",
                                "miou",
                                "--metric",
                                "fg=jaccard_index:average=MICRO,excludedClasses=0")
                        .json()
                        .get("metrics");

        assertThat(metrics.propertyNames()).containsExactly("miou", "fg");
        assertThat(metrics.get("miou").get("value").doubleValue())
                .isEqualTo((1 / 4.0 + 1 / 2.0 + 2 / 3.0) / 3);
        assertThat(metrics.get("fg").get("value").doubleValue()).isEqualTo(4 / 7.0);
        assertThat(metrics.get("fg").get("perClass").get(0).isNull()).isTrue();
        assertThat(metrics.get("fg").get("perClass").get(1).doubleValue()).isEqualTo(0.5);
    }

    @Test
    @DisplayName("an option that is given wins over the command line")
    void given() {
        JsonNode report = evaluate("--format", "json", "--metric", "iou:ignoreLabels=0+255").json();

        JsonNode iou = report.get("metrics").get("iou");
        assertThat(iou.get("perClass").get(0).isNull()).isTrue();
        assertThat(iou.get("perClass").get(1).doubleValue()).isEqualTo(1.0);
        assertThat(report.get("classes").get(1).get("iou").doubleValue()).isEqualTo(0.5);
    }

    @Test
    @DisplayName("a mapping of labels is taken over, too, and can be given")
    void mapping() {
        JsonNode metrics =
                evaluate(
                                "--format",
                                "json",
                                "--map",
                                "2=1",
                                "--metric",
                                "iou",
                                "--metric",
                                "own=iou:labelMapping=2=0+1=0")
                        .json()
                        .get("metrics");

        assertThat(metrics.get("iou").get("perClass").get(1).doubleValue()).isEqualTo(4 / 7.0);
        assertThat(metrics.get("own").get("perClass").get(0).doubleValue()).isEqualTo(1.0);
    }

    @Test
    @DisplayName("the table has a column for values per class and a line for the value")
    void table() {
        assertThat(evaluate("--metric", "x=iou").out().lines())
                .anyMatch(line -> line.matches("class +IoU .* support +x"))
                .anyMatch(line -> line.matches("2 +0\\.6667 .* 3 +0\\.6667"))
                .anyMatch(line -> line.matches("x +0\\.4722"));
    }

    @Test
    @DisplayName("values that are not of classes have rows of their own, by name, in every format")
    void named() {
        String metric = "c=category_iou:categories=sky:2/flat:1/rest:0";

        Command table = evaluate("--metric", metric);
        assertThat(table.out().lines())
                .contains("class     IoU    Dice  precision  recall  support")
                .containsSubsequence(
                        "c                       0.4722",
                        "",
                        "c      value",
                        "sky   0.6667",
                        "flat  0.5000",
                        "rest  0.2500",
                        "",
                        "images          1");
        assertThat(evaluate("--metric", metric, "--format", "markdown").out())
                .contains("| class | IoU | Dice | precision | recall | support |\n")
                .contains(
                        "\n\n| c | value |\n| --- | ---: |\n| sky | 0.6667 |\n| flat | 0.5000 |\n");
        assertThat(evaluate("--metric", metric, "--format", "csv").out().lines())
                .contains(
                        "metric,sky,c,perClass,0.6666666666666666",
                        "metric,flat,c,perClass,0.5",
                        "metric,rest,c,perClass,0.25");
        JsonNode metrics =
                evaluate("--metric", metric, "--metric", "iou", "--format", "json")
                        .json()
                        .get("metrics");
        assertThat(metrics.get("c").get("perClassNames").toString())
                .isEqualTo("[\"sky\",\"flat\",\"rest\"]");
        assertThat(metrics.get("c").get("perClass").get(2).doubleValue()).isEqualTo(0.25);
        assertThat(metrics.get("iou").get("perClassNames").toString()).isEqualTo("[]");
    }

    @Test
    @DisplayName("absent and valid classes of categories are indices into their names")
    void absentNames() {
        JsonNode metric =
                evaluate(
                                "--metric",
                                "category_iou:numClasses=4,categories=other:3/flat:0+1+2",
                                "--format",
                                "json")
                        .json()
                        .get("metrics")
                        .get("category_iou");

        assertThat(metric.get("absentClasses").toString()).isEqualTo("[0]");
        assertThat(metric.get("validClasses").toString()).isEqualTo("[1]");
    }

    @Test
    @DisplayName("values of other classes than those of the report have rows by id")
    void otherClasses() {
        assertThat(evaluate("--metric", "x=iou:numClasses=4").out().lines())
                .contains("class     IoU    Dice  precision  recall  support")
                .containsSubsequence("x   value", "0  0.2500", "1  0.5000", "2  0.6667");
        assertThat(evaluate("--metric", "x=iou:task=BINARY,labelMapping=2=1").out().lines())
                .contains("x                       0.5714")
                .noneMatch(line -> line.startsWith("x   value"));
    }

    @Test
    @DisplayName("a confusion matrix is written as it is normalised, in every format")
    void matrix() {
        String metric = "m=confusion_matrix:normalize=TARGET";

        assertThat(evaluate("--metric", metric).out().lines())
                .containsSubsequence(
                        "",
                        "m       0       1       2",
                        "0  0.3333  0.6667  0.0000",
                        "1  0.0000  1.0000  0.0000",
                        "2  0.3333  0.0000  0.6667",
                        "");
        assertThat(evaluate("--metric", metric, "--format", "markdown").out())
                .contains(
                        "\n\n| m | 0 | 1 | 2 |\n| --- | ---: | ---: | ---: |\n"
                                + "| 0 | 0.3333 | 0.6667 | 0.0000 |\n");
        assertThat(evaluate("--metric", metric, "--format", "csv").out().lines())
                .contains(
                        "metricMatrix,0,m,1,0.6666666666666666",
                        "metricMatrix,2,m,0,0.3333333333333333",
                        "metricMatrix,1,m,1,1.0")
                .filteredOn(line -> line.startsWith("metricMatrix,"))
                .hasSize(9);
        JsonNode report = evaluate("--metric", metric, "--format", "json").json();
        assertThat(report.get("metrics").get("m").get("matrix").toString())
                .isEqualTo(
                        "[[0.3333333333333333,0.6666666666666666,0.0],[0.0,1.0,0.0],"
                                + "[0.3333333333333333,0.0,0.6666666666666666]]");
        assertThat(report.get("confusionMatrix").toString()).isEqualTo("[[1,2,0],[0,2,0],[1,0,2]]");
    }

    @Test
    @DisplayName("a confusion matrix that is not normalised has counts, and 2 x 2 in BINARY")
    void counts() {
        List<String> metrics =
                List.of(
                        "--metric",
                        "confusion_matrix",
                        "--metric",
                        "b=confusion:task=BINARY,labelMapping=2=1");
        List<String> asJson = new ArrayList<>(metrics);
        asJson.addAll(List.of("--format", "json"));

        JsonNode all = evaluate(asJson.toArray(String[]::new)).json().get("metrics");
        assertThat(all.get("confusion_matrix").get("matrix").toString())
                .isEqualTo("[[1,2,0],[0,2,0],[1,0,2]]");
        assertThat(all.get("b").get("matrix").toString()).isEqualTo("[[1,2],[1,4]]");
        assertThat(evaluate(metrics.toArray(String[]::new)).out().lines())
                .containsSubsequence(
                        "confusion_matrix  0  1  2",
                        "0                 1  2  0",
                        "b  0  1",
                        "0  1  2",
                        "1  1  4");
    }

    @Test
    @DisplayName("a matrix with more than 100 classes is left to JSON and CSV")
    void largeMatrix() {
        assertThat(evaluate("--metric", "m=confusion_matrix:numClasses=101").out().lines())
                .containsSubsequence("m", "101 x 101 cells: see --format json or csv", "");
        assertThat(evaluate("--metric", "m=confusion_matrix:numClasses=100").out())
                .doesNotContain("see --format");
    }

    @Test
    @DisplayName("what the command line says of classes does not hold for a task without classes")
    void binary() {
        JsonNode metrics =
                evaluate(
                                "--exclude",
                                "0",
                                "--label-policy",
                                "ignore-pixel",
                                "--reduce-zero-label",
                                "--format",
                                "json",
                                "--metric",
                                "fg=jaccard_index:task=binary,labelMapping=2=1",
                                "--metric",
                                "iou")
                        .json()
                        .get("metrics");

        assertThat(metrics.get("fg").get("value").doubleValue()).isEqualTo(4 / 7.0);
        assertThat(metrics.get("fg").get("perClass").get(0).doubleValue()).isEqualTo(4 / 7.0);
        assertThat(metrics.get("fg").get("ignoredPixels").intValue()).isEqualTo(1);
        assertThat(metrics.get("iou").get("perClass").get(0).isNull()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "mean_iuo | metric is \"mean_iuo\", expected mean_iou? Known: ",
                "iou:avrage=MICRO | option avrage is not known, expected average? Known: ",
                "iou:average=MEAN | option average is \"MEAN\", expected one of NONE, MACRO",
                "iou:excludedClasses=3 | expected classes from 0 to 2",
                "iou: | expected [ALIAS=]NAME[:OPTION=VALUE,...]",
            })
    @DisplayName("a wrong one ends with exit code 2 and one line with what is right")
    void wrong(String metric, String message) {
        Command command = evaluate("--metric", metric);

        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.out()).isEmpty();
        assertThat(command.err()).startsWith("mensura: --metric").hasLineCount(1).contains(message);
    }

    @Test
    @DisplayName("two need names of their own")
    void sameName() {
        Command command = evaluate("--metric", "iou", "--metric", "iou:average=NONE");

        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.err()).contains("two called iou", "ALIAS=iou");
    }
}
