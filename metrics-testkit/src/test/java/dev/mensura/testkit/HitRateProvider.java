package dev.mensura.testkit;

import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.api.OptionSchema;

import java.util.List;

/// Offers [HitRate] by name.
public class HitRateProvider implements MetricProvider {
    static final MetricOption<Integer> IGNORE_LABEL =
            MetricOption.integer("ignoreLabel", 2, 255).orElse(255).summary("label left out");
    static final MetricOption<Double> UNDEFINED =
            MetricOption.numberOrNaN("undefined", 0, 1).orElse(Double.NaN).summary("0/0");

    /// For ServiceLoader.
    public HitRateProvider() {}

    @Override
    public MetricDescriptor descriptor() {
        return HitRate.DESCRIPTOR;
    }

    @Override
    public List<String> aliases() {
        return List.of("hits");
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(IGNORE_LABEL, UNDEFINED);
    }

    @Override
    public MetricDefinition<?, ?, ?> create(MetricOptions options) {
        return HitRate.ignoring(options.get(IGNORE_LABEL)).orElse(options.get(UNDEFINED));
    }
}
