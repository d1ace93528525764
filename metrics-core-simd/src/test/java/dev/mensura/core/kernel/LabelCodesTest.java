package dev.mensura.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mensura.core.input.LabelType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

@DisplayName("Label codes")
class LabelCodesTest {

    @Test
    @DisplayName("labels in range are their own codes, others are rejected")
    void plain() {
        LabelCodes codes = LabelCodes.of(3, Set.of(), Map.of());

        assertThat(codes.numClasses()).isEqualTo(3);
        for (int label = 0; label < 3; label++) {
            assertThat(codes.targetCode(label)).isEqualTo(label);
            assertThat(codes.predictionCode(label)).isEqualTo(label);
        }
        for (long label : new long[] {-1, 3, 255, 1L << 32, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(codes.targetCode(label)).isEqualTo(LabelCodes.REJECTED);
            assertThat(codes.predictionCode(label)).isEqualTo(LabelCodes.REJECTED);
        }
    }

    @Test
    @DisplayName("ignored labels are ignored in targets only, inside and outside the range")
    void ignored() {
        LabelCodes codes =
                LabelCodes.of(3, Set.of(1L, 255L, -100L, Long.MIN_VALUE, Long.MAX_VALUE), Map.of());

        for (long label : new long[] {1, 255, -100, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(codes.targetCode(label)).isEqualTo(LabelCodes.IGNORED);
        }
        assertThat(codes.predictionCode(1)).isEqualTo(1);
        assertThat(codes.predictionCode(255)).isEqualTo(LabelCodes.REJECTED);
        assertThat(codes.predictionCode(-100)).isEqualTo(LabelCodes.REJECTED);
        assertThat(codes.targetCode(254)).isEqualTo(LabelCodes.REJECTED);
    }

    @Test
    @DisplayName("the mapping is applied once, before ignoring")
    void mapping() {
        LabelCodes swap = LabelCodes.of(2, Set.of(), Map.of(0L, 1L, 1L, 0L));
        LabelCodes chain = LabelCodes.of(3, Set.of(9L), Map.of(0L, 1L, 1L, 2L, 7L, 9L, 9L, 0L));

        assertThat(swap.targetCode(0)).isEqualTo(1);
        assertThat(swap.targetCode(1)).isZero();
        assertThat(swap.predictionCode(0)).isEqualTo(1);
        assertThat(chain.targetCode(0)).isEqualTo(1);
        assertThat(chain.targetCode(1)).isEqualTo(2);
        assertThat(chain.targetCode(7))
                .as("7 -> 9, which is ignored")
                .isEqualTo(LabelCodes.IGNORED);
        assertThat(chain.predictionCode(7)).isEqualTo(LabelCodes.REJECTED);
        assertThat(chain.targetCode(9)).as("9 -> 0 comes before ignoring 9").isZero();
    }

    @Test
    @DisplayName("labels outside the range may be one more class, whatever its own number says")
    void outsidePasses() {
        Map<Long, Long> mapping = Map.of(0L, 9L, 50L, 1L);
        LabelCodes codes = LabelCodes.of(3, Set.of(1L, 255L), mapping, mapping, true);

        assertThat(codes.numClasses()).isEqualTo(4);
        for (long label :
                new long[] {-1, 0, 3, 4, 5000, 1L << 32, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(codes.targetCode(label)).isEqualTo(3);
            assertThat(codes.predictionCode(label)).isEqualTo(3);
        }
        assertThat(codes.targetCode(255)).isEqualTo(LabelCodes.IGNORED);
        assertThat(codes.predictionCode(255)).isEqualTo(3);
        assertThat(codes.targetCode(50)).as("50 -> 1, ignored").isEqualTo(LabelCodes.IGNORED);
        assertThat(codes.predictionCode(50)).isEqualTo(1);
        assertThat(codes.codesOfBytes(LabelType.INT8, true)[0x80]).isEqualTo(3);
        assertThat(codes.codesOfBytes(LabelType.UINT8, false)[0xFF]).isEqualTo(3);
        assertThat(codes)
                .isNotEqualTo(LabelCodes.of(3, Set.of(1L, 255L), mapping))
                .isNotEqualTo(LabelCodes.of(4, Set.of(1L, 255L), mapping));
    }

    @Test
    @DisplayName("targets may have a mapping of their own")
    void targetMapping() {
        LabelCodes codes =
                LabelCodes.of(3, Set.of(9L), Map.of(0L, 9L, 1L, 0L), Map.of(0L, 2L), false);

        assertThat(codes.targetCode(0)).isEqualTo(LabelCodes.IGNORED);
        assertThat(codes.targetCode(1)).isZero();
        assertThat(codes.predictionCode(0)).isEqualTo(2);
        assertThat(codes.predictionCode(1)).isEqualTo(1);
        assertThat(codes)
                .isNotEqualTo(LabelCodes.of(3, Set.of(9L), Map.of(0L, 2L), Map.of(0L, 2L), false))
                .isNotEqualTo(
                        LabelCodes.of(3, Set.of(9L), Map.of(0L, 9L, 1L, 0L), Map.of(), false));
    }

    @Test
    @DisplayName("a label that the type cannot hold matches nothing")
    void types() {
        LabelCodes codes = LabelCodes.of(2, Set.of(-1L), Map.of());

        assertThat(codes.codesOfBytes(LabelType.INT8, true)[0xFF]).isEqualTo(LabelCodes.IGNORED);
        assertThat(codes.codesOfBytes(LabelType.UINT8, true)[0xFF]).isEqualTo(LabelCodes.REJECTED);
        assertThat(codes.codesOfBytes(LabelType.INT8, false)[0xFF]).isEqualTo(LabelCodes.REJECTED);
    }

    @Test
    @DisplayName("are equal by value and do not follow their sources")
    void equality() {
        Set<Long> ignore = new java.util.HashSet<>(Set.of(255L));
        LabelCodes codes = LabelCodes.of(2, ignore, Map.of(3L, 1L));
        ignore.add(0L);

        assertThat(codes)
                .isEqualTo(LabelCodes.of(2, Set.of(255L), Map.of(3L, 1L)))
                .hasSameHashCodeAs(LabelCodes.of(2, Set.of(255L), Map.of(3L, 1L)))
                .isNotEqualTo(LabelCodes.of(3, Set.of(255L), Map.of(3L, 1L)))
                .isNotEqualTo(LabelCodes.of(2, Set.of(), Map.of(3L, 1L)))
                .isNotEqualTo(LabelCodes.of(2, Set.of(255L), Map.of()));
        assertThat(codes.toString()).contains("numClasses=2", "[255]", "{3=1}");
    }

    @Test
    @DisplayName("need at least one class")
    void noClass() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelCodes.of(0, Set.of(), Map.of()))
                .withMessage("numClasses must be at least 1, got 0");
    }
}
