package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The options of a metric by name: immutable, in the order they were given; collections, maps and
/// arrays of `int`, `long`, `float` or `double` are copied.
///
/// Values are of the option's own type (`19`, `true`, an enum constant, a set of labels) or their
/// text (`"19"`, `"true"`, `"MACRO"`, `"0+255"`); [MetricOption] converts and checks them.
///
/// ```java
/// MetricOptions options = MetricOptions.none().with("numClasses", 19).with("ignoreLabels", "255");
/// ```
public final class MetricOptions {
    private static final MetricOptions NONE = new MetricOptions(Map.of());

    private final Map<String, Object> values;

    private MetricOptions(Map<String, Object> values) {
        this.values = values;
    }

    /// Returns no options: every option has its default.
    public static MetricOptions none() {
        return NONE;
    }

    /// Returns these options with `name` set to `value`.
    public MetricOptions with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, frozen(value));
        return new MetricOptions(Collections.unmodifiableMap(more));
    }

    /// Returns a collection, map or array as a copy that nobody changes, anything else as it is.
    private static Object frozen(Object value) {
        return switch (value) {
            case Set<?> set -> Collections.unmodifiableSet(new LinkedHashSet<>(set));
            case Collection<?> list -> Collections.unmodifiableList(new ArrayList<>(list));
            case Map<?, ?> map -> Collections.unmodifiableMap(new LinkedHashMap<>(map));
            case int[] numbers -> Arrays.stream(numbers).boxed().toList();
            case long[] numbers -> Arrays.stream(numbers).boxed().toList();
            case double[] numbers -> Arrays.stream(numbers).boxed().toList();
            case float[] numbers ->
                    IntStream.range(0, numbers.length).mapToObj(i -> numbers[i]).toList();
            default -> value;
        };
    }

    /// Returns the names that were given, in that order.
    public Set<String> names() {
        return values.keySet();
    }

    /// Returns the value of `option`: what was given, converted and checked, else its default.
    ///
    /// @throws MetricOptionException if the given value does not fit, or none was given and there
    ///   is no default
    public <T> T get(MetricOption<T> option) {
        return find(option).orElseThrow(() -> MetricOptionException.missing(option));
    }

    /// Returns the value of `option`: what was given, converted and checked, else its default, else
    /// nothing.
    ///
    /// @throws MetricOptionException if the given value does not fit
    public <T> Optional<T> find(MetricOption<T> option) {
        Object given = values.get(option.name());
        return given == null ? option.defaultValue() : Optional.of(option.convert(given));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MetricOptions that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /// Returns the options as `{name=value, name=value}`.
    @Override
    public String toString() {
        return values.toString();
    }
}
