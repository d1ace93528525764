package dev.mensura.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.segmentation.Profile;
import dev.mensura.verification.application.ListMetrics;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Runs an application on the packaged jars in fresh JVMs: on the class path and the module path,
/// with and without the vector module, alone, next to a foreign provider, and next to broken ones.
/// It finds the same metrics and computes the same value everywhere.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagedJarsTest {
    private static final String[] VECTOR = {"--add-modules", "jdk.incubator.vector"};
    private static final String[] SCALAR = {};

    private static final String FOREIGN = "item_count: number of items";
    private static final List<String> METRICS =
            PackagedProviders.byName().values().stream()
                    .map(each -> each.name() + ": " + each.descriptor().summary())
                    .toList();
    private static final List<String> METRICS_AND_FOREIGN =
            Stream.concat(Stream.of(FOREIGN), METRICS.stream()).sorted().toList();
    private static final List<String> PROFILES = Profile.all().stream().map(Profile::name).toList();

    /// Worked out by hand at `MeanIoU`.
    private static final String VALUE = Double.toString((4 / 6.0 + 1 / 2.0) / 2);

    private static final String PROVIDER =
            """
            package %4$s;

            import dev.mensura.api.*;

            public final class %1$s implements MetricProvider {
                public static final class Result implements MetricResult {
                    public double value() { return 1; }
                    public Evidence evidence() { return Evidence.builder().build(); }
                }
                private static final MetricDescriptor DESCRIPTOR =
                        MetricDescriptor.builder("%2$s", int[].class, Result.class)
                                .summary("number of items")
                                .build();
                public MetricDescriptor descriptor() { %3$s return DESCRIPTOR; }
                public OptionSchema options() { return OptionSchema.of(); }
                public MetricDefinition<?, ?, ?> create(MetricOptions options) {
                    throw new UnsupportedOperationException();
                }
            }
            """;

    private static final String THROW =
            "if (true) { throw new IllegalStateException(\"first line\\nsecond line\"); }";

    private final List<Path> ours = new ArrayList<>(Artifact.jars(Artifact.values()));
    private Path folder = Path.of("");
    private Path application = folder;
    private Path foreign = folder;
    private List<Path> broken = List.of();

    @BeforeAll
    void makeJars(@TempDir Path temporary) throws IOException {
        folder = temporary;
        ours.add(Artifact.dependency("jspecify-"));
        application =
                new SourceJar().with(ListMetrics.class).write(folder.resolve("application.jar"));
        foreign =
                jar("foreign", "ItemCount", "item_count", "")
                        .services("# not ours", "foreign.ItemCount # a comment")
                        .write(folder.resolve("foreign.jar"));
        broken =
                List.of(
                        new SourceJar()
                                .services("broken.Missing")
                                .write(folder.resolve("missing.jar")),
                        jar("broken", "Future", "future", "")
                                .services("broken.Future")
                                .fromTheFuture("broken.Future")
                                .write(folder.resolve("future.jar")),
                        new SourceJar()
                                .services("this is no class name")
                                .write(folder.resolve("malformed.jar")),
                        jar("broken", "Partial", "partial", "")
                                .services("broken.Partial")
                                .without("broken.Partial$Result")
                                .write(folder.resolve("partial.jar")),
                        jar("broken", "Throwing", "throwing", THROW)
                                .services("broken.Throwing")
                                .write(folder.resolve("throwing.jar")));
    }

    private SourceJar jar(String packageName, String className, String metric, String statement)
            throws IOException {
        return new SourceJar()
                .compiled(
                        Files.createDirectory(folder.resolve(className)),
                        ours,
                        Map.of(
                                packageName + "." + className,
                                PROVIDER.formatted(className, metric, statement, packageName)));
    }

    static Stream<Arguments> kernels() {
        return Stream.of(Arguments.of("vector", VECTOR), Arguments.of("scalar", SCALAR));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    @DisplayName("class path")
    void classPath(String kernel, String... flags) throws IOException, InterruptedException {
        ChildJvm child = onClassPath(List.of(), flags);
        assertSound(child, METRICS, kernel);
        assertThat(child.facts("problem")).isEmpty();
        assertThat(child.facts("module")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    @DisplayName("class path with a foreign provider")
    void classPathWithForeign(String kernel, String... flags)
            throws IOException, InterruptedException {
        ChildJvm child = onClassPath(List.of(foreign), flags);
        assertSound(child, METRICS_AND_FOREIGN, kernel);
        assertThat(child.facts("problem")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    @DisplayName("class path with a foreign provider behind broken ones")
    void classPathWithBroken(String kernel, String... flags)
            throws IOException, InterruptedException {
        List<Path> others = new ArrayList<>(broken);
        others.add(foreign);
        ChildJvm child = onClassPath(others, flags);
        assertSound(child, METRICS_AND_FOREIGN, kernel);
        assertProblems(child);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    @DisplayName("module path")
    void modulePath(String kernel, String... flags) throws IOException, InterruptedException {
        ChildJvm child = onModulePath(List.of(), List.of(), flags);
        assertSound(child, METRICS, kernel);
        assertThat(child.facts("problem")).isEmpty();
        assertThat(child.facts("module"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Artifact.values()).map(Artifact::moduleName).toList());
        assertThat(child.facts("layer")).isEqualTo(METRICS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    @DisplayName("module path with a foreign provider")
    void modulePathWithForeign(String kernel, String... flags)
            throws IOException, InterruptedException {
        ChildJvm child = onModulePath(List.of(foreign), List.of(), flags);
        assertSound(child, METRICS_AND_FOREIGN, kernel);
        assertThat(child.facts("problem")).isEmpty();
        assertThat(child.facts("layer")).isEqualTo(METRICS_AND_FOREIGN);
    }

    /// The broken jars lie on the class path next to the module path: as automatic modules they
    /// would stop the JVM itself, which looks for the providers of every module before it starts
    /// and refuses names that are no class names or are missing from the jar.
    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    @DisplayName("module path with a foreign provider, next to a class path with broken ones")
    void modulePathWithBroken(String kernel, String... flags)
            throws IOException, InterruptedException {
        ChildJvm child = onModulePath(List.of(foreign), broken, flags);
        assertSound(child, METRICS_AND_FOREIGN, kernel);
        assertProblems(child);
        assertThat(child.facts("layer")).isEqualTo(METRICS_AND_FOREIGN);
    }

    @Test
    @DisplayName("-Dmensura.simd=scalar wins over the vector module")
    void forcedScalar() throws IOException, InterruptedException {
        ChildJvm child =
                onClassPath(
                        List.of(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Dmensura.simd=scalar");
        assertThat(child.facts("kernel")).containsExactly("scalar");
        assertThat(child.facts("value")).containsExactly(VALUE);
        assertThat(child.errors()).singleElement().asString().contains("scalar", "mensura.simd");
    }

    @Test
    @DisplayName("-Dmensura.simd=vector without the vector module throws and says the cure")
    void forcedVector() throws IOException, InterruptedException {
        ChildJvm child = onClassPath(List.of(), "-Dmensura.simd=vector");
        assertThat(child.exitCode()).isNotZero();
        assertThat(child.facts("value")).isEmpty();
        assertThat(child.errors())
                .anySatisfy(line ->
                        assertThat(line)
                                .contains(
                                        "mensura.simd",
                                        "vector",
                                        "--add-modules jdk.incubator.vector"));
    }

    private static void assertSound(ChildJvm child, List<String> metrics, String kernel) {
        assertThat(child.exitCode()).as("exit code; %s", child.errors()).isZero();
        assertThat(child.facts("metric"))
                .isEqualTo(metrics)
                .contains("mean_iou: mean over classes of intersection over union");
        assertThat(child.facts("profile")).isEqualTo(PROFILES).contains("MMSEG", "MONAI");
        assertThat(child.facts("value")).containsExactly(VALUE);
        assertThat(child.facts("kernel")).containsExactly(kernel);
        assertThat(child.errors()).singleElement().asString().contains(kernel);
        if (kernel.equals("scalar")) {
            assertThat(child.errors().getFirst()).contains("--add-modules jdk.incubator.vector");
        }
    }

    private void assertProblems(ChildJvm child) {
        assertThat(child.facts("problem"))
                .hasSameSizeAs(broken)
                .anyMatch(line -> line.contains("broken.Missing"))
                .anyMatch(line ->
                        line.contains("UnsupportedClassVersionError")
                                && line.contains("broken/Future"))
                .anyMatch(line -> line.contains("malformed.jar"))
                .anyMatch(line -> line.contains("broken.Partial"))
                .anyMatch(line -> line.contains("broken.Throwing") && line.contains("first"));
        assertThat(child.out())
                .allMatch(line ->
                        line.matches("(metric|problem|profile|value|kernel|module|layer) .+"));
    }

    private ChildJvm onClassPath(List<Path> others, String... flags)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(flags));
        List<Path> path = new ArrayList<>(others);
        path.addAll(ours);
        path.add(application);
        arguments.addAll(List.of("-cp", ChildJvm.path(path), ListMetrics.class.getName()));
        return ChildJvm.run(folder, arguments);
    }

    private ChildJvm onModulePath(List<Path> others, List<Path> classPath, String... flags)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(flags));
        List<Path> path = new ArrayList<>(others);
        path.addAll(ours);
        path.add(application);
        arguments.addAll(List.of("-p", ChildJvm.path(path)));
        if (!classPath.isEmpty()) {
            arguments.addAll(List.of("-cp", ChildJvm.path(classPath)));
        }
        arguments.addAll(List.of("-m", "application/" + ListMetrics.class.getName()));
        return ChildJvm.run(folder, arguments);
    }
}
