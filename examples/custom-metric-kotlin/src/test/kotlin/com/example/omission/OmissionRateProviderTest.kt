package com.example.omission

import dev.mensura.api.MetricOptions
import dev.mensura.core.input.LabelMap
import dev.mensura.core.input.SegmentationSample
import dev.mensura.testkit.MetricProviderContract

class OmissionRateProviderTest : MetricProviderContract() {
    override fun provider() = OmissionRateProvider()

    override fun validOptions(): MetricOptions =
        MetricOptions.none().with("numClasses", 3).with("ignoreLabels", "255")

    override fun sample() =
        SegmentationSample(LabelMap.uint8(byteArrayOf(0, 1)), LabelMap.uint8(byteArrayOf(2, 1)))
}
