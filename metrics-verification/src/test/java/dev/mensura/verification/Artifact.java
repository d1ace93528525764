package dev.mensura.verification;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;

/// A module of Mensura as others get it: its packaged jar.
enum Artifact {
    API("metrics-api", "dev.mensura.api"),
    CORE("metrics-core-simd", "dev.mensura.core"),
    SEGMENTATION("metrics-segmentation", "dev.mensura.segmentation"),
    TESTKIT("metrics-testkit", "dev.mensura.testkit"),
    CLI("metrics-cli", "dev.mensura.cli");

    private final String artifactId;
    private final String moduleName;

    Artifact(String artifactId, String moduleName) {
        this.artifactId = artifactId;
        this.moduleName = moduleName;
    }

    /// Returns the name of the Java module, which is that of its first package too.
    String moduleName() {
        return moduleName;
    }

    Path folder() {
        return repository().resolve(artifactId);
    }

    /// Returns the jar that `mvn package` made.
    Path jar() {
        String version = System.getProperty("mensura.version");
        Path jar = folder().resolve("target").resolve(artifactId + "-" + version + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: run mvn verify at the top");
        }
        return jar;
    }

    /// Returns the compiled tests of these modules.
    static JavaClasses testClasses(Artifact... artifacts) {
        return new ClassFileImporter()
                .importPaths(
                        Arrays.stream(artifacts)
                                .map(each -> each.folder().resolve("target/test-classes"))
                                .toList());
    }

    /// Returns the folder of the whole repository.
    static Path repository() {
        return Path.of("").toAbsolutePath().getParent();
    }

    static List<Path> jars(Artifact... artifacts) {
        return Arrays.stream(artifacts).map(Artifact::jar).toList();
    }

    /// Returns the classes in all jars.
    static JavaClasses mainClasses() {
        List<JarFile> jars = jars(values()).stream().map(Artifact::open).toList();
        try {
            return new ClassFileImporter().importJars(jars);
        } finally {
            jars.forEach(Artifact::close);
        }
    }

    /// Returns the first jar on the class path of this test whose file name starts so.
    static Path dependency(String fileName) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith(fileName))
                .findFirst()
                .orElseThrow();
    }

    private static JarFile open(Path jar) {
        try {
            return new JarFile(jar.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void close(JarFile jar) {
        try {
            jar.close();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
