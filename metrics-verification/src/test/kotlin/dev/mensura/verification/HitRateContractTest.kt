package dev.mensura.verification

import dev.mensura.api.CountState
import dev.mensura.api.MetricOptions
import dev.mensura.testkit.Expected
import dev.mensura.testkit.MetricContract
import dev.mensura.testkit.MetricProviderContract

/** A metric written in Kotlin keeps the laws M1 to M16. */
class HitRateContractTest : MetricContract<IntArray, CountState, HitRate.Result>() {
    override fun definition() = HitRate(ignored = 9)

    override fun otherOptions() = HitRate(ignored = 8)

    override fun goodSamples() =
        listOf(intArrayOf(1, 0, 1, 1), intArrayOf(0, 9, 0), intArrayOf(9, 9), intArrayOf())

    override fun rejectedSamples() = listOf(intArrayOf(1, 0, 7))

    override fun perfectSamples() = listOf(intArrayOf(1, 1, 9))

    override fun sampleFingerprint(sample: IntArray) = sample.toList()

    override fun scribbleOver(sample: IntArray) = sample.indices.forEach { sample[it]++ }

    override fun reference(samples: List<IntArray>): Expected {
        var hits = 0.0
        var counted = 0.0
        for (item in samples.flatMap { it.toList() }) {
            if (item == 1) hits++
            if (item != 9) counted++
        }
        return Expected.of(hits / counted)
    }
}

/** A provider written in Kotlin keeps the laws P1 to P5. */
class HitRateProviderContractTest : MetricProviderContract() {
    override fun provider() = HitRate.Provider()

    override fun validOptions(): MetricOptions = MetricOptions.none().with("ignored", 9)

    override fun sample() = intArrayOf(1, 0, 9)
}
