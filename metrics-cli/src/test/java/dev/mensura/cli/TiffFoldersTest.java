package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

@DisplayName("mensura evaluate on TIFF images")
class TiffFoldersTest {
    @TempDir Path root;

    @ParameterizedTest
    @ValueSource(strings = {"palette", "gray8", "gray16"})
    @DisplayName("gives the report of the same labels as PNG")
    void sameReport(String masks) throws IOException {
        Path folder = Command.masks(masks);
        convert(folder.resolve("gt"), root.resolve("gt"), ".tif");
        convert(folder.resolve("pred"), root.resolve("pred"), ".tif");
        String[] options = {
            "--classes", folder.resolve("classes.json").toString(), "--format", "json"
        };

        JsonNode report = Command.evaluate(root, options).json();

        assertThat(report).isEqualTo(Command.evaluate(folder, options).json());
        assertThat(report.get("images").intValue()).isGreaterThan(3);
    }

    private static void convert(Path from, Path to, String ending) throws IOException {
        Files.createDirectories(to);
        List<Path> files;
        try (Stream<Path> all = Files.list(from)) {
            files = all.toList();
        }
        for (Path file : files) {
            BufferedImage image = ImageIO.read(file.toFile());
            String name = file.getFileName().toString().replace(".png", ending);
            assertThat(ImageIO.write(image, "tiff", to.resolve(name).toFile())).isTrue();
        }
    }

    @Test
    @DisplayName("one that is damaged is bad data, named in one line")
    void damaged() throws IOException {
        convert(Command.masks("gray8").resolve("gt"), root.resolve("gt"), ".TIFF");
        convert(Command.masks("gray8").resolve("gt"), root.resolve("pred"), ".TIFF");
        Path file = root.resolve("pred/clock_otsu.TIFF");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        Command command = Command.evaluate(root, "--num-classes", "2", "--map", "255=1");

        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.out()).isEmpty();
        assertThat(command.err())
                .startsWith("mensura: " + file + ": truncated TIFF file, it ends after ")
                .hasLineCount(1);
    }
}
