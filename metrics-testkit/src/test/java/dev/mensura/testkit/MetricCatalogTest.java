package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricResult;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

@DisplayName("The catalog")
class MetricCatalogTest {
    @TempDir private Path folder;

    @Test
    @DisplayName("finds by name and by alias, in the types asked for")
    void findsByName() {
        MetricCatalog catalog = MetricCatalog.load();
        assertThat(catalog.names()).contains("hit_rate").doesNotContain("hits");
        assertThat(catalog.provider("hits")).isSameAs(catalog.provider("hit_rate"));
        MetricOptions options = MetricOptions.none().with("ignoreLabel", "9");
        MetricDefinition<int[], ?, HitRate.Result> typed =
                catalog.create("hit_rate", int[].class, HitRate.Result.class, options);
        assertThat(typed).isEqualTo(HitRate.ignoring(9));
        MetricDefinition<int[], ?, MetricResult> untyped =
                catalog.create("hits", int[].class, MetricResult.class, MetricOptions.none());
        assertThat(untyped).isEqualTo(HitRate.ignoring(255));
        assertThat(catalog.problems()).isEmpty();
        assertThat(MetricCatalog.load(ModuleLayer.boot()).names()).doesNotContain("no_such");
    }

    @Test
    @DisplayName("lists what it knows, the nearest first, for an unknown name")
    void unknownName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetricCatalog.load().provider("hitrate"))
                .withMessage("metric is \"hitrate\", expected hit_rate? Known: hit_rate, hits");
        MetricCatalog empty = MetricCatalog.load(ClassLoader.getPlatformClassLoader());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> empty.provider("hit_rate"))
                .withMessage("metric is \"hit_rate\", expected none: there are no names");
    }

    @Test
    @DisplayName("refuses other sample types, other result types, and wrong options")
    void wrongTypes() {
        MetricCatalog catalog = MetricCatalog.load();
        MetricOptions none = MetricOptions.none();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalog.create("hits", long[].class, MetricResult.class, none))
                .withMessage("metric hits takes samples of [I, expected [J");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalog.create("hits", int[].class, StateView.class, none))
                .withMessageContaining(HitRate.Result.class.getName());
        assertThatThrownBy(() ->
                        catalog.create(
                                "hits", int[].class, MetricResult.class, none.with("ignore", 1)))
                .isInstanceOf(MetricOptionException.class)
                .hasMessage(
                        "option ignore is not known, expected ignoreLabel? Known: ignoreLabel,"
                                + " undefined");
    }

    @Test
    @DisplayName("lists a name claimed twice, and throws when it is asked for")
    void duplicateName() throws IOException {
        String second = BrokenProviders.SameName.class.getName();
        try (URLClassLoader loader =
                Services.listing(folder, List.of(second, BrokenProviders.Good.class.getName()))) {
            MetricCatalog catalog = MetricCatalog.load(loader);
            assertThat(catalog.problems())
                    .singleElement()
                    .asString()
                    .contains("hit_rate", second, HitRateProvider.class.getName());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> catalog.provider("hit_rate"))
                    .withMessageContainingAll(second, HitRateProvider.class.getName());
            assertThat(catalog.provider("good")).isInstanceOf(BrokenProviders.Good.class);
            assertThat(catalog.provider("hits")).isInstanceOf(HitRateProvider.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenLines")
    @DisplayName("reports a provider that does not load and hides no other:")
    void brokenProvider(String what, String line, String problem) throws IOException {
        newerThanThisJava("broken.TooNew");
        Files.write(folder.resolve("broken/NotAClass.class"), new byte[] {1, 2, 3});
        String good = BrokenProviders.Good.class.getName();
        for (List<String> lines : List.of(List.of(line, good), List.of(good, line))) {
            try (URLClassLoader loader = Services.listing(folder, lines)) {
                MetricCatalog catalog = MetricCatalog.load(loader);
                assertThat(catalog.problems())
                        .as(what)
                        .singleElement()
                        .asString()
                        .contains(problem)
                        .doesNotContain("\n");
                assertThat(catalog.names()).contains("hit_rate");
                if (!what.equals("malformed line")) {
                    assertThat(catalog.names()).contains("good");
                }
            }
        }
    }

    static Stream<Arguments> brokenLines() {
        return Stream.of(
                Arguments.of("missing class", "no.such.Provider", "no.such.Provider"),
                Arguments.of(
                        "malformed line", "not a class name", "Illegal configuration-file syntax"),
                Arguments.of("class of a newer Java", "broken.TooNew", "UnsupportedClassVersion"),
                Arguments.of("bytes that are no class", "broken.NotAClass", "Truncated class file"),
                Arguments.of("class of another kind", HitRateTest.class.getName(), "not a subtype"),
                Arguments.of("constructor that throws", Throwing.class.getName(), "no licence"),
                Arguments.of("name that throws", Nameless.class.getName(), "no name"),
                Arguments.of(
                        "constructor that is not public",
                        BrokenProviders.Hidden.class.getName(),
                        "Hidden"));
    }

    private void newerThanThisJava(String name) throws IOException {
        byte[] bytes = ClassFile.of().build(ClassDesc.of(name), any -> {});
        bytes[6] = 1; // major version 256 and more
        Path file = folder.resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /// Cannot be made.
    public static class Throwing extends HitRateProvider {
        /// For ServiceLoader.
        public Throwing() {
            throw new IllegalStateException("no licence");
        }
    }

    /// Cannot say its name.
    public static class Nameless extends HitRateProvider {
        @Override
        public MetricDescriptor descriptor() {
            throw new IllegalStateException("no name");
        }
    }
}
