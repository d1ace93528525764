package dev.mensura.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import dev.mensura.api.MetricProvider;
import dev.mensura.segmentation.Profile;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/// In every jar the services files agree with the classes of providers and profiles.
class ServicesTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("every provider is listed, every listed class is a provider")
    void agreement(Artifact artifact) throws IOException {
        assertThat(disagreements(artifact.jar(), MetricProvider.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("every profile is listed, every listed class is a profile")
    void profiles(Artifact artifact) throws IOException {
        assertThat(disagreements(artifact.jar(), Profile.class)).isEmpty();
    }

    @Test
    @DisplayName("the segmentation jar lists providers and profiles")
    void segmentationListsProviders() throws IOException {
        try (JarFile jar = new JarFile(Artifact.SEGMENTATION.jar().toFile())) {
            assertThat(listed(jar, MetricProvider.class)).isNotEmpty().doesNotHaveDuplicates();
            assertThat(listed(jar, Profile.class)).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("a disagreement would be found")
    void disagreementsAreFound(@TempDir Path folder) throws IOException {
        String source =
                """
                package foreign;
                import dev.mensura.api.*;
                public abstract class Foreign implements MetricProvider {
                    public static class Unlisted extends Foreign {}
                    public static final class Demanding extends Foreign {
                        public Demanding(int size) {}
                    }
                    static final class Hidden extends Foreign {
                        public Hidden() {}
                    }
                    public MetricDescriptor descriptor() { throw new AssertionError(); }
                    public OptionSchema options() { throw new AssertionError(); }
                    public MetricDefinition<?, ?, ?> create(MetricOptions options) {
                        throw new AssertionError();
                    }
                }
                """;
        Path jar =
                new SourceJar()
                        .compiled(
                                Files.createDirectory(folder.resolve("classes")),
                                Artifact.jars(Artifact.API),
                                Map.of("foreign.Foreign", source))
                        .services(
                                "foreign.Foreign$Demanding",
                                "foreign.Foreign$Hidden",
                                "foreign.Gone",
                                "foreign.Foreign")
                        .write(folder.resolve("foreign.jar"));
        assertThat(disagreements(jar, MetricProvider.class))
                .containsExactlyInAnyOrder(
                        "foreign.Foreign$Unlisted is not listed",
                        "foreign.Foreign$Demanding has no public constructor without parameters",
                        "foreign.Foreign$Hidden is not public",
                        "foreign.Gone is not in the jar",
                        "foreign.Foreign is abstract");
    }

    private static List<String> disagreements(Path file, Class<?> service) throws IOException {
        List<String> found = new ArrayList<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            JavaClasses classes = new ClassFileImporter().importJar(jar);
            List<String> listed = listed(jar, service);
            classes.stream()
                    .filter(each -> each.isAssignableTo(service))
                    .filter(each -> !each.getModifiers().contains(JavaModifier.ABSTRACT))
                    .filter(each -> !listed.contains(each.getName()))
                    .forEach(each -> found.add(each.getName() + " is not listed"));
            for (String name : listed) {
                if (classes.contain(name)) {
                    check(classes.get(name), service, found);
                } else {
                    found.add(name + " is not in the jar");
                }
            }
        }
        return found;
    }

    private static void check(JavaClass provider, Class<?> service, List<String> found) {
        if (provider.getModifiers().contains(JavaModifier.ABSTRACT)) {
            found.add(provider.getName() + " is abstract");
        } else if (!provider.isAssignableTo(service)) {
            found.add(provider.getName() + " is no provider");
        } else if (!ArchitectureRules.isVisible(provider)) {
            found.add(provider.getName() + " is not public");
        } else if (provider.getConstructors().stream()
                .noneMatch(each ->
                        each.getRawParameterTypes().isEmpty()
                                && each.getModifiers().contains(JavaModifier.PUBLIC))) {
            found.add(provider.getName() + " has no public constructor without parameters");
        }
    }

    private static List<String> listed(JarFile jar, Class<?> service) throws IOException {
        ZipEntry entry = jar.getEntry("META-INF/services/" + service.getName());
        if (entry == null) {
            return List.of();
        }
        try (var in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceAll("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
