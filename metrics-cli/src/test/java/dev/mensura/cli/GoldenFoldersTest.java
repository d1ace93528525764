package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The numbers of `golden-folders.json` were computed by the peer that is named in it.
@DisplayName("mensura evaluate on folders of masks")
class GoldenFoldersTest {
    private static final Map<String, String> CLASS_FIELDS =
            Map.of(
                    "perClassIoU", "iou",
                    "perClassDice", "dice",
                    "perClassPrecision", "precision",
                    "perClassAccuracy", "recall",
                    "intersection", "intersection",
                    "union", "union",
                    "predPixels", "predicted",
                    "targetPixels", "support");

    private static final Map<String, String> SUMMARY_FIELDS =
            Map.of(
                    "mIoU", "meanIoU",
                    "mDice", "meanDice",
                    "mAcc", "meanAccuracy",
                    "pixelAccuracy", "pixelAccuracy",
                    "FWIoU", "frequencyWeightedIoU");

    static Stream<Arguments> folders() {
        InputStream resource = GoldenFoldersTest.class.getResourceAsStream("/golden-folders.json");
        JsonNode folders = JsonMapper.builder().build().readTree(Objects.requireNonNull(resource));
        return StreamSupport.stream(folders.spliterator(), false)
                .flatMap(folder -> {
                    String name = folder.get("folder").stringValue();
                    return profiles(name).map(profile -> Arguments.of(name, profile, folder));
                });
    }

    /// No profile, and those of the peers whose numbers these are.
    private static Stream<String> profiles(String folder) {
        return folder.equals("cityscapes-label-ids")
                ? Stream.of("", "cityscapes")
                : Stream.of("", "mmseg", "hugging-face");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("folders")
    @DisplayName(
            "gives the numbers of the peer, for the folder and for every image, with its profile"
                    + " and without")
    void numbers(String name, String profile, JsonNode golden) {
        Path folder = Command.masks(name);
        List<String> arguments = new ArrayList<>(List.of("--format", "json", "--per-image"));
        arguments.addAll(List.of("--classes", folder.resolve("classes.json").toString()));
        if (!profile.isEmpty()) {
            arguments.addAll(List.of("--profile", profile));
        }

        Command command = Command.evaluate(folder, arguments.toArray(String[]::new));

        assertThat(command.err()).isEmpty();
        assertThat(command.exitCode()).isZero();
        JsonNode report = command.json();
        assertThat(report.get("scoring").get("profile").asString(""))
                .isEqualToIgnoringCase(profile.replace('-', '_'));
        JsonNode tolerance = golden.get("tolerance");
        assertDataset(report, golden.get("dataset"), tolerance);
        JsonNode images = golden.get("perImage");
        assertThat(report.get("images").intValue()).isEqualTo(images.size());
        for (JsonNode image : report.get("perImage")) {
            assertImage(image, images.get(image.get("file").stringValue()), tolerance);
        }
    }

    private static void assertDataset(JsonNode report, JsonNode golden, JsonNode tolerance) {
        int compared = 0;
        for (Map.Entry<String, JsonNode> expected : golden.properties()) {
            String classField = CLASS_FIELDS.get(expected.getKey());
            if (classField == null) {
                String field = Objects.requireNonNull(SUMMARY_FIELDS.get(expected.getKey()));
                JsonNode actual = report.get("summary").get(field);
                assertNumber(field, actual, expected.getValue(), tolerance);
                compared++;
            } else {
                assertThat(report.get("classes").size()).isEqualTo(expected.getValue().size());
                for (int id = 0; id < expected.getValue().size(); id++) {
                    JsonNode actual = report.get("classes").get(id).get(classField);
                    assertNumber(
                            classField + " of " + id,
                            actual,
                            expected.getValue().get(id),
                            tolerance);
                    compared++;
                }
            }
        }
        assertThat(compared).isPositive();
    }

    private static void assertImage(JsonNode image, JsonNode golden, JsonNode tolerance) {
        String file = image.get("file").stringValue();
        JsonNode iou = golden.get("perClassIoU");
        assertThat(image.get("perClassIoU").size()).isEqualTo(iou.size());
        for (int id = 0; id < iou.size(); id++) {
            assertNumber(file, image.get("perClassIoU").get(id), iou.get(id), tolerance);
        }
        if (golden.has("mIoU")) {
            assertNumber(file, image.get("meanIoU"), golden.get("mIoU"), tolerance);
            assertNumber(file, image.get("pixelAccuracy"), golden.get("pixelAccuracy"), tolerance);
        }
    }

    private static void assertNumber(
            String what, JsonNode actual, JsonNode expected, JsonNode tolerance) {
        if (expected.isString()) {
            assertThat(expected.stringValue()).isEqualTo("NaN");
            assertThat(actual.isNull()).as(what).isTrue();
        } else if (expected.isIntegralNumber()) {
            assertThat(actual.longValue()).as(what).isEqualTo(expected.longValue());
        } else {
            double limit =
                    tolerance.get("abs").doubleValue()
                            + tolerance.get("rel").doubleValue() * Math.abs(expected.doubleValue());
            assertThat(actual.doubleValue() - expected.doubleValue())
                    .as(what)
                    .isBetween(-limit, limit);
        }
    }
}
