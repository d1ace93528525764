package dev.mensura.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Keeps `golden.zip` to what the cases in it need. To make it from a golden folder, run
///
/// ```sh
/// mvn -pl metrics-segmentation -am test -Dtest='Golden*Test' \
///     -Dsurefire.failIfNoSpecifiedTests=false \
///     -Dmensura.golden=/absolute/folder -Dmensura.golden.update=true
/// ```
final class GoldenArchiveTest {
    private static final Path FILE =
            Path.of(System.getProperty("basedir", ""), "src", "test", "resources", "golden.zip");

    @Test
    void holdsTheArraysOfItsCasesAndNothingElse() throws IOException {
        Map<String, byte[]> entries = GoldenData.own();
        Set<String> needed = new TreeSet<>(Set.of(GoldenData.CASES));
        JsonNode file = JsonMapper.builder().build().readTree(entries.get(GoldenData.CASES));
        for (JsonNode node : file.get("cases")) {
            assertThat(GoldenCase.isApplicable(node)).as("%s", node.get("id")).isTrue();
            needed.addAll(GoldenInput.files(node));
        }
        assertThat(entries.keySet()).isEqualTo(needed);
    }

    @Test
    void isWhatTheFolderOfItsFilesIsPackedInto(@TempDir Path folder) throws IOException {
        for (Map.Entry<String, byte[]> entry : GoldenData.own().entrySet()) {
            Path file = folder.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        assertSame(GoldenArchive.entries(folder), GoldenData.own());
    }

    @Test
    void isReadAsItWasWritten(@TempDir Path folder) throws IOException {
        boolean update = GoldenArchive.isUpdate() && !GoldenData.isOwn();
        Path file = update ? FILE : folder.resolve("golden.zip");
        Map<String, byte[]> entries =
                update ? GoldenArchive.entries(GoldenData.folder()) : GoldenData.own();
        GoldenArchive.write(entries, file);
        assertSame(GoldenArchive.read(Files.newInputStream(file)), entries);
    }

    private static void assertSame(Map<String, byte[]> actual, Map<String, byte[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, bytes) -> assertThat(actual.get(name)).as(name).isEqualTo(bytes));
    }
}
