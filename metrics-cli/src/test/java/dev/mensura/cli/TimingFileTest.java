package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

@DisplayName("The file that mensura.timing names")
class TimingFileTest {
    private static final String PROPERTY = "mensura.timing";

    @TempDir private Path folder;

    @AfterEach
    void clear() {
        System.clearProperty(PROPERTY);
    }

    @Test
    @DisplayName("tells when images were read, and what decoding and counting took")
    void times() throws IOException {
        Path file = folder.resolve("timing");
        System.setProperty(PROPERTY, file.toString());

        assertThat(evaluate().exitCode()).isZero();

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(4);
        Map<String, Double> seconds =
                lines.stream()
                        .map(line -> line.split(" ", 2))
                        .collect(Collectors.toMap(words -> words[0], TimingFileTest::number));
        assertThat(seconds).containsOnlyKeys("begin", "end", "decode", "count");
        assertThat(seconds.values()).allMatch(value -> value > 0);
    }

    private static Double number(String... words) {
        return Double.valueOf(words[1]);
    }

    @Test
    @DisplayName("is an error if it cannot be written")
    void notWritable() {
        System.setProperty(PROPERTY, folder.resolve("missing").resolve("timing").toString());

        Command command = evaluate();

        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.err()).contains("missing");
    }

    private static Command evaluate() {
        return Command.evaluate(
                Command.masks("palette"),
                "--classes",
                Command.masks("palette").resolve("classes.json").toString(),
                "--threads",
                "1");
    }
}
