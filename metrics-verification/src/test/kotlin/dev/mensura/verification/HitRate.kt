package dev.mensura.verification

import dev.mensura.api.CountState
import dev.mensura.api.CountTally
import dev.mensura.api.Evidence
import dev.mensura.api.MetricDefinition
import dev.mensura.api.MetricDescriptor
import dev.mensura.api.MetricOption
import dev.mensura.api.MetricOptions
import dev.mensura.api.MetricProvider
import dev.mensura.api.MetricResult
import dev.mensura.api.OptionSchema

/**
 * The share of items that are 1 among those that are 0 or 1; `NaN` when there is none.
 *
 * @property ignored an item that does not count
 */
data class HitRate(val ignored: Int) : MetricDefinition<IntArray, CountState, HitRate.Result> {

    /** What is counted: hits, misses, ignored items, and samples without a counted item. */
    data class Items(val ignored: Int) : CountTally<IntArray> {
        override fun fingerprint() = "hit_rate_items{ignored=$ignored}"

        override fun size() = 4

        override fun count(sample: IntArray): LongArray {
            sample.forEachIndexed { index, item ->
                require(item == ignored || item == 0 || item == 1) {
                    "sample[$index] is $item, expected 0, 1 or $ignored"
                }
            }
            val left = sample.count { it == ignored }.toLong()
            val hits = sample.count { it == 1 && it != ignored }.toLong()
            val counted = sample.size - left
            return longArrayOf(hits, counted - hits, left, if (counted == 0L) 1 else 0)
        }
    }

    data class Result(val hits: Long, val misses: Long, private val evidence: Evidence) :
        MetricResult {
        override fun value() = hits / (hits + misses).toDouble()

        override fun evidence() = evidence
    }

    override fun tally() = Items(ignored)

    override fun evaluate(state: CountState) =
        Result(
            hits = state[0],
            misses = state[1],
            evidence =
                Evidence.builder()
                    .apply {
                        samples(state.samples())
                        elements(state[0] + state[1])
                        ignored(state[2])
                        emptySamples(state[3])
                    }
                    .build(),
        )

    override fun descriptor() = DESCRIPTOR

    override fun fingerprint() = "hit_rate{ignored=$ignored}"

    class Provider : MetricProvider {
        override fun descriptor() = DESCRIPTOR

        override fun options(): OptionSchema = OptionSchema.of(IGNORED)

        override fun create(options: MetricOptions) = HitRate(options[IGNORED])
    }

    private companion object {
        val DESCRIPTOR: MetricDescriptor =
            MetricDescriptor.builder("hit_rate", IntArray::class.java, Result::class.java)
                .summary("share of items that are 1")
                .range(0.0, 1.0)
                .build()
        val IGNORED: MetricOption<Int> =
            MetricOption.integer("ignored", -1, 255).orElse(-1).summary("an item that is left out")
    }
}
