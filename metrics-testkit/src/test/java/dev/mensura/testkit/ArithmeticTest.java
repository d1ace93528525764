package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.api.Arithmetic;
import dev.mensura.api.Arithmetic.Operator;
import dev.mensura.api.ClassNames;
import dev.mensura.api.JointState;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricDescriptor.Direction;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;

/// `3 - share`, of which the least is the best, over a nested `share + share of ones`.
class ArithmeticTest extends HitRateContract<JointState, Arithmetic.Result> {
    private static final ItemShares SHARES = new ItemShares(RATE.tally());
    private static final int[] QUARTER = {1, 0, 0, 0};

    private static Arithmetic<int[]> lossOf(MetricDefinition<int[], ?, ?> rate) {
        return Arithmetic.of(3, Operator.MINUS, Arithmetic.of(rate, Operator.PLUS, SHARES));
    }

    @Override
    protected Arithmetic<int[]> definition() {
        return lossOf(RATE);
    }

    @Override
    protected Arithmetic<int[]> otherOptions() {
        return lossOf(HitRate.ignoring(7));
    }

    @Override
    protected Expected reference(List<int[]> samples) {
        return Expected.of(3 - 2 * rate(samples));
    }

    @Test
    @DisplayName("combines values and numbers per class of one pass")
    void fourOperators() {
        Arithmetic<int[]> minus = Arithmetic.of(SHARES, Operator.MINUS, SHARES);
        assertThat(minus.tally().passes()).isEqualTo(1);
        assertThat(minus.score(QUARTER).value()).isZero();
        Map<Operator, Double> ofTwoAndQuarter =
                Map.of(
                        Operator.PLUS, 2.25,
                        Operator.MINUS, 1.75,
                        Operator.TIMES, 0.5,
                        Operator.DIV, 8.0);
        ofTwoAndQuarter.forEach((operator, expected) ->
                assertThat(Arithmetic.of(2, operator, SHARES).score(QUARTER).value())
                        .as("2 %s 0.25", operator)
                        .isEqualTo(expected));
        assertThat(Arithmetic.of(SHARES, Operator.DIV, 2).score(QUARTER).perClass())
                .containsExactly(0.375, 0.125);
        assertThat(Arithmetic.of(SHARES, Operator.PLUS, SHARES).score(QUARTER).perClass())
                .containsExactly(1.5, 0.5);
        assertThat(Arithmetic.of(SHARES, Operator.PLUS, RATE).score(QUARTER).perClass()).isEmpty();
    }

    @Test
    @DisplayName("keeps the names and the evidence of the first metric")
    void namesAndEvidence() {
        ClassNames<int[], ?, ?> named = ClassNames.of(SHARES, List.of("zero", "one"));
        assertThat(Arithmetic.of(2, Operator.TIMES, named).score(QUARTER).perClassNames())
                .containsExactly("zero", "one");
        assertThat(Arithmetic.of(named, Operator.MINUS, SHARES).score(QUARTER).perClassNames())
                .containsExactly("zero", "one");
        assertThat(Arithmetic.of(RATE, Operator.MINUS, SHARES).score(QUARTER).evidence())
                .isEqualTo(RATE.score(QUARTER).evidence());
    }

    @Test
    @DisplayName("knows range and direction of the combination")
    void descriptors() {
        assertRange(Arithmetic.of(RATE, Operator.MINUS, SHARES), -1, 1, Direction.HIGHER_IS_BETTER);
        assertRange(Arithmetic.of(RATE, Operator.TIMES, -2), -2, 0, Direction.LOWER_IS_BETTER);
        assertRange(Arithmetic.of(1, Operator.MINUS, RATE), 0, 1, Direction.LOWER_IS_BETTER);
        assertRange(Arithmetic.of(1, Operator.PLUS, RATE), 1, 2, Direction.HIGHER_IS_BETTER);
        double infinity = Double.POSITIVE_INFINITY;
        assertRange(
                Arithmetic.of(1, Operator.DIV, RATE),
                -infinity,
                infinity,
                Direction.LOWER_IS_BETTER);
        assertRange(Arithmetic.of(RATE, Operator.DIV, -4), -0.25, 0, Direction.LOWER_IS_BETTER);
        Arithmetic<int[]> shifted = Arithmetic.of(1, Operator.PLUS, RATE);
        assertRange(Arithmetic.of(1, Operator.DIV, shifted), 0.5, 1, Direction.LOWER_IS_BETTER);
        assertRange(Arithmetic.of(-1, Operator.DIV, shifted), -1, -0.5, Direction.HIGHER_IS_BETTER);
        assertRange(
                Arithmetic.of(Arithmetic.of(1, Operator.DIV, RATE), Operator.TIMES, SHARES),
                -infinity,
                infinity,
                Direction.LOWER_IS_BETTER);
        assertThat(Arithmetic.of(RATE, Operator.MINUS, SHARES).descriptor().name())
                .isEqualTo("hit_rate_minus_item_shares");
    }

    @Test
    @DisplayName("points down where the other metric is never positive")
    void turnsByTheOtherMetric() {
        Arithmetic<int[]> negative = Arithmetic.of(-1, Operator.TIMES, SHARES);
        Arithmetic<int[]> below = Arithmetic.of(negative, Operator.MINUS, 1);
        assertRange(
                Arithmetic.of(RATE, Operator.TIMES, negative), -1, 0, Direction.LOWER_IS_BETTER);
        assertRange(Arithmetic.of(RATE, Operator.DIV, below), -1, 0, Direction.LOWER_IS_BETTER);
        assertRange(
                Arithmetic.of(negative, Operator.TIMES, negative),
                0,
                1,
                Direction.HIGHER_IS_BETTER);
    }

    @Test
    @DisplayName("describes a sum of many as fast as one of two")
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyOperands() {
        Arithmetic<int[]> sum = Arithmetic.of(RATE, Operator.PLUS, 0);
        for (int i = 0; i < 100; i++) {
            sum = Arithmetic.of(sum, Operator.PLUS, RATE);
        }
        assertRange(sum, 0, 101, Direction.HIGHER_IS_BETTER);
        assertThat(sum.score(QUARTER).value()).isEqualTo(101 * 0.25);
    }

    private static void assertRange(
            Arithmetic<int[]> arithmetic, double minimum, double maximum, Direction direction) {
        MetricDescriptor descriptor = arithmetic.descriptor();
        assertThat(descriptor.minimum() + 0.0).as("%s", arithmetic).isEqualTo(minimum);
        assertThat(descriptor.maximum() + 0.0).as("%s", arithmetic).isEqualTo(maximum);
        assertThat(descriptor.direction()).as("%s", arithmetic).isEqualTo(direction);
    }
}
