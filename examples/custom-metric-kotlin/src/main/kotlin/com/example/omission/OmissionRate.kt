package com.example.omission

import dev.mensura.api.Evidence
import dev.mensura.api.MetricDefinition
import dev.mensura.api.MetricDescriptor
import dev.mensura.api.MetricResult
import dev.mensura.core.ConfusionMatrix
import dev.mensura.core.ConfusionTally
import dev.mensura.core.LabelRule
import dev.mensura.core.input.SegmentationSample

/**
 * The share of the pixels of objects that are predicted as class 0, the background: what was missed
 * altogether, whichever object it is. It is read out of the counts that mean IoU uses.
 */
data class OmissionRate(private val tally: ConfusionTally) :
    MetricDefinition<SegmentationSample, ConfusionMatrix, OmissionRate.Result> {

    /** For classes 0 to `numClasses - 1`, of which 0 is the background. */
    constructor(numClasses: Int, ignoreLabels: Set<Long> = emptySet()) :
        this(ConfusionTally.of(LabelRule.multiclass(numClasses).ignoreLabels(ignoreLabels).build()))

    /** Omitted over all pixels of objects; `NaN` without any. */
    data class Result(private val value: Double, private val evidence: Evidence) : MetricResult {
        override fun value() = value

        override fun evidence() = evidence
    }

    override fun tally() = tally

    override fun evaluate(state: ConfusionMatrix): Result {
        val objects = 1..<state.numClasses()
        val omitted = objects.sumOf { state[it, 0] }
        val all = objects.sumOf { state.target(it) }
        return Result(
            if (all == 0L) Double.NaN else omitted.toDouble() / all,
            state.evidence { tally.rule().isScored(it) },
        )
    }

    override fun descriptor() = DESCRIPTOR

    override fun fingerprint() = "omission_rate{${tally.fingerprint()}}"

    internal companion object {
        val DESCRIPTOR: MetricDescriptor =
            MetricDescriptor.builder("omission_rate", SegmentationSample::class.java, Result::class.java)
                .summary("share of the pixels of objects that are taken for background")
                .range(0.0, 1.0)
                .lowerIsBetter()
                .build()
    }
}
