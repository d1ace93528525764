package dev.mensura.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The options that a metric understands, in the order they are documented.
public final class OptionSchema {
    private final Map<String, MetricOption<?>> options = new LinkedHashMap<>();

    private OptionSchema(MetricOption<?>... options) {
        for (MetricOption<?> option : options) {
            if (this.options.putIfAbsent(option.name(), option) != null) {
                throw new IllegalArgumentException(
                        "options has two named " + option.name() + ", expected one of each name");
            }
        }
    }

    /// Returns a schema of these options.
    ///
    /// @throws IllegalArgumentException if two have the same name
    public static OptionSchema of(MetricOption<?>... options) {
        return new OptionSchema(options);
    }

    /// Returns the options in their documented order.
    public List<MetricOption<?>> options() {
        return List.copyOf(options.values());
    }

    /// Checks that every given option is known and fits, and that every required one is given.
    ///
    /// @throws MetricOptionException for the first that is not so, naming the option, the expected
    ///   and the actual
    public void check(MetricOptions given) {
        for (String name : given.names()) {
            if (!options.containsKey(name)) {
                throw new MetricOptionException(
                        name, Nearest.among(name, options.keySet()), "not known");
            }
        }
        for (MetricOption<?> option : options.values()) {
            if (given.find(option).isEmpty() && option.isRequired()) {
                throw MetricOptionException.missing(option);
            }
        }
    }

    @Override
    public String toString() {
        return options.values().toString();
    }
}
