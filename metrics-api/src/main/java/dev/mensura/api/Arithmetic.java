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
/// direction, turned where a larger result of it always makes a smaller one. The range is that of
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
    private final MetricDescriptor descriptor;

    private Arithmetic(Operand<S> left, Operator operator, Operand<S> right, JointTally<S> tally) {
        this.left = left;
        this.operator = operator;
        this.right = right;
        this.tally = tally;
        this.descriptor = describe(left, operator, right);
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

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

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
                Reading.of(left),
                operator,
                Reading.of(right),
                JointTally.of(List.of(left.tally(), right.tally())));
    }

    /// Returns `number operator right`.
    public static <S> Arithmetic<S> of(
            double number, Operator operator, MetricDefinition<S, ?, ?> right) {
        return new Arithmetic<>(
                new Constant<>(number),
                operator,
                Reading.of(right),
                JointTally.of(List.of(right.tally())));
    }

    /// Returns `left operator number`.
    public static <S> Arithmetic<S> of(
            MetricDefinition<S, ?, ?> left, Operator operator, double number) {
        return new Arithmetic<>(
                Reading.of(left),
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
        return descriptor;
    }

    private static <S> MetricDescriptor describe(
            Operand<S> left, Operator operator, Operand<S> right) {
        MetricDescriptor first = metric(left instanceof Constant<S> ? right : left).descriptor();
        MetricDescriptor.Builder descriptor =
                MetricDescriptor.builder(
                                "%s_%s_%s".formatted(left.name(), operator.word(), right.name()),
                                first.sampleType(),
                                Result.class)
                        .summary("%s %s %s".formatted(left.name(), operator.word(), right.name()));
        double[] range = range(left, operator, right);
        descriptor.range(range[0], range[1]);
        boolean isLowerBetter =
                (first.direction() == MetricDescriptor.Direction.LOWER_IS_BETTER)
                        != turns(left, operator, right);
        return isLowerBetter ? descriptor.lowerIsBetter().build() : descriptor.build();
    }

    private static <S> Reading<S> metric(Operand<S> operand) {
        return (Reading<S>) operand;
    }

    /// Returns the least and the greatest number that two intervals allow; all numbers where a bound
    /// is not defined.
    private static double[] range(Operand<?> left, Operator operator, Operand<?> right) {
        double[] all = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        if (operator == Operator.DIV && right.minimum() <= 0 && right.maximum() >= 0) {
            return all;
        }
        double[] corners =
                DoubleStream.of(left.minimum(), left.maximum())
                        .flatMap(a ->
                                DoubleStream.of(right.minimum(), right.maximum())
                                        .map(b -> operator.apply(a, b)))
                        .sorted()
                        .toArray();
        boolean undefined = Double.isNaN(corners[corners.length - 1]); // sorts last
        return undefined ? all : new double[] {corners[0], corners[corners.length - 1]};
    }

    /// Returns whether a larger result of the first metric makes a smaller number.
    private static boolean turns(Operand<?> left, Operator operator, Operand<?> right) {
        boolean isOfConstant = left instanceof Constant<?>;
        Operand<?> other = isOfConstant ? left : right;
        boolean isOtherNegative = other.minimum() < 0 && other.maximum() <= 0;
        return switch (operator) {
            case PLUS -> false;
            case MINUS -> isOfConstant;
            case TIMES -> isOtherNegative;
            case DIV -> isOtherNegative != isOfConstant;
        };
    }

    @Override
    public String fingerprint() {
        return operator.word() + "{" + left.fingerprint() + ", " + right.fingerprint() + "}";
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

    private record Reading<S>(MetricDefinition<S, ?, ?> definition, MetricDescriptor descriptor)
            implements Operand<S> {
        static <S> Reading<S> of(MetricDefinition<S, ?, ?> definition) {
            return new Reading<>(definition, definition.descriptor());
        }

        MetricResult evaluate(JointState state) {
            return evaluate(definition, state);
        }

        private static <S, A extends MetricState<A>> MetricResult evaluate(
                MetricDefinition<S, A, ?> definition, JointState state) {
            return definition.evaluate(state.get(definition.tally()));
        }

        @Override
        public String name() {
            return descriptor.name();
        }

        @Override
        public String fingerprint() {
            return definition.fingerprint();
        }

        @Override
        public double minimum() {
            return descriptor.minimum();
        }

        @Override
        public double maximum() {
            return descriptor.maximum();
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
