package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

@DisplayName("The report")
class SameBitsTest {
    private static final String[] EVERYTHING = {
        "--classes",
        Command.masks("palette").resolve("classes.json").toString(),
        "--per-image",
        "--metric",
        "iou:average=WEIGHTED",
        "--metric",
        "mean_iou:aggregation=PER_IMAGE_THEN_MEAN",
        "--metric",
        "kappa=cohen_kappa"
    };

    @ParameterizedTest
    @ValueSource(strings = {"2", "3", "7", "64"})
    @DisplayName("is the same byte for byte on any number of threads")
    void threads(String threads) {
        assertThat(everything("--format", "json", "--threads", threads))
                .isEqualTo(everything("--format", "json", "--threads", "1"));
    }

    @Test
    @DisplayName("is so under a profile that averages over images, and in CSV")
    void threadsWithProfile() {
        String[] one = {"--profile", "monai", "--format", "csv", "--threads", "1"};
        String[] five = {"--profile", "monai", "--format", "csv", "--threads", "5"};

        assertThat(everything(five)).isEqualTo(everything(one)).startsWith("section,");
    }

    private static String everything(String... more) {
        List<String> arguments = new ArrayList<>(List.of(EVERYTHING));
        arguments.addAll(List.of(more));
        Command command =
                Command.evaluate(Command.masks("palette"), arguments.toArray(String[]::new));
        assertThat(command.exitCode()).as(command.err()).isZero();
        return command.out();
    }

    @Test
    @DisplayName("differs between kernels in nothing but the kernel")
    void kernels(@TempDir Path folder) throws IOException, InterruptedException {
        JsonNode here = JsonMapper.builder().build().readTree(everything("--format", "json"));
        assertThat(here.get("kernel").get("name").stringValue())
                .isEqualTo(System.getProperty("mensura.expectedKernel", "scalar"));
        Path file = folder.resolve("report.json");
        List<String> arguments = new ArrayList<>(List.of(EVERYTHING));
        arguments.addAll(
                List.of("--format", "json", "--simd", "scalar", "--output", file.toString()));

        assertThat(inNewJvm(arguments)).isZero();

        JsonNode scalar =
                JsonMapper.builder()
                        .build()
                        .readTree(Files.readString(file, StandardCharsets.UTF_8));
        assertThat(scalar.get("kernel").get("name").stringValue()).isEqualTo("scalar");
        ((ObjectNode) here).remove("kernel");
        ((ObjectNode) scalar).remove("kernel");
        assertThat(scalar).isEqualTo(here);
    }

    @Test
    @DisplayName(
            "is refused if a kernel is forced that cannot be: this new JVM has no vector module")
    void impossibleKernel() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(EVERYTHING));
        arguments.addAll(List.of("--simd", "vector"));

        assertThat(inNewJvm(arguments)).isEqualTo(2);
    }

    /// Runs `mensura evaluate` on the example in a JVM of its own: a kernel is chosen once per JVM.
    private static int inNewJvm(List<String> arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        line.addAll(List.of("evaluate", "--predictions"));
        line.add(Command.masks("palette").resolve("pred").toString());
        line.add("--targets");
        line.add(Command.masks("palette").resolve("gt").toString());
        line.addAll(arguments);
        Process process =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
