package dev.mensura.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What version 1 of the format has written is read for ever: the files in `states/v1` are loaded,
/// and give the state and the numbers that they were written for, bit for bit.
///
/// `-Dmensura.states.update=true` writes those that are missing, and never an existing one.
final class KeptStatesTest {
    private static final Path FOLDER = Path.of("src/test/resources/states/v1");
    private static final String STATE = ".state";
    private static final String NUMBERS = ".numbers";
    private static final String WRITE =
            "mvn test -pl metrics-segmentation -am -Dtest=KeptStatesTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dmensura.states.update=true";

    @TestFactory
    Stream<DynamicTest> areRead() throws IOException {
        if (Boolean.getBoolean("mensura.states.update")) {
            writeMissing();
        }
        return StateExamples.all().stream()
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> assertRead(each)));
    }

    private static void writeMissing() throws IOException {
        Files.createDirectories(FOLDER);
        for (StateExample example : StateExamples.all()) {
            if (!Files.exists(file(example, STATE))) {
                StateExample.Holder filled = example.filled();
                Files.writeString(
                        file(example, NUMBERS), numbers(filled), StandardOpenOption.CREATE_NEW);
                Files.write(file(example, STATE), filled.save(), StandardOpenOption.CREATE_NEW);
            }
        }
    }

    private static void assertRead(StateExample example) throws IOException {
        assertThat(file(example, STATE)).as("not there; this writes it: %s", WRITE).exists();
        StateExample.Holder loaded = example.empty();
        loaded.load(Files.readAllBytes(file(example, STATE)));
        assertThat(loaded.save()).isEqualTo(example.filled().save());
        assertThat(numbers(loaded)).isEqualTo(Files.readString(file(example, NUMBERS)));
    }

    @Test
    void eachBelongsToAnExample() {
        List<String> names =
                StateExamples.all().stream()
                        .map(StateExample::name)
                        .flatMap(name -> Stream.of(name + STATE, name + NUMBERS))
                        .toList();
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(names);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(WRITE, unreadable);
        }
    }

    private static Path file(StateExample example, String ending) {
        return FOLDER.resolve(example.name() + ending);
    }

    /// The shortest decimals that name a double are read as the very same one.
    private static String numbers(StateExample.Holder holder) {
        return String.join(
                        "\n", Arrays.stream(holder.numbers()).mapToObj(Double::toString).toList())
                + "\n";
    }
}
