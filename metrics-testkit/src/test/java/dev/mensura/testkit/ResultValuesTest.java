package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricResult;
import dev.mensura.api.PerClass;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

@DisplayName("What results are made of")
class ResultValuesTest {

    @Test
    @DisplayName("PerClass is an immutable vector, NaN equal to NaN")
    void perClass() {
        double[] values = {0.5, Double.NaN};
        PerClass perClass = PerClass.of(values);
        values[0] = 9;
        perClass.toArray()[0] = 9;
        assertThat(perClass.get(0)).isEqualTo(0.5);
        assertThat(perClass).isEqualTo(PerClass.of(0.5, Double.NaN)).hasToString("[0.5, NaN]");
        assertThat(perClass).hasSameHashCodeAs(PerClass.of(0.5, Double.NaN));
        assertThat(perClass).isNotEqualTo(PerClass.of(0.5, 0.0)).isNotEqualTo(PerClass.of(0.5));
        assertThat(PerClass.of(0.0)).isNotEqualTo(PerClass.of(-0.0));
        assertThat(perClass.stream()).hasSize(2);
        assertThat(PerClass.of()).isSameAs(PerClass.empty());
        assertThatThrownBy(() -> perClass.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    @DisplayName("Evidence is equal when every count, support, valid and absent class is")
    void evidence() {
        Supplier<Evidence.Builder> builder =
                () ->
                        Evidence.builder()
                                .samples(5)
                                .emptySamples(1)
                                .elements(7)
                                .ignored(2)
                                .outOfRange(3)
                                .supports(3, 2, 0, 2, 0)
                                .validClasses(3, 0, 1)
                                .absentClasses(4, 0);
        Evidence evidence = builder.get().build();
        assertThat(evidence).isEqualTo(builder.get().build());
        assertThat(evidence).hasSameHashCodeAs(builder.get().build());
        assertThat(evidence.absentClasses()).isEqualTo(List.of(0, 4)).isUnmodifiable();
        assertThat(evidence.validClasses()).isEqualTo(List.of(0, 1, 3)).isUnmodifiable();
        assertThat(evidence)
                .hasToString(
                        "Evidence[samples=5, emptySamples=1, elements=7, ignored=2,"
                                + " outOfRange=3, supports=[3, 2, 0, 2, 0],"
                                + " validClasses=[0, 1, 3], absentClasses=[0, 4]]");
        assertThat(
                        Stream.of(
                                builder.get().samples(6),
                                builder.get().emptySamples(0),
                                builder.get().elements(8),
                                builder.get().ignored(0),
                                builder.get().outOfRange(0),
                                builder.get().supports(3, 2, 0, 2),
                                builder.get().supports(3, 2, 0, 2, 1),
                                builder.get().validClasses(0, 1),
                                builder.get().absentClasses(4)))
                .allSatisfy(other -> assertThat(other.build()).isNotEqualTo(evidence));
    }

    @Test
    @DisplayName("Evidence keeps its own copy of the supports, and starts with nothing")
    void supportsAreCopied() {
        long[] counts = {3, 2};
        Evidence.Builder builder = Evidence.builder().supports(counts);
        counts[0] = 9;
        Evidence evidence = builder.build();
        evidence.supports()[1] = 9;
        builder.supports(7, 7).validClasses(1).samples(8);
        assertThat(evidence.supports()).containsExactly(3, 2);
        assertThat(evidence.validClasses()).isEmpty();
        Evidence nothing = Evidence.builder().build();
        assertThat(nothing.supports()).isEmpty();
        assertThat(nothing.validClasses()).isEmpty();
        assertThat(nothing.absentClasses()).isEmpty();
        assertThat(nothing).isEqualTo(Evidence.builder().supports().build());
        assertThat(nothing.samples() + nothing.elements() + nothing.outOfRange()).isZero();
    }

    @Test
    @DisplayName("MetricDescriptor knows its range, its best value, and the form of names")
    void descriptor() {
        Supplier<MetricDescriptor.Builder> builder =
                () -> MetricDescriptor.builder("distance_mm", int[].class, HitRate.Result.class);
        MetricDescriptor lower = builder.get().range(0, 9).lowerIsBetter().build();
        MetricDescriptor higher = builder.get().range(0, 9).build();
        assertThat(lower.best()).isZero();
        assertThat(higher.best()).isEqualTo(9);
        assertThat(builder.get().build().best()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(lower).isNotEqualTo(higher);
        assertThat(higher).isEqualTo(builder.get().range(0, 9).build());
        assertThat(higher).hasSameHashCodeAs(builder.get().range(0, 9).build());
        assertThat(higher).isNotEqualTo(builder.get().range(0, 9).summary("other").build());
        for (String name : List.of("", "Distance", "1st", "a-b", "a b")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> MetricDescriptor.builder(name, int[].class, MetricResult.class));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> builder.get().range(1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.get().range(0, Double.NaN))
                .withMessage("range is [0.0, NaN], expected smallest <= largest");
    }
}
