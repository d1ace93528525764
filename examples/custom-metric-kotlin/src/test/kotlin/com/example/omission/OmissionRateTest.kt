package com.example.omission

import dev.mensura.core.ConfusionMatrix
import dev.mensura.core.input.LabelMap
import dev.mensura.core.input.SegmentationSample
import dev.mensura.testkit.Expected
import dev.mensura.testkit.MetricContract
import java.lang.foreign.ValueLayout

private const val VOID = 255

class OmissionRateTest : MetricContract<SegmentationSample, ConfusionMatrix, OmissionRate.Result>() {
    override fun definition() = OmissionRate(3, setOf(255L))

    override fun otherOptions() = OmissionRate(3)

    override fun goodSamples() =
        listOf(
            sample(labels(0, 0, 1, 2), labels(0, 1, 2, 2)),
            sample(labels(0, 0, 2), labels(1, VOID, 0)),
            sample(labels(1, 9), labels(VOID, VOID)),
            sample(labels(0, 0), labels(1, 2)),
            sample(labels(), labels()),
        )

    override fun rejectedSamples() =
        listOf(sample(labels(1, 3), labels(1, 1)), sample(labels(1, 2), labels(1, 3)))

    override fun perfectSamples() = listOf(sample(labels(0, 1, 2), labels(0, 1, 2)))

    override fun sampleFingerprint(sample: SegmentationSample): Any =
        listOf(all(sample.prediction()), all(sample.target()))

    override fun scribbleOver(sample: SegmentationSample) {
        val segment = (sample.prediction() as LabelMap).segment()
        for (at in 0..<segment.byteSize()) {
            val label = segment.get(ValueLayout.JAVA_BYTE, at)
            segment.set(ValueLayout.JAVA_BYTE, at, (label + 1).toByte())
        }
    }

    override fun reference(samples: List<SegmentationSample>): Expected {
        val pairs = samples.flatMap { all(it.target()).zip(all(it.prediction())) }
        val objects = pairs.filter { (target, _) -> target == 1L || target == 2L }
        val omitted = objects.count { (_, prediction) -> prediction == 0L }
        return Expected.of(omitted.toDouble() / objects.size)
    }

    private fun all(map: Any): List<Long> {
        val labels = map as LabelMap
        return (0..<labels.segment().byteSize()).map { labels[it] }
    }

    private fun sample(prediction: LabelMap, target: LabelMap) = SegmentationSample(prediction, target)

    private fun labels(vararg values: Int) = LabelMap.uint8(ByteArray(values.size) { values[it].toByte() })
}
