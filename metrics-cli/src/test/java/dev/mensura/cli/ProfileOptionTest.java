package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Two images of three classes, of which the third occurs nowhere.
@DisplayName("mensura evaluate --profile and --exclude")
class ProfileOptionTest {
    @TempDir Path root;

    @BeforeEach
    void images() throws IOException {
        GrayPng.write(root.resolve("gt/a.png"), 0, 0, 1, 1);
        GrayPng.write(root.resolve("pred/a.png"), 0, 1, 1, 1);
        GrayPng.write(root.resolve("gt/b.png"), 0, 0, 0, 0);
        GrayPng.write(root.resolve("pred/b.png"), 0, 0, 0, 1);
    }

    private JsonNode evaluate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--num-classes", "3"));
        arguments.addAll(List.of("--format", "json"));
        arguments.addAll(List.of(more));
        Command command = Command.evaluate(root, arguments.toArray(String[]::new));
        assertThat(command.exitCode()).as(command.err()).isZero();
        return command.json();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "mmseg, 0.583333333333",
        "hugging-face, 0.583333333333",
        "KERAS, 0.583333333333",
        "torchmetrics, 0.479166666667",
        "monai, 0.666666666667",
        "sklearn, 0.388888888889"
    })
    @DisplayName("the mean IoU is that of the tool, in the summary and of a further metric")
    void meanIoU(String profile, double expected) {
        JsonNode report = evaluate("--profile", profile, "--metric", "mean_iou");

        assertThat(report.get("summary").get("meanIoU").doubleValue())
                .isEqualTo(expected, within(1e-12));
        assertThat(report.get("metrics").get("mean_iou").get("value").doubleValue())
                .isEqualTo(expected, within(1e-12));
        assertThat(report.get("scoring").get("profile").stringValue())
                .isEqualToIgnoringCase(profile.replace('-', '_'));
    }

    @Test
    @DisplayName("a further metric may follow another one, or have an option of its own")
    void ownProfile() {
        JsonNode metrics =
                evaluate(
                                "--profile",
                                "monai",
                                "--metric",
                                "a=mean_iou:profile=torchmetrics",
                                "--metric",
                                "b=mean_iou:aggregation=DATASET,untargetedInMean=true")
                        .get("metrics");

        assertThat(metrics.get("a").get("value").doubleValue())
                .isEqualTo(0.479166666667, within(1e-12));
        assertThat(metrics.get("b").get("value").doubleValue())
                .isEqualTo(0.583333333333, within(1e-12));
    }

    @Test
    @DisplayName(
            "without one, classes that occur nowhere are undefined and averages over all pixels")
    void none() {
        JsonNode report = evaluate();

        assertThat(report.get("scoring").get("profile").isNull()).isTrue();
        JsonNode summary = report.get("summary");
        assertThat(summary.get("meanIoU").doubleValue()).isEqualTo((4 / 6.0 + 2 / 4.0) / 2);
        assertThat(summary.get("meanDice").doubleValue()).isEqualTo((8 / 10.0 + 4 / 6.0) / 2);
        assertThat(summary.get("meanAccuracy").doubleValue()).isEqualTo((4 / 6.0 + 1) / 2);
        assertThat(summary.get("pixelAccuracy").doubleValue()).isEqualTo(0.75);
        assertThat(summary.get("frequencyWeightedIoU").doubleValue()).isEqualTo(0.625);
        assertThat(report.get("classes").get(2).get("precision").isNull()).isTrue();
        assertThat(report.get("classes").get(2).get("recall").isNull()).isTrue();
    }

    @Test
    @DisplayName("the table names it")
    void table() {
        assertThat(Command.evaluate(root, "--num-classes", "3", "--profile", "monai").out().lines())
                .contains("mean IoU                0.6667")
                .anyMatch(line -> line.matches("profile +MONAI"));
    }

    @Test
    @DisplayName("an excluded class leaves the averages and keeps its counts")
    void excluded() {
        JsonNode report =
                evaluate("--exclude", "0", "--metric", "iou", "--metric", "kappa=cohen_kappa");

        JsonNode row = report.get("classes").get(0);
        assertThat(row.get("excluded").booleanValue()).isTrue();
        assertThat(row.get("ignored").booleanValue()).isFalse();
        assertThat(row.get("iou").isNull()).isTrue();
        assertThat(row.get("dice").isNull()).isTrue();
        assertThat(row.get("support").intValue()).isEqualTo(6);
        assertThat(report.get("summary").get("meanIoU").doubleValue()).isEqualTo(0.5);
        assertThat(report.get("metrics").get("iou").get("value").doubleValue()).isEqualTo(0.5);
        assertThat(report.get("metrics").get("kappa").get("value").doubleValue()).isEqualTo(0.5);
        assertThat(report.get("validClasses").toString()).isEqualTo("[1]");
        assertThat(Command.evaluate(root, "--num-classes", "3", "--exclude", "0").out().lines())
                .anyMatch(line -> line.matches("0 \\(excluded\\) +- +- +- +- +6"));
    }

    @Test
    @DisplayName("a class is excluded by its name, or by its id")
    void byName() throws IOException {
        Path classes = root.resolve("classes.json");
        Files.writeString(
                classes, "{\"numClasses\": 3, \"classes\": [{\"id\": 1, \"name\": \"road\"}]}");

        Command command =
                Command.evaluate(
                        root,
                        "--classes",
                        classes.toString(),
                        "--exclude",
                        "road",
                        "--exclude",
                        "2",
                        "--format",
                        "json");

        assertThat(command.json().get("scoring").get("excludedClasses").toString())
                .isEqualTo("[1,2]");
    }
}
