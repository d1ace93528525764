package dev.mensura.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.segmentation.Profile;
import dev.mensura.verification.application.RunBlocks;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The documentation is true: its Java compiles against the packaged jars without a warning and
/// prints what it says, its tables say what the code says, its commands run, its links lead
/// somewhere, and no metric is without a page.
///
/// `-Dmensura.docs.update=true` writes the generated tables into the pages.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocsTest {
    private static final boolean UPDATE = Boolean.getBoolean("mensura.docs.update");

    private static final Path DOCS = Artifact.repository().resolve("docs");
    private static final Path METRICS = DOCS.resolve("metrics");

    /// What a page of a metric has, in this order.
    private static final List<String> HEADINGS =
            List.of(
                    "Formula",
                    "Input",
                    "Undefined, absent, ignored, excluded",
                    "Options",
                    "Example",
                    "Command line",
                    "Elsewhere",
                    "Source");

    /// What contract tests are compiled against.
    private static final List<String> CONTRACTS =
            List.of("junit-jupiter-api-", "junit-platform-commons-", "opentest4j-", "apiguardian-");

    private static final Pattern METRIC_OPTION = Pattern.compile("--metric (?<spec>\\S+)");
    private static final Pattern NAME_OF_METRIC = Pattern.compile("(?:\\w+=)?(?<name>\\w+).*");

    private final GeneratedTables tables = new GeneratedTables();
    private final List<MarkdownPage> docs = new ArrayList<>();
    private final List<MarkdownPage> pages = new ArrayList<>();

    @BeforeAll
    void readPages() throws IOException {
        try (Stream<Path> files = Files.walk(DOCS)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".md")).sorted().toList()) {
                docs.add(updated(MarkdownPage.read(file)));
            }
        }
        pages.addAll(docs);
        pages.add(MarkdownPage.read(Artifact.repository().resolve("README.md")));
        pages.add(MarkdownPage.read(Artifact.CLI.folder().resolve("README.md")));
        pages.add(MarkdownPage.read(Artifact.repository().resolve("metrics-benchmarks/README.md")));
    }

    private MarkdownPage updated(MarkdownPage page) throws IOException {
        if (!UPDATE || page.generatedKeys().isEmpty()) {
            return page;
        }
        MarkdownPage updated = page.generated(tables::of);
        Files.writeString(page.file(), updated.text());
        return updated;
    }

    @Test
    @DisplayName("Java compiles, and prints what it says")
    void java(@TempDir Path folder) throws IOException, InterruptedException {
        Map<String, String> sources = new LinkedHashMap<>();
        Map<String, CodeBlock> programs = new LinkedHashMap<>();
        for (MarkdownPage page : docs) {
            String packageName = "page" + docs.indexOf(page);
            for (CodeBlock block : blocks(page, "java")) {
                String className = packageName + "." + block.className();
                sources.put(className, "package " + packageName + ";\n" + block.javaSource());
                if (block.isStatements()) {
                    assertThat(block.printed()).as("%s of %s", block, page).isNotEmpty();
                    programs.put(className, block);
                }
            }
        }

        Map<String, List<String>> printed = run(folder, sources, programs.keySet());

        programs.forEach((className, block) -> {
            int page = Integer.parseInt(className.replaceAll("\\D+(\\d+)\\..*", "$1"));
            assertThat(printed.get(className))
                    .as("%s of %s prints", block, docs.get(page))
                    .isEqualTo(block.printed());
        });
    }

    /// Returns what each of the programs among the sources prints, in one JVM for all.
    private static Map<String, List<String>> run(
            Path folder, Map<String, String> sources, Collection<String> programs)
            throws IOException, InterruptedException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<Path> classPath = new ArrayList<>(Artifact.jars(Artifact.values()));
        classPath.add(Artifact.dependency("jspecify-"));
        CONTRACTS.forEach(each -> classPath.add(Artifact.dependency(each)));
        SourceJar.compile(classes, classPath, sources);
        classPath.add(classes);
        classPath.add(new SourceJar().with(RunBlocks.class).write(folder.resolve("run.jar")));
        List<String> arguments =
                new ArrayList<>(
                        List.of("-cp", ChildJvm.path(classPath), RunBlocks.class.getName()));
        arguments.addAll(programs);

        ChildJvm child = ChildJvm.run(folder, arguments);

        assertThat(child.exitCode()).as("%s %s", child.out(), child.errors()).isZero();
        Map<String, List<String>> printed = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : child.out()) {
            if (line.startsWith(RunBlocks.NEXT)) {
                lines = new ArrayList<>();
                printed.put(line.substring(RunBlocks.NEXT.length()), lines);
            } else {
                lines.add(line);
            }
        }
        return printed;
    }

    @Test
    @DisplayName("the numbers of the comparison are those that its code prints")
    void comparison() throws IOException {
        MarkdownPage page = MarkdownPage.read(DOCS.resolve("one-data-set-many-mean-iou.md"));
        List<String> printed =
                blocks(page, "java").stream().flatMap(block -> block.printed().stream()).toList();
        List<String> rows =
                page.text()
                        .lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.replace("`", "").split(" *\\| *"))
                        .map(cells -> String.join(" | ", cells[1], cells[2], cells[3]))
                        .toList();
        assertThat(rows).hasSizeGreaterThan(5);
        assertThat(printed).containsAll(rows);
    }

    @Test
    @DisplayName("generated tables say what the code says")
    void tables() {
        assertThat(docs).anyMatch(page -> !page.generatedKeys().isEmpty());
        for (MarkdownPage page : docs) {
            assertThat(page.text())
                    .as("%s; -Dmensura.docs.update=true writes its tables anew", page)
                    .isEqualTo(page.generated(tables::of).text());
        }
    }

    @Test
    @DisplayName("every metric has a page, with its tables, an example and a command")
    void metrics() throws IOException {
        try (Stream<Path> files = Files.list(METRICS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            tables.metrics().stream().map(name -> name + ".md").toList());
        }
        for (String name : tables.metrics()) {
            MarkdownPage page = MarkdownPage.read(METRICS.resolve(name + ".md"));
            assertThat(page.headings(1)).as("title of %s", page).hasSize(1);
            assertThat(page.headings(2)).as("headings of %s", page).isEqualTo(HEADINGS);
            assertThat(page.generatedKeys())
                    .as("generated parts of %s", page)
                    .containsExactly("metric " + name, "options " + name);
            assertThat(page.links())
                    .as("links of %s", page)
                    .anyMatch(link -> link.endsWith("/LabelRule.java"));
            assertThat(blocks(page, "java")).as("example of %s", page).isNotEmpty();
            assertThat(specs(page))
                    .as("commands of %s", page)
                    .isNotEmpty()
                    .allMatch(spec -> nameIn(spec).equals(name));
        }
    }

    @Test
    @DisplayName("every profile has a section, with its table")
    void profiles() throws IOException {
        MarkdownPage page = MarkdownPage.read(DOCS.resolve("profiles.md"));
        List<String> names = Profile.all().stream().map(Profile::name).toList();
        assertThat(page.headings(2)).containsAll(names);
        assertThat(page.generatedKeys())
                .containsAll(names.stream().map(name -> "profile " + name).toList());
    }

    /// All of them in one run over the examples, which have eight classes.
    @Test
    @DisplayName("the metrics of the commands are found, with their options")
    void commands(@TempDir Path folder) throws IOException, InterruptedException {
        Path masks = Artifact.repository().resolve("examples/masks");
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-cp",
                                Artifact.CLI.folder().resolve("target/dist/lib") + "/*",
                                "dev.mensura.cli.Main",
                                "evaluate",
                                "--predictions",
                                masks.resolve("pred").toString(),
                                "--targets",
                                masks.resolve("gt").toString(),
                                "--classes",
                                masks.resolve("classes.json").toString()));
        List<String> specs =
                docs.stream().flatMap(page -> specs(page).stream()).distinct().toList();
        for (int i = 0; i < specs.size(); i++) {
            arguments.add("--metric");
            boolean hasAlias = specs.get(i).matches("\\w+=.*");
            arguments.add((hasAlias ? "" : "docs" + i + "=") + specs.get(i));
        }

        ChildJvm child = ChildJvm.run(folder, arguments);

        assertThat(specs).isNotEmpty();
        assertThat(child.exitCode()).as("%s", child.errors()).isZero();
    }

    @Test
    @DisplayName("links lead to files and headings")
    void links() throws IOException {
        List<String> broken = new ArrayList<>();
        for (MarkdownPage page : pages) {
            for (String link : page.links()) {
                if (!link.contains("://") && !leadsSomewhere(page, link)) {
                    broken.add(page + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(MarkdownPage page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path file =
                parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
        if (!file.startsWith(Artifact.repository()) || !Files.exists(file)) {
            return false;
        }
        return parts.length == 1 || MarkdownPage.read(file).anchors().contains(parts[1]);
    }

    @Test
    @DisplayName("faults of a page would be found")
    void faults(@TempDir Path folder) throws IOException {
        MarkdownPage page =
                new MarkdownPage(
                        DOCS.resolve("page.md"),
                        """
                        # A title, with `code`
                        ## Twice
                        ## Twice
                        [here](#twice-1) [gone](gone.md) [out](../../out.md) `[no](link)`
                        <!-- generated: options mean_iou -->
                        old
                        <!-- end of generated -->
                        ```sh
                        # no heading [no](link)
                        ```
                        """);
        assertThat(page.headings(2)).containsExactly("Twice", "Twice");
        assertThat(page.anchors()).containsExactly("a-title-with-code", "twice", "twice-1");
        assertThat(page.links()).containsExactly("#twice-1", "gone.md", "../../out.md");
        assertThat(leadsSomewhere(page, "gone.md")).isFalse();
        assertThat(leadsSomewhere(page, "../../out.md")).isFalse();
        assertThat(leadsSomewhere(page, "../README.md#no-such-heading")).isFalse();
        assertThat(leadsSomewhere(page, "../README.md#in-java")).isTrue();
        assertThat(page.generatedKeys()).containsExactly("options mean_iou");
        assertThat(page.generated(key -> "new $1\n").text())
                .contains("-->\nnew $1\n<!-- end")
                .doesNotContain("old");
    }

    private static List<CodeBlock> blocks(MarkdownPage page, String language) throws IOException {
        return CodeBlock.of(page.file()).stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    private static List<String> specs(MarkdownPage page) {
        return METRIC_OPTION
                .matcher(page.text())
                .results()
                .map((MatchResult found) -> found.group("spec"))
                .toList();
    }

    private static String nameIn(String spec) {
        var matcher = NAME_OF_METRIC.matcher(spec.toLowerCase(Locale.ROOT));
        return matcher.matches() ? matcher.group("name") : "";
    }
}
