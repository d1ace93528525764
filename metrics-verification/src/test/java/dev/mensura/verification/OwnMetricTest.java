package dev.mensura.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.testkit.Law;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The pages for authors of metrics are true: what they show is the example projects, which their
/// own builds test, and no law is left out.
@DisplayName("The pages for authors")
class OwnMetricTest {
    private static final Path DOCS = Artifact.repository().resolve("docs");
    private static final Path EXAMPLES = Artifact.repository().resolve("examples");
    private static final Path PAGE = DOCS.resolve("write-your-own-metric.md");

    @Test
    @DisplayName("show the whole Java example")
    void java() throws IOException {
        List<String> shown = blocks("java");
        List<String> sources = sources("custom-metric", ".java");
        assertThat(sources).hasSize(4);
        assertThat(shown).containsAll(sources);
    }

    @Test
    @DisplayName("show Kotlin of the Kotlin example")
    void kotlin() throws IOException {
        List<String> shown = blocks("kotlin");
        assertThat(shown).isNotEmpty();
        assertThat(sources("custom-metric-kotlin", ".kt")).containsAll(shown);
    }

    @Test
    @DisplayName("show parts of the project file, and the services line")
    void project() throws IOException {
        Path example = EXAMPLES.resolve("custom-metric");
        String pom = CodeBlock.normalised(Files.readString(example.resolve("pom.xml")));
        assertThat(blocks("xml")).isNotEmpty().allMatch(pom::contains);
        Path services =
                example.resolve("src/main/resources/META-INF/services")
                        .resolve("dev.mensura.api.MetricProvider");
        assertThat(blocks("text")).containsExactly(Files.readString(services).strip());
    }

    @Test
    @DisplayName("have every law, in its words, with why it matters and how it is broken")
    void laws() throws IOException {
        MarkdownPage page = MarkdownPage.read(DOCS.resolve("laws.md"));
        assertThat(page.headings(3))
                .isEqualTo(Arrays.stream(Law.values()).map(Law::toString).toList());
        assertThat(page.text().split("(?m)^### "))
                .hasSize(Law.values().length + 1)
                .satisfies(parts ->
                        assertThat(Arrays.stream(parts).skip(1))
                                .allMatch(part -> part.contains("\n*Why:* "))
                                .allMatch(part -> part.contains("\n*Usually broken by:* ")));
    }

    private static List<String> blocks(String language) throws IOException {
        return CodeBlock.of(PAGE).stream()
                .filter(block -> block.language().equals(language))
                .map(block -> CodeBlock.normalised(block.text()))
                .toList();
    }

    /// Returns what the sources of an example say after package and imports.
    private static List<String> sources(String example, String extension) throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES.resolve(example).resolve("src"))) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .map(OwnMetricTest::withoutImports)
                    .toList();
        }
    }

    private static String withoutImports(Path source) {
        try {
            return CodeBlock.normalised(
                    Files.readString(source)
                            .lines()
                            .filter(line -> !line.matches("(package|import) .*"))
                            .collect(Collectors.joining("\n")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
