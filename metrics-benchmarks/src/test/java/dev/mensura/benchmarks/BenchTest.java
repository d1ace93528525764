package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

@DisplayName("mensura bench")
class BenchTest {
    private static final Sampling SHORT = new Sampling(3, 100_000, 1_000_000, 1_000_000);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Bench.run(
                SHORT,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("writes the rows that are asked for as JSON")
    @Tag("vector")
    void json(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("bench.json");

        int exitCode =
                run("--only", "int64,saltpepper", "--format", "json", "--output", file.toString());

        assertThat(err()).isEmpty();
        assertThat(exitCode).isZero();
        assertThat(out()).isEmpty();
        JsonNode json = JsonMapper.builder().build().readTree(Files.readString(file));
        assertThat(json.get("rows").size()).isEqualTo(1);
        Row row = Row.of(json.get("rows").get(0));
        assertThat(row.input()).isEqualTo("int64");
        assertThat(row.size()).isEqualTo("1024x2048");
        assertThat(row.gpix()).isPositive();
        assertThat(row.perScalar()).isPositive();
        assertThat(row.perReadLimit()).isPositive();
    }

    @Test
    @DisplayName("prints tables otherwise")
    @Tag("vector")
    void text() {
        assertThat(run("--only", "byte masks")).isZero();
        assertThat(out().lines())
                .anyMatch(line -> line.startsWith("cpu "))
                .anyMatch(line -> line.startsWith("byte masks  city  1024x2048  2"));
    }

    @ParameterizedTest(name = "mensura bench {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--only uint9 | --only is \"uint9\", expected one of argmax interleaved,",
                "--only int64,nose | --only is \"int64\" of \"nose\", expected one of city,"
                        + " saltpepper",
                "--python /no/such/python | --python is /no/such/python, expected an executable",
                "--output /no/such/folder/file | --output is /no/such/folder/file, expected a file",
                "--format xml | expected one of [TEXT, JSON]",
                "--ful | Unknown option: '--ful'",
            })
    @DisplayName("refuses what is wrong with exit code 2 and one line")
    @Tag("vector")
    void wrong(String line, String message) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err()).startsWith("mensura: ").hasLineCount(1).contains(message);
    }

    @Test
    @DisplayName("says what is missing where the vector module is")
    @Tag("scalar")
    void withoutModule() {
        assertThat(run()).isEqualTo(2);
        assertThat(err())
                .startsWith("mensura: ")
                .hasLineCount(1)
                .contains("--add-modules jdk.incubator.vector");
    }

    @Test
    void help() {
        assertThat(run("--help")).isZero();
        assertThat(out()).startsWith("Usage: mensura bench").contains("--python", "--only");
        assertThat(out()).doesNotContain("--rows-only");
    }
}
