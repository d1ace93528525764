package dev.mensura.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.core.kernel.Kernels;

import org.junit.jupiter.api.Test;

/// Says which kernel counts in all tests of this JVM, so that a run meant for one does not pass on
/// the other.
final class KernelTest {
    private static final String PROPERTY = "mensura.expectedKernel";

    @Test
    void theExpectedKernelCounts() {
        String expected = System.getProperty(PROPERTY);
        assertThat(expected)
                .as(
                        "system property %s: the build sets it; elsewhere run with -D%s=scalar, or"
                                + " with -D%s=vector --add-modules jdk.incubator.vector",
                        PROPERTY, PROPERTY, PROPERTY)
                .isNotNull();
        assertThat(Kernels.info().name()).as("%s", Kernels.info()).isEqualTo(expected);
    }
}
