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
