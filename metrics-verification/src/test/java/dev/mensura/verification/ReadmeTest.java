package dev.mensura.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The code on the front page is true: its Java compiles against the packaged jars without a
/// warning, its Kotlin is part of this module's tests, and it prints what it says.
class ReadmeTest {
    private static final Path KOTLIN = Path.of("src/test/kotlin");

    @TempDir private Path folder = Path.of("");

    static List<CodeBlock> javaBlocks() throws IOException {
        return blocks("java");
    }

    static List<CodeBlock> kotlinBlocks() throws IOException {
        return blocks("kotlin");
    }

    private static List<CodeBlock> blocks(String language) throws IOException {
        return CodeBlock.of(Artifact.repository().resolve("README.md")).stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("javaBlocks")
    @DisplayName("Java compiles, and prints what it says")
    void java(CodeBlock block) throws IOException, InterruptedException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<Path> classPath = new ArrayList<>(Artifact.jars(Artifact.values()));
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .forEach(classPath::add);
        SourceJar.compile(classes, classPath, Map.of(block.className(), block.javaSource()));
        if (!block.printed().isEmpty()) {
            classPath.addFirst(classes);
            ChildJvm child =
                    ChildJvm.run(
                            folder, List.of("-cp", ChildJvm.path(classPath), block.className()));
            assertThat(child.out()).as("%s; %s", block, child.errors()).isEqualTo(block.printed());
            assertThat(child.exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("kotlinBlocks")
    @DisplayName("Kotlin is part of a test of this module")
    void kotlin(CodeBlock block) throws IOException {
        try (Stream<Path> files = Files.walk(KOTLIN)) {
            List<String> sources = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith(".kt")).toList()) {
                sources.add(CodeBlock.normalised(Files.readString(file)));
            }
            assertThat(sources).anyMatch(each -> each.contains(CodeBlock.normalised(block.text())));
        }
    }

    @Test
    @DisplayName("the command prints the table that is shown, but for kernel and throughput")
    void table() throws IOException, InterruptedException {
        String command =
                blocks("sh").stream()
                        .flatMap(block -> block.text().lines())
                        .filter(line -> line.startsWith("./mensura evaluate "))
                        .findFirst()
                        .orElseThrow();
        Path lib = Artifact.repository().resolve("metrics-cli/target/dist/lib");
        List<String> arguments =
                new ArrayList<>(List.of("-cp", lib + "/*", "dev.mensura.cli.Main"));
        Arrays.stream(command.split(" "))
                .skip(1)
                .map(word -> word.replaceFirst("^examples/", examples() + "/"))
                .forEach(arguments::add);

        ChildJvm child = ChildJvm.run(folder, arguments);

        assertThat(child.exitCode()).as("%s", child.errors()).isZero();
        assertThat(numbers(child.out().stream()))
                .isNotEmpty()
                .isEqualTo(numbers(blocks("text").getFirst().text().lines()));
    }

    private static Path examples() {
        return Artifact.repository().resolve("examples");
    }

    private static List<String> numbers(Stream<String> lines) {
        return lines.filter(line -> !line.matches("(kernel|throughput) .*")).toList();
    }

    @Test
    @DisplayName("blocks are told apart")
    void blocks() throws IOException {
        Path page = folder.resolve("page.md");
        Files.writeString(
                page,
                """
                ```java
                int one = 1;
                // prints: 1
                ```
                text
                ```kotlin
                val one = 1
                ```
                ```java
                final class Helper {}
                public final class Named {}
                ```
                """);
        List<CodeBlock> blocks = CodeBlock.of(page);
        assertThat(blocks)
                .extracting(CodeBlock::language)
                .containsExactly("java", "kotlin", "java");
        assertThat(blocks).extracting(CodeBlock::line).containsExactly(1, 6, 9);
        assertThat(blocks.getFirst().isStatements()).isTrue();
        assertThat(blocks.getFirst().printed()).containsExactly("1");
        assertThat(blocks.getLast().isStatements()).isFalse();
        assertThat(blocks.getLast().className()).isEqualTo("Named");
    }

    @Test
    @DisplayName("the README has Java and Kotlin that print something")
    void readmeHasCode() throws IOException {
        assertThat(javaBlocks()).anyMatch(block -> !block.printed().isEmpty());
        assertThat(kotlinBlocks()).anyMatch(block -> !block.printed().isEmpty());
    }
}
