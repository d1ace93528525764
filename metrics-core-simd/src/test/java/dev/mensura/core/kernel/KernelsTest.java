package dev.mensura.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mensura.core.kernel.Kernels.KernelInfo;
import dev.mensura.core.kernel.Kernels.Surroundings;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

@DisplayName("The choice of a kernel")
class KernelsTest {

    @Test
    @DisplayName("auto takes vectors of 128 bits and more")
    void auto() {
        for (@Nullable String property : new @Nullable String[] {null, "auto", "vector"}) {
            for (int bits : new int[] {128, 256, 512}) {
                KernelInfo info = new Surroundings(property, true, bits).decide();

                assertThat(info.name()).isEqualTo("vector");
                assertThat(info.bits()).isEqualTo(bits);
            }
        }
    }

    @Test
    @DisplayName("auto falls back to scalar and names the cure")
    void fallback() {
        KernelInfo absent = new Surroundings(null, false, 0).decide();
        KernelInfo narrow = new Surroundings("auto", true, 64).decide();

        assertThat(absent.name()).isEqualTo("scalar");
        assertThat(absent.bits()).isZero();
        assertThat(absent.reason()).contains("--add-modules jdk.incubator.vector");
        assertThat(narrow.name()).isEqualTo("scalar");
        assertThat(narrow.reason()).contains("64 bits", "128");
    }

    @Test
    @DisplayName("scalar is always possible")
    void scalar() {
        assertThat(new Surroundings("scalar", true, 512).decide().name()).isEqualTo("scalar");
        assertThat(new Surroundings("scalar", false, 0).decide().name()).isEqualTo("scalar");
    }

    @Test
    @DisplayName("vector throws with the cure where it is impossible")
    void forced() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Surroundings("vector", false, 0).decide())
                .withMessageContainingAll("mensura.simd", "--add-modules jdk.incubator.vector");
        assertThatIllegalStateException()
                .isThrownBy(() -> new Surroundings("vector", true, 64).decide())
                .withMessageContainingAll("mensura.simd", "64 bits");
    }

    @Test
    @DisplayName("any other value is refused")
    void unknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Surroundings("Vector", true, 512).decide())
                .withMessage("mensura.simd must be auto, vector or scalar, got \"Vector\"");
    }

    @Test
    @DisplayName("counters are of the kind that info() names")
    void counters() {
        PairCounter counter = Kernels.pairCounter(LabelCodes.of(3, Set.of(), Map.of()));

        assertThat(counter.getClass().getSimpleName())
                .isEqualToIgnoringCase(Kernels.info().name() + "PairCounter");
    }
}
