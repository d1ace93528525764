package dev.mensura.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mensura.api.MetricOptions;
import dev.mensura.core.Task;
import dev.mensura.core.ThresholdRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/// A profile that is broken says so and does not hide the others.
final class BrokenProfilesTest {
    @TempDir private Path folder = Path.of("");

    /// A profile that fails in everything but its constructor.
    public static final class Nameless implements Profile {

        /// Made by `ServiceLoader`.
        public Nameless() {}

        @Override
        public String name() {
            throw new IllegalStateException("has no name");
        }

        @Override
        public String summary() {
            return "";
        }

        @Override
        public MetricOptions options(String metric, Task task) {
            return MetricOptions.none();
        }
    }

    /// A profile without options.
    public static final class Optionless implements Profile {

        /// Made by `ServiceLoader`.
        public Optionless() {}

        @Override
        public String name() {
            return "OPTIONLESS";
        }

        @Override
        public String summary() {
            return "";
        }

        @Override
        public MetricOptions options(String metric, Task task) {
            throw new IllegalStateException("has no options");
        }
    }

    /// One answer may serve many metrics and tasks.
    @Test
    void aThresholdIsPassedOverWhereScoresAreNotCompared() {
        Profile reaching =
                new Profile() {
                    @Override
                    public String name() {
                        return "REACHING";
                    }

                    @Override
                    public String summary() {
                        return "";
                    }

                    @Override
                    public MetricOptions options(String metric, Task task) {
                        return MetricOptions.none()
                                .with("threshold", 0.25)
                                .with("thresholdRule", ThresholdRule.GREATER_OR_EQUAL);
                    }
                };
        assertThat(JaccardIndex.multiclass(2).profile(reaching).build())
                .isEqualTo(JaccardIndex.multiclass(2).build());
        assertThat(JaccardIndex.binary().profile(reaching).build().rule().thresholdRule())
                .isEqualTo(ThresholdRule.GREATER_OR_EQUAL);
    }

    @Test
    void theOthersAreFound() throws IOException {
        Path services = folder.resolve("META-INF/services");
        Files.createDirectories(services);
        Files.writeString(
                services.resolve(Profile.class.getName()),
                Nameless.class.getName() + "\nno.such.Profile\n" + Optionless.class.getName());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);

            assertThat(Profile.named("mmseg").name()).isEqualTo("MMSEG");
            assertThat(Profile.all()).extracting(Profile::name).contains("OPTIONLESS", "MONAI");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Profile.named("nobody"))
                    .withMessageContaining("option profile is \"nobody\", of which there are 0")
                    .withMessageContaining("expected one of CITYSCAPES, HUGGING_FACE")
                    .withMessageContaining("has no name")
                    .withMessageContaining("no.such.Profile");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MeanIoU.builder(2).profile(Profile.named("OPTIONLESS")))
                    .withMessage(
                            "profile OPTIONLESS fails for mean_iou:"
                                    + " java.lang.IllegalStateException: has no options");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
