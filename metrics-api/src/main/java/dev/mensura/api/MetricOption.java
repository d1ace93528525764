package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One option of a metric: its name, its type and range, its default, and what it does.
///
/// ```java
/// static final MetricOption<Integer> NUM_CLASSES =
///         MetricOption.integer("numClasses", 1, 65_536).required().summary("number of classes");
/// int numClasses = options.get(NUM_CLASSES);
/// ```
///
/// @param <T> the type of the value
public final class MetricOption<T> {
    private final String name;
    private final String expected;
    private final Function<Object, @Nullable T> converter;
    private final @Nullable T defaultValue;
    private final boolean required;
    private final String summary;

    private MetricOption(
            String name,
            String expected,
            Function<Object, @Nullable T> converter,
            @Nullable T defaultValue,
            boolean required,
            String summary) {
        this.name = name;
        this.expected = expected;
        this.converter = converter;
        this.defaultValue = defaultValue;
        this.required = required;
        this.summary = summary;
    }

    /// Returns an option of any type.
    ///
    /// @param name the option's name
    /// @param expected what a right value looks like, for messages: `an integer from 1 to 9`
    /// @param converter gives the value for an object or its text, or null if it does not fit; it
    ///   may also throw [IllegalArgumentException]
    public static <T> MetricOption<T> of(
            String name, String expected, Function<Object, @Nullable T> converter) {
        return new MetricOption<>(name, expected, converter, null, false, "");
    }

    /// Returns an integer option in `[minimum, maximum]`.
    public static MetricOption<Integer> integer(String name, int minimum, int maximum) {
        return of(
                name,
                "an integer from " + minimum + " to " + maximum,
                given -> {
                    Long value = toLong(given);
                    return value == null || value < minimum || value > maximum
                            ? null
                            : Integer.valueOf(value.intValue());
                });
    }

    /// Returns a number option in `[minimum, maximum]`; `NaN` is refused.
    public static MetricOption<Double> number(String name, double minimum, double maximum) {
        return of(
                name,
                "a number from " + minimum + " to " + maximum,
                given -> {
                    Double value = toDouble(given);
                    return value != null && value >= minimum && value <= maximum ? value : null;
                });
    }

    /// Returns a number option in `[minimum, maximum]` or `NaN`.
    public static MetricOption<Double> numberOrNaN(String name, double minimum, double maximum) {
        return of(
                name,
                "a number from " + minimum + " to " + maximum + ", or NaN",
                given -> {
                    Double value = toDouble(given);
                    return value != null
                                    && (value.isNaN() || (value >= minimum && value <= maximum))
                            ? value
                            : null;
                });
    }

    /// Returns a `true`/`false` option.
    public static MetricOption<Boolean> flag(String name) {
        return of(
                name,
                "true or false",
                given ->
                        switch (given.toString().toLowerCase(Locale.ROOT)) {
                            case "true" -> Boolean.TRUE;
                            case "false" -> Boolean.FALSE;
                            default -> null;
                        });
    }

    /// Returns an option whose value is one constant of an enum; text is matched in any case,
    /// `-` standing for `_`.
    public static <E extends Enum<E>> MetricOption<E> choice(String name, Class<E> type) {
        E[] constants = type.getEnumConstants();
        String expected =
                Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
        return of(
                name,
                constants.length == 1 ? expected : "one of " + expected,
                given ->
                        Arrays.stream(constants)
                                .filter(constant ->
                                        constant.name()
                                                .equalsIgnoreCase(text(given).replace('-', '_')))
                                .findFirst()
                                .orElse(null));
    }

    /// Returns an option whose value is a set of integers, ascending and unmodifiable. A single
    /// integer, a collection, an `int[]` or `long[]`, and the text `0+255` are accepted; the empty
    /// text is the empty set.
    public static MetricOption<Set<Long>> integers(String name) {
        return of(name, "integers joined by +, for example 0+255", MetricOption::toLongs);
    }

    /// Returns this option with a default, which makes it optional.
    public MetricOption<T> orElse(T value) {
        return new MetricOption<>(name, expected, converter, value, false, summary);
    }

    /// Returns this option without a default: it must be given.
    public MetricOption<T> required() {
        return new MetricOption<>(name, expected, converter, null, true, summary);
    }

    /// Returns this option with a line that says what it does.
    public MetricOption<T> summary(String text) {
        return new MetricOption<>(name, expected, converter, defaultValue, required, text);
    }

    /// Returns the name.
    public String name() {
        return name;
    }

    /// Returns what a right value looks like, for example `an integer from 1 to 65536`.
    public String expected() {
        return expected;
    }

    /// Returns the default, if there is one.
    public Optional<T> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /// Returns whether the option must be given.
    public boolean isRequired() {
        return required;
    }

    /// Returns one line that says what the option does.
    public String summary() {
        return summary;
    }

    /// Returns `given` as a value of this option.
    ///
    /// @throws MetricOptionException if it does not fit
    public T convert(Object given) {
        T value = null;
        try {
            value = converter.apply(given);
        } catch (MetricOptionException alreadyNamed) {
            throw alreadyNamed;
        } catch (IllegalArgumentException doesNotFit) {
            // said below in the words of the option
        }
        if (value == null) {
            throw new MetricOptionException(name, expected, describe(given));
        }
        return value;
    }

    @Override
    public String toString() {
        return name + ": " + expected;
    }

    private static String describe(Object given) {
        return given instanceof CharSequence ? "\"" + given + "\"" : text(given);
    }

    private static String text(Object given) {
        return given instanceof Enum<?> constant ? constant.name() : given.toString();
    }

    private static @Nullable Long toLong(@Nullable Object given) {
        return switch (given) {
            case null -> null;
            case Long value -> value;
            case Integer value -> Long.valueOf(value);
            case Short value -> Long.valueOf(value);
            case Byte value -> Long.valueOf(value);
            case CharSequence value -> Long.valueOf(value.toString().strip());
            default -> null;
        };
    }

    private static @Nullable Double toDouble(Object given) {
        return switch (given) {
            case Double value -> value;
            case Float value -> Double.valueOf(value.toString());
            case CharSequence value -> Double.valueOf(value.toString().strip());
            default -> {
                Long value = toLong(given);
                yield value == null ? null : Double.valueOf(value);
            }
        };
    }

    private static @Nullable Set<Long> toLongs(Object given) {
        Collection<?> parts =
                switch (given) {
                    case Collection<?> values -> values;
                    case int[] values -> Arrays.stream(values).boxed().toList();
                    case long[] values -> Arrays.stream(values).boxed().toList();
                    case CharSequence value when value.toString().isBlank() -> Set.of();
                    case CharSequence value -> Arrays.asList(value.toString().split("\\+", -1));
                    default -> Set.of(given);
                };
        Set<Long> numbers = new TreeSet<>();
        for (Object part : parts) {
            Long number = toLong(part);
            if (number == null) {
                return null;
            }
            numbers.add(number);
        }
        return Collections.unmodifiableSet(numbers);
    }
}
