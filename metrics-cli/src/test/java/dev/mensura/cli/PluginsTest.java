package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.api.MetricResult;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.Profile;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

@DisplayName("Plug-ins")
class PluginsTest {
    private static final String DESCRIPTOR =
            "MetricDescriptor.builder(\"NAME\", SegmentationSample.class, Result.class).build()";
    private static final String CREATE = "return new TYPE();";

    /// A provider that is its own definition: how many images there were.
    private static final String METRIC =
            """
            package somebody;

            import dev.mensura.api.*;
            import dev.mensura.core.input.SegmentationSample;

            public class TYPE implements MetricProvider, CountTally<SegmentationSample>,
                    MetricDefinition<SegmentationSample, CountState, TYPE.Result> {
                public record Result(double value, Evidence evidence) implements MetricResult {}
                public TYPE() { CONSTRUCTOR }
                public MetricDescriptor descriptor() { return DESCRIPTOR; }
                public OptionSchema options() { return OptionSchema.of(); }
                public MetricDefinition<?, ?, ?> create(MetricOptions options) { CREATE }
                public String fingerprint() { return "TYPE"; }
                public TYPE tally() { return this; }
                public int size() { return 0; }
                public long[] count(SegmentationSample sample) { return new long[0]; }
                public Result evaluate(CountState state) {
                    return new Result(state.samples(), Evidence.builder().samples(state.samples()).build());
                }
                public boolean equals(Object other) { return other instanceof TYPE; }
                public int hashCode() { return 1; }
            }
            """;

    private static final String PROFILE =
            """
            package somebody;

            import dev.mensura.api.MetricOptions;
            import dev.mensura.core.Task;
            import dev.mensura.segmentation.Profile;

            public class Habit implements Profile {
                public String name() { return "HABIT"; }
                public String summary() { return "a habit of somebody"; }
                public MetricOptions options(String metric, Task task) { return MetricOptions.none(); }
            }
            """;

    @TempDir private Path folder = Path.of("");

    private static String metric(String type, String name) {
        return metric(type, name, "", DESCRIPTOR, CREATE);
    }

    private static String metric(
            String type, String name, String constructor, String descriptor, String create) {
        return METRIC.replace("CONSTRUCTOR", constructor)
                .replace("DESCRIPTOR", descriptor)
                .replace("CREATE", create)
                .replace("NAME", name)
                .replace("TYPE", type);
    }

    private PluginJar jar(String type, String source) throws IOException {
        return PluginJar.of(folder, Map.of("somebody." + type, source))
                .service(MetricProvider.class, "somebody." + type);
    }

    private Path good() throws IOException {
        return jar("Images", metric("Images", "image_count")).write(folder.resolve("good.jar"));
    }

    private static Command evaluate(Object plugins, String... more) {
        Path masks = Command.masks("gray8");
        String[] all = new String[more.length + 6];
        all[0] = "--classes";
        all[1] = masks.resolve("classes.json").toString();
        all[2] = "--format";
        all[3] = "json";
        System.arraycopy(more, 0, all, 4, more.length);
        all[more.length + 4] = "--plugins";
        all[more.length + 5] = plugins.toString();
        return Command.evaluate(masks, all);
    }

    @Test
    @DisplayName("are not looked for in the current folder, nor waited for in a pipe")
    void noPlace() throws Exception {
        Command empty = evaluate("");
        assertThat(empty.exitCode()).isEqualTo(Main.WRONG_USAGE);
        assertThat(empty.err()).contains("--plugins is empty, expected a jar or a folder");
        assertThat(evaluate("," + good()).exitCode()).isEqualTo(Main.WRONG_USAGE);
        Path pipe = folder.resolve("pipe.jar");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Command ofPipe = evaluate(pipe);
        assertThat(ofPipe.exitCode()).isEqualTo(Main.WRONG_USAGE);
        assertThat(ofPipe.err()).contains(pipe + " is no file, expected a jar or a folder");
        Command beside = evaluate(folder, "--metric", "image_count");
        assertThat(beside.exitCode()).as(beside.err()).isZero();
        assertThat(beside.err().lines()).singleElement().asString().endsWith("it is no file");
    }

    @Test
    @DisplayName("may lie in a folder whose name ends in !, and be called .JAR")
    void oddNames() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("odd !"));
        Files.copy(good(), odd.resolve("good.JAR"));
        Command command = evaluate(odd, "--metric", "image_count");
        assertThat(command.exitCode()).as(command.err()).isZero();
        assertThat(command.err()).isEmpty();
    }

    @Test
    @DisplayName("bring the metrics of a state that is merged")
    void merged() throws IOException {
        Path plugin = good();
        Path state = folder.resolve("run.state");
        Command evaluated =
                evaluate(plugin, "--metric", "image_count", "--checkpoint", state.toString());
        assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
        Command merged =
                Command.run(
                        "merge",
                        state.toString(),
                        "--plugins",
                        plugin.toString(),
                        "--format",
                        "json");
        assertThat(merged.out()).isEqualTo(evaluated.out());
        Command without = Command.run("merge", state.toString());
        assertThat(without.exitCode()).isEqualTo(Main.WRONG_USAGE);
        assertThat(without.err()).contains("metric is \"image_count\"");
    }

    @Test
    @DisplayName("bring metrics and profiles, from a jar, several, or a folder, for one run each")
    void work() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path metric =
                jar("Images", metric("Images", "image_count")).write(plugins.resolve("m.jar"));
        Path profile =
                PluginJar.of(folder, Map.of("somebody.Habit", PROFILE))
                        .service(Profile.class, "somebody.Habit")
                        .write(plugins.resolve("p.jar"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        for (String paths : new String[] {metric + "," + profile, plugins.toString()}) {
            Command command = evaluate(paths, "--metric", "n=image_count", "--profile", "habit");
            assertThat(command.err()).isEmpty();
            assertThat(command.exitCode()).isZero();
            assertThat(command.json().at("/metrics/n/value").asDouble())
                    .isPositive()
                    .isEqualTo(command.json().at("/images").asDouble());
            assertThat(command.json().at("/scoring/profile").asString()).isEqualTo("HABIT");
        }
        assertThat(Command.run("metrics", "--plugins", plugins.toString()).out())
                .contains("image_count\n", "mean_iou")
                .doesNotContain("problem");
        assertThat(
                        Command.run(
                                        "profiles",
                                        "--plugins",
                                        metric.toString(),
                                        "--plugins",
                                        profile.toString())
                                .out())
                .contains("HABIT\n  a habit of somebody", "MONAI")
                .doesNotContain("problem");
        assertThat(Command.run("metrics").out()).doesNotContain("image_count");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @ParameterizedTest
    @CsvSource({"no.jar, does not exist", "'', has no .jar file"})
    @DisplayName("that are not there are an error that says so")
    void missing(String path, String message) {
        Command command = evaluate(folder.resolve(path));

        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.out()).isEmpty();
        assertThat(command.err())
                .startsWith("mensura: --plugins: ")
                .contains(folder.resolve(path).toString(), message)
                .hasLineCount(1);
    }

    /// What fails while plug-ins are looked for: one line says it, by jar or class.
    enum Unloadable {
        MISSING_SUPERCLASS("somebody.Base", "somebody/Base"),
        NEWER_JAVA("somebody/Images2", "more recent version"),
        THROWING_CONSTRUCTOR("somebody.Images2", "no licence"),
        NO_SUCH_CLASS("somebody.Absent", "not found"),
        NAME_OF_ANOTHER_PLUGIN("image_count", "somebody.Images2"),
        NAME_OF_OURS("mean_iou", "somebody.Images2"),
        NAME_UNLIKE_DESCRIPTOR("somebody.Images2", "other"),
        NULL_DESCRIPTOR("somebody.Images2", "null"),
        EMPTY_FILE("bad.jar", "cannot be read"),
        NO_ZIP("bad.jar", "cannot be read"),
        NO_SERVICES("bad.jar", "META-INF/services/dev.mensura.api.MetricProvider");

        private final String where;
        private final String why;

        Unloadable(String where, String why) {
            this.where = where;
            this.why = why;
        }
    }

    private Path write(Unloadable fault) throws IOException {
        Path bad = folder.resolve("bad.jar");
        String type = "Images2";
        String plain = metric(type, "broken");
        return switch (fault) {
            case MISSING_SUPERCLASS ->
                    PluginJar.of(
                                    folder,
                                    Map.of(
                                            "somebody.Base",
                                            metric("Base", "broken"),
                                            "somebody.Images2",
                                            "package somebody; public class Images2 extends Base"
                                                    + " {}"))
                            .without("somebody.Base")
                            .service(MetricProvider.class, "somebody.Images2")
                            .write(bad);
            case NEWER_JAVA -> jar(type, plain).ofNewerJava("somebody.Images2").write(bad);
            case THROWING_CONSTRUCTOR -> {
                String thrown = "if (true) throw new IllegalStateException(\"no licence\");";
                yield jar(type, metric(type, "broken", thrown, DESCRIPTOR, CREATE)).write(bad);
            }
            case NO_SUCH_CLASS ->
                    jar(type, plain).service(MetricProvider.class, "somebody.Absent").write(bad);
            case NAME_OF_ANOTHER_PLUGIN -> jar(type, metric(type, "image_count")).write(bad);
            case NAME_OF_OURS -> jar(type, metric(type, "mean_iou")).write(bad);
            case NAME_UNLIKE_DESCRIPTOR -> {
                String name = "public String name() { return \"other\"; } public int size";
                yield jar(type, plain.replace("public int size", name)).write(bad);
            }
            case NULL_DESCRIPTOR -> jar(type, metric(type, "x", "", "null", CREATE)).write(bad);
            case EMPTY_FILE -> Files.write(bad, new byte[0]);
            case NO_SERVICES -> PluginJar.of(folder, Map.of("somebody.Images2", plain)).write(bad);
            case NO_ZIP -> Files.writeString(bad, "this is no jar");
        };
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("that cannot be loaded are told in one line, and the rest works")
    void unloadable(Unloadable fault) throws IOException {
        Path good = good();
        Path bad = write(fault);
        String ours =
                fault == Unloadable.NAME_OF_ANOTHER_PLUGIN ? "dice:numClasses=3" : "image_count";

        for (String paths : new String[] {good + "," + bad, bad + "," + good}) {
            Command command = evaluate(paths, "--metric", "n=" + ours);
            assertThat(command.err())
                    .startsWith("mensura: warning: --plugins: ")
                    .hasLineCount(1)
                    .contains(fault.where, fault.why);
            assertThat(command.exitCode()).isZero();
            assertThat(command.json().at("/metrics/n/value").isNumber()).isTrue();

            Command list = Command.run("metrics", "--plugins", paths);
            assertThat(list.exitCode()).isZero();
            assertThat(list.out()).contains("image_count", "mean_iou");
            assertThat((list.out() + list.err()).lines())
                    .filteredOn(line -> line.contains(fault.why))
                    .anyMatch(line -> line.contains(fault.where));
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {bad.toUri().toURL(), good.toUri().toURL()})) {
            MetricCatalog catalog = MetricCatalog.load(loader);
            assertThat(catalog.names()).contains("image_count", "mean_iou");
            if (fault.where.equals("bad.jar")) {
                assertThat(catalog.problems()).isEmpty();
            } else {
                assertThat(catalog.problems()).singleElement().asString().contains(fault.where);
            }
        }
    }

    /// What fails when a metric is asked for: one line says it then, and none before.
    enum Unmakeable {
        GIVES_NULL(DESCRIPTOR, "return null;", "create gave null"),
        THROWS(DESCRIPTOR, "throw new UnsupportedOperationException(\"not today\");", "not today"),
        LACKS_A_CLASS(DESCRIPTOR, "throw new NoClassDefFoundError(\"gone/Away\");", "gone/Away"),
        TAKES_OTHER_SAMPLES(
                DESCRIPTOR.replace("SegmentationSample.class", "long[].class"),
                CREATE,
                "takes samples of [J"),
        GIVES_OTHER_RESULTS(
                DESCRIPTOR,
                "return new dev.mensura.segmentation.MeanIoU.Provider()"
                        + ".create(MetricOptions.none().with(\"numClasses\", 3));",
                "mean_iou");

        private final String descriptor;
        private final String create;
        private final String why;

        Unmakeable(String descriptor, String create, String why) {
            this.descriptor = descriptor;
            this.create = create;
            this.why = why;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("that cannot make their metric are told in one line when it is asked for")
    void unmakeable(Unmakeable fault) throws IOException {
        String source = metric("Images2", "broken", "", fault.descriptor, fault.create);
        Path bad = jar("Images2", source).write(folder.resolve("bad.jar"));
        String paths = good() + "," + bad;

        Command spared = evaluate(paths, "--metric", "image_count");
        assertThat(spared.err()).isEmpty();
        assertThat(spared.exitCode()).isZero();

        Command asked = evaluate(paths, "--metric", "broken");
        assertThat(asked.err())
                .startsWith("mensura: --metric broken: ")
                .hasLineCount(1)
                .contains(fault.why);
        assertThat(asked.exitCode()).isEqualTo(2);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {bad.toUri().toURL()})) {
            MetricCatalog catalog = MetricCatalog.load(loader);
            assertThat(catalog.problems()).isEmpty();
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            catalog.create(
                                    "broken",
                                    SegmentationSample.class,
                                    MetricResult.class,
                                    MetricOptions.none()))
                    .withMessageContaining(fault.why);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "return new long[0];, throw new ArithmeticException(\"by zero\");, by zero",
        "return new long[0];, Object o = sample; return (long[]) o;, ClassCastException",
        "return new Result(state, if (true) throw new IllegalStateException(\"odd\"); return new"
                + " Result(state, odd",
    })
    @DisplayName("that fail while they count or are read out are named")
    void failing(String good, String bad, String why) throws IOException {
        String source = metric("Images2", "broken");
        assertThat(source).contains(good);
        Path jar = jar("Images2", source.replace(good, bad)).write(folder.resolve("bad.jar"));

        Command command = evaluate(jar, "--metric", "broken");

        assertThat(command.exitCode()).isEqualTo(70);
        assertThat(command.out()).isEmpty();
        assertThat(command.err())
                .startsWith("mensura: plug-in somebody.Images2: ")
                .hasLineCount(1)
                .contains(why);
    }

    @Test
    @DisplayName("with a profile that cannot be loaded are told in one line in the list")
    void brokenProfile() throws IOException {
        Path bad =
                PluginJar.of(folder, Map.of("somebody.Habit", PROFILE))
                        .ofNewerJava("somebody.Habit")
                        .service(Profile.class, "somebody.Habit")
                        .write(folder.resolve("bad.jar"));

        Command list = Command.run("profiles", "--plugins", bad.toString());
        assertThat(list.exitCode()).isZero();
        assertThat(list.out()).contains("MONAI");
        assertThat(list.out().lines())
                .filteredOn(line -> line.startsWith("problem: "))
                .singleElement()
                .asString()
                .contains("somebody/Habit", "more recent version");
    }
}
