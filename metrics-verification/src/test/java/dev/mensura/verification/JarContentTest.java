package dev.mensura.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/// What is in the jars, and what is not.
class JarContentTest {
    private static final Pattern DEPENDENCY =
            Pattern.compile(
                    "<dependency>\\s*<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>");

    @Test
    @DisplayName("the API depends on JSpecify alone")
    void apiDependencies() throws IOException {
        try (JarFile jar = open(Artifact.API)) {
            String pom = text(jar, "META-INF/maven/dev.mensura/metrics-api/pom.xml");
            assertThat(DEPENDENCY.matcher(pom).results())
                    .extracting(MatchResult::group)
                    .singleElement()
                    .asString()
                    .contains("<groupId>org.jspecify</groupId>", "<artifactId>jspecify</");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the manifest names the module")
    void moduleName(Artifact artifact) throws IOException {
        try (JarFile jar = open(artifact)) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo(artifact.moduleName());
        }
    }

    /// A fixed time in every entry and no trace of who built it.
    @ParameterizedTest
    @EnumSource
    @DisplayName("a jar holds classes, services, licences and Maven's papers, all of one time")
    void content(Artifact artifact) throws IOException {
        try (JarFile jar = open(artifact)) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()))
                    .extracting(ZipEntry::getName)
                    .allMatch(name ->
                            name.endsWith(".class")
                                    || name.equals(JarFile.MANIFEST_NAME)
                                    || name.startsWith("META-INF/services/")
                                    || name.equals("META-INF/LICENSE")
                                    || name.equals("META-INF/NOTICE")
                                    || name.startsWith("META-INF/maven/dev.mensura/"))
                    .noneMatch(name -> name.startsWith("META-INF/versions/"));
            assertThat(jar.stream().map(ZipEntry::getTimeLocal).distinct()).hasSize(1);
            assertThat(jar.isMultiRelease()).isFalse();
            assertThat(jar.getManifest().getMainAttributes().keySet())
                    .extracting(Object::toString)
                    .doesNotContain("Built-By", "Build-Jdk", "Build-Os");
        }
    }

    private static JarFile open(Artifact artifact) throws IOException {
        Path jar = artifact.jar();
        return new JarFile(jar.toFile());
    }

    private static String text(JarFile jar, String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
