package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.api.MetricOptions;
import dev.mensura.core.Task;
import dev.mensura.segmentation.Profile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/// A profile of somebody else that fails is told in one line, and the rest works.
class BrokenProfileTest {
    @TempDir private Path folder = Path.of("");

    /// A profile that has a name and nothing else.
    public static final class Broken implements Profile {

        /// Made by `ServiceLoader`.
        public Broken() {}

        @Override
        public String name() {
            return "BROKEN";
        }

        @Override
        public String summary() {
            throw new IllegalStateException("has no summary");
        }

        @Override
        public MetricOptions options(String metric, Task task) {
            throw new IllegalStateException("has no options");
        }
    }

    @Test
    void isToldInOneLine() throws IOException {
        Path services = folder.resolve("META-INF/services");
        Files.createDirectories(services);
        Files.writeString(services.resolve(Profile.class.getName()), Broken.class.getName());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);

            Command list = Command.run("profiles");
            assertThat(list.exitCode()).isZero();
            assertThat(list.out())
                    .contains("BROKEN\n  fails: java.lang.IllegalStateException: has no summary\n")
                    .contains("MONAI\n  MONAI 1.5\n");

            Path masks = Command.masks("gray8");
            String classes = masks.resolve("classes.json").toString();
            Command evaluate = Command.evaluate(masks, "--classes", classes, "--profile", "broken");
            assertThat(evaluate.exitCode()).isEqualTo(2);
            assertThat(evaluate.err().lines())
                    .singleElement()
                    .asString()
                    .contains("--profile: profile BROKEN fails for confusion_matrix")
                    .contains("has no options");
            assertThat(
                            Command.evaluate(masks, "--classes", classes, "--profile", "mmseg")
                                    .exitCode())
                    .isZero();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
