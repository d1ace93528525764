package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/// A number computed from the results of two metrics over one pass, or of one metric and a number.
///
/// ```java
/// Arithmetic<S> gap = Arithmetic.of(dice, Operator.MINUS, iou);
/// Arithmetic<S> percent = Arithmetic.of(100, Operator.TIMES, iou);
/// Arithmetic<S> loss = Arithmetic.of(1, Operator.MINUS, dice);
/// ```
///
/// Both results are read out first and then combined, the values and the numbers per class, in the
/// arithmetic of `double`: `NaN` on either side gives `NaN`. There are no numbers per class where the
/// two metrics have not equally many. The evidence is that of the first metric, and so is the
/// direction, turned where a larger result of it makes a smaller number. The range is that of
/// interval arithmetic, which can be wider than what occurs.
///
/// Kotlin has the operators (`dice - iou`) in `metrics-kotlin`.
///
/// @param <S> one sample
public final class Arithmetic<S> implements MetricDefinition<S, JointState, Arithmetic.Result> {
    private final Operand<S> left;
    private final Operator operator;
    private final Operand<S> right;
    private final JointTally<S> tally;

    private Arithmetic(Operand<S> left, Operator operator, Operand<S> right, JointTally<S> tally) {
        this.left = left;
        this.operator = operator;
        this.right = right;
        this.tally = tally;
    }

    /// How two numbers become one.
    public enum Operator {
        /// `a + b`.
        PLUS,
        /// `a - b`.
        MINUS,
        /// `a * b`.
        TIMES,
        /// `a / b`, in the arithmetic of `double`: `1 / 0` is infinity, `0 / 0` is `NaN`.
        DIV;

        double apply(double a, double b) {
            return switch (this) {
                case PLUS -> a + b;
                case MINUS -> a - b;
                case TIMES -> a * b;
                case DIV -> a / b;
            };
        }
    }

    /// The combined numbers.
    ///
    /// @param value the combined value
    /// @param perClass the combined numbers per class, or none
    /// @param perClassNames what the first metric calls them, if it does
    /// @param evidence what the result of the first metric rests on
    public record Result(
            double value, PerClass perClass, List<String> perClassNames, Evidence evidence)
            implements MetricResult {

        /// Copies the names.
        public Result {
            perClassNames = List.copyOf(perClassNames);
        }
    }

    /// Returns `left operator right`.
    public static <S> Arithmetic<S> of(
            MetricDefinition<S, ?, ?> left, Operator operator, MetricDefinition<S, ?, ?> right) {
        return new Arithmetic<>(
                new Reading<>(left),
                operator,
                new Reading<>(right),
                JointTally.of(List.of(left.tally(), right.tally())));
    }

    /// Returns `number operator right`.
    public static <S> Arithmetic<S> of(
            double number, Operator operator, MetricDefinition<S, ?, ?> right) {
        return new Arithmetic<>(
                new Constant<>(number),
                operator,
                new Reading<>(right),
                JointTally.of(List.of(right.tally())));
    }

    /// Returns `left operator number`.
    public static <S> Arithmetic<S> of(
            MetricDefinition<S, ?, ?> left, Operator operator, double number) {
        return new Arithmetic<>(
                new Reading<>(left),
                operator,
                new Constant<>(number),
                JointTally.of(List.of(left.tally())));
    }

    @Override
    public JointTally<S> tally() {
        return tally;
    }

    @Override
    public Result evaluate(JointState state) {
        return switch (left) {
            case Constant<S>(double a) -> {
                MetricResult b = metric(right).evaluate(state);
                yield combined(b, number -> operator.apply(a, number));
            }
            case Reading<S> reading when right instanceof Constant<S>(double b) ->
                    combined(reading.evaluate(state), number -> operator.apply(number, b));
            case Reading<S> reading ->
                    combined(reading.evaluate(state), metric(right).evaluate(state));
        };
    }

    private static Result combined(MetricResult of, DoubleUnaryOperator operation) {
        double[] perClass = of.perClass().stream().map(operation).toArray();
        return new Result(
                operation.applyAsDouble(of.value()),
                PerClass.of(perClass),
                of.perClassNames(),
                of.evidence());
    }

    private Result combined(MetricResult a, MetricResult b) {
        boolean fit = a.perClass().size() == b.perClass().size();
        double[] perClass = new double[fit ? a.perClass().size() : 0];
        for (int i = 0; i < perClass.length; i++) {
            perClass[i] = operator.apply(a.perClass().get(i), b.perClass().get(i));
        }
        return new Result(
                operator.apply(a.value(), b.value()),
                PerClass.of(perClass),
                fit ? a.perClassNames() : List.of(),
                a.evidence());
    }

    @Override
    public MetricDescriptor descriptor() {
        MetricDescriptor.Builder descriptor =
                MetricDescriptor.builder(
                                "%s_%s_%s".formatted(left.name(), word(), right.name()),
                                metric(first()).definition().descriptor().sampleType(),
                                Result.class)
                        .summary(summary());
        double[] range = range();
        if (Double.isFinite(range[0]) || Double.isFinite(range[1])) {
            descriptor.range(range[0], range[1]);
        }
        return isLowerBetter() ? descriptor.lowerIsBetter().build() : descriptor.build();
    }

    private Operand<S> first() {
        return left instanceof Constant<S> ? right : left;
    }

    private static <S> Reading<S> metric(Operand<S> operand) {
        return (Reading<S>) operand;
    }

    private String word() {
        return operator.name().toLowerCase(Locale.ROOT);
    }

    private String summary() {
        return "%s %s %s".formatted(left.name(), word(), right.name());
    }

    /// Returns the least and the greatest number that two intervals allow; all numbers where a bound
    /// is not defined.
    private double[] range() {
        if (operator == Operator.DIV && right.minimum() <= 0 && right.maximum() >= 0) {
            return new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        }
        double[] corners =
                DoubleStream.of(left.minimum(), left.maximum())
                        .flatMap(a ->
                                DoubleStream.of(right.minimum(), right.maximum())
                                        .map(b -> operator.apply(a, b)))
                        .sorted()
                        .toArray();
        boolean undefined = Double.isNaN(corners[corners.length - 1]); // sorts last
        return undefined
                ? new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}
                : new double[] {corners[0], corners[corners.length - 1]};
    }

    private boolean isLowerBetter() {
        boolean lower =
                metric(first()).definition().descriptor().direction()
                        == MetricDescriptor.Direction.LOWER_IS_BETTER;
        return lower != turns();
    }

    /// Returns whether a larger result of the first metric makes a smaller number.
    private boolean turns() {
        boolean negative =
                (left instanceof Constant<S>(double a) && a < 0)
                        || (right instanceof Constant<S>(double b) && b < 0);
        return switch (operator) {
            case PLUS -> false;
            case MINUS -> left instanceof Constant<S>;
            case TIMES -> negative;
            case DIV -> negative != left instanceof Constant<S>;
        };
    }

    @Override
    public String fingerprint() {
        return word() + "{" + left.fingerprint() + ", " + right.fingerprint() + "}";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Arithmetic<?> that
                && operator == that.operator
                && left.equals(that.left)
                && right.equals(that.right);
    }

    @Override
    public int hashCode() {
        return Objects.hash(left, operator, right);
    }

    @Override
    public String toString() {
        return fingerprint();
    }

    /// One side of the operator.
    private sealed interface Operand<S> {
        String name();

        String fingerprint();

        double minimum();

        double maximum();
    }

    private record Reading<S>(MetricDefinition<S, ?, ?> definition) implements Operand<S> {
        MetricResult evaluate(JointState state) {
            return evaluate(definition, state);
        }

        private static <S, A extends MetricState<A>> MetricResult evaluate(
                MetricDefinition<S, A, ?> definition, JointState state) {
            return definition.evaluate(state.get(definition.tally()));
        }

        @Override
        public String name() {
            return definition.descriptor().name();
        }

        @Override
        public String fingerprint() {
            return definition.fingerprint();
        }

        @Override
        public double minimum() {
            return definition.descriptor().minimum();
        }

        @Override
        public double maximum() {
            return definition.descriptor().maximum();
        }
    }

    private record Constant<S>(double number) implements Operand<S> {
        @Override
        public String name() {
            return "number";
        }

        @Override
        public String fingerprint() {
            return Double.toString(number);
        }

        @Override
        public double minimum() {
            return number;
        }

        @Override
        public double maximum() {
            return number;
        }
    }
}
