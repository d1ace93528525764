package dev.mensura.kotlin

import dev.mensura.api.CountState
import dev.mensura.api.CountTally
import dev.mensura.api.Evidence
import dev.mensura.api.MetricDefinition
import dev.mensura.api.MetricResult

/** The mean of numbers that are not negative. */
internal object ItemMean : CountTally<Int>, MetricDefinition<Int, CountState, ItemMean.Result> {
    internal data class Result(private val mean: Double, private val evidence: Evidence) :
        MetricResult {
        override fun value() = mean

        override fun evidence() = evidence
    }

    override fun fingerprint() = "item_mean{}"

    override fun size() = 1

    override fun count(sample: Int): LongArray {
        require(sample >= 0) { "sample is $sample, expected 0 or more" }
        return longArrayOf(sample.toLong())
    }

    override fun tally() = this

    override fun evaluate(state: CountState) =
        Result(
            state[0] / state.samples().toDouble(),
            Evidence.builder().samples(state.samples()).build(),
        )

    override fun descriptor() = metricDescriptor<Int, Result>("item_mean", lowerIsBetter = true)
}
