package com.example.omission;

import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.api.OptionSchema;
import dev.mensura.core.LabelRule;

import java.util.Set;

/// Offers [OmissionRate] by name.
public final class OmissionRateProvider implements MetricProvider {
    private static final MetricOption<Integer> NUM_CLASSES =
            MetricOption.integer("numClasses", 2, LabelRule.MAX_CLASSES)
                    .required()
                    .summary("number of classes, background included");
    private static final MetricOption<Set<Long>> IGNORE_LABELS =
            MetricOption.integers("ignoreLabels")
                    .orElse(Set.of())
                    .summary("target labels that are left out");

    @Override
    public MetricDescriptor descriptor() {
        return OmissionRate.DESCRIPTOR;
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(NUM_CLASSES, IGNORE_LABELS);
    }

    @Override
    public MetricDefinition<?, ?, ?> create(MetricOptions options) {
        return OmissionRate.of(options.get(NUM_CLASSES), options.get(IGNORE_LABELS));
    }
}
