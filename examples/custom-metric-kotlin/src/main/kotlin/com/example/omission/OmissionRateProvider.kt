package com.example.omission

import dev.mensura.api.MetricOption
import dev.mensura.api.MetricOptions
import dev.mensura.api.MetricProvider
import dev.mensura.api.OptionSchema
import dev.mensura.core.LabelRule

/** Offers [OmissionRate] by name. */
class OmissionRateProvider : MetricProvider {
    override fun descriptor() = OmissionRate.DESCRIPTOR

    override fun options(): OptionSchema = OptionSchema.of(NUM_CLASSES, IGNORE_LABELS)

    override fun create(options: MetricOptions) = OmissionRate(options[NUM_CLASSES], options[IGNORE_LABELS])

    private companion object {
        val NUM_CLASSES: MetricOption<Int> =
            MetricOption.integer("numClasses", 2, LabelRule.MAX_CLASSES)
                .required()
                .summary("number of classes, background included")
        val IGNORE_LABELS =
            MetricOption.integers("ignoreLabels").orElse(setOf()).summary("target labels that are left out")
    }
}
