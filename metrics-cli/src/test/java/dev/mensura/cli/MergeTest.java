package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

@DisplayName("mensura merge")
class MergeTest {
    private static final Path MASKS = Command.masks("palette");
    private static final String[] PLAIN = {
        "--classes", MASKS.resolve("classes.json").toString(), "--ignore", "255"
    };
    private static final String[] EVERYTHING =
            Shards.and(
                    PLAIN,
                    "--per-image",
                    "--profile",
                    "monai",
                    "--exclude",
                    "0",
                    "--metric",
                    "mean_iou:aggregation=PER_IMAGE_THEN_MEAN",
                    "--metric",
                    "kappa=cohen_kappa");

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "2,1,json",
        "3,1,json",
        "2,4,json",
        "3,4,json",
        "2,1,csv",
        "3,4,csv",
        "2,4,markdown",
        "3,1,markdown",
        "3,4,table",
        "2,1,table"
    })
    @DisplayName("reports on the parts what one evaluation reports on all, byte for byte")
    void sameBits(int parts, String threads, String format) throws IOException {
        for (String[] options : List.of(PLAIN, EVERYTHING)) {
            Path own = Files.createTempDirectory(folder, "parts");
            List<Path> states =
                    Shards.states(MASKS, own, parts, Shards.and(options, "--threads", threads));
            Command whole = Command.evaluate(MASKS, Shards.and(options, "--format", format));

            Command merged = merge(states, "--format", format);

            assertThat(merged.exitCode()).as(merged.err()).isZero();
            assertThat(untimed(merged.out())).isEqualTo(untimed(whole.out()));
            assertThat(untimed(merged.out())).isNotBlank();
        }
    }

    @Test
    @DisplayName("writes the sum into a file that can be merged and gone on with; order is nothing")
    void again() throws IOException {
        List<Path> states = Shards.states(MASKS, folder, 3, EVERYTHING);
        Path two = folder.resolve("two.state");
        Path report = folder.resolve("report.json");
        assertThat(merge(states.subList(1, 3), "--checkpoint", two.toString()).exitCode()).isZero();

        Command merged =
                merge(
                        List.of(two, states.getFirst()),
                        "--format",
                        "json",
                        "--output",
                        report.toString());
        Command continued =
                Command.evaluate(
                        MASKS,
                        Shards.and(EVERYTHING, "--format", "json", "--checkpoint", two.toString()));

        assertThat(merged.exitCode()).as(merged.err()).isZero();
        String whole = Command.evaluate(MASKS, Shards.and(EVERYTHING, "--format", "json")).out();
        assertThat(merged.out()).isEmpty();
        assertThat(report).content().isEqualTo(whole);
        assertThat(continued.out()).isEqualTo(whole);
    }

    @Test
    @DisplayName("takes the classes from the state, not from a file that has gone or changed")
    void classesAreInTheState() throws IOException {
        Path classes = folder.resolve("classes.json");
        Files.copy(MASKS.resolve("classes.json"), classes);
        List<Path> states =
                Shards.states(MASKS, folder, 2, "--classes", classes.toString(), "--ignore", "255");
        Files.writeString(classes, "no JSON");

        assertThat(merge(states, "--format", "csv").out())
                .isEqualTo(Command.evaluate(MASKS, Shards.and(PLAIN, "--format", "csv")).out());
    }

    @Test
    @DisplayName("refuses an image that two states have counted, and names it")
    void imageTwice() throws IOException {
        Path state = Shards.states(MASKS, folder, 1, PLAIN).getFirst();
        Path copy = Files.copy(state, folder.resolve("copy.state"));

        assertRefused(
                merge(List.of(state, copy)),
                copy
                        + ": has counted image "
                        + Shards.images(MASKS).getFirst()
                        + ", as "
                        + state
                        + " has");
    }

    @Test
    @DisplayName("refuses states of other options or classes, and names the difference")
    void otherOptions() throws IOException {
        Path first = state("first", "--num-classes", "20", "--ignore", "255");
        Path second = state("second", "--num-classes", "21", "--ignore", "255", "--per-image");
        assertRefused(
                merge(List.of(first, second)),
                second
                        + ": cannot be merged with "
                        + first
                        + ": it was made with --num-classes=21 --per-image, expected"
                        + " --num-classes=20");

        Path classes = folder.resolve("classes.json");
        Files.writeString(classes, Files.readString(MASKS.resolve("classes.json")) + "\n");
        Path third = state("third", PLAIN);
        Path fourth = state("fourth", "--classes", classes.toString(), "--ignore", "255");
        assertRefused(
                merge(List.of(third, fourth)),
                fourth
                        + ": cannot be merged with "
                        + third
                        + ": it was made with another content of the classes file, expected that of"
                        + " "
                        + MASKS.resolve("classes.json"));
    }

    @Test
    @DisplayName("needs a file, and one that is there")
    void noFile() {
        assertThat(Command.run("merge").exitCode()).isEqualTo(2);
        Path missing = folder.resolve("missing.state");
        assertRefused(merge(List.of(missing)), missing + ": cannot be read: no such file");
    }

    private Path state(String name, String... options) {
        Path state = folder.resolve(name + ".state");
        Shards.state(MASKS, state, options);
        return state;
    }

    private static Command merge(List<Path> states, String... options) {
        List<String> arguments = new ArrayList<>(List.of("merge"));
        states.forEach(state -> arguments.add(state.toString()));
        arguments.addAll(List.of(options));
        return Command.run(arguments.toArray(String[]::new));
    }

    private static void assertRefused(Command command, String message) {
        assertThat(command.err()).startsWith("mensura: " + message).hasLineCount(1);
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.out()).isEmpty();
    }

    /// Returns a report without the throughput.
    private static String untimed(String report) {
        return report.replaceAll("[0-9.]+ images/s, [0-9.]+ Mpixel/s", "");
    }
}
