package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.core.kernel.Kernels;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The build runs all tests once per kernel and says which one it means to test.
class ExpectedKernelTest {
    @Test
    @DisplayName("These tests run on the kernel that the build expects")
    void kernel() {
        assertThat(Kernels.info().name())
                .as("-Dmensura.expectedKernel, set by the build")
                .isEqualTo(System.getProperty("mensura.expectedKernel"));
    }

    @Test
    @DisplayName("These tests run with vectors no longer than the build expects")
    void bits() {
        assertThat(Kernels.info().bits())
                .as("-Dmensura.mostBits, set by the build for short vectors")
                .isLessThanOrEqualTo(Integer.getInteger("mensura.mostBits", Integer.MAX_VALUE));
    }
}
