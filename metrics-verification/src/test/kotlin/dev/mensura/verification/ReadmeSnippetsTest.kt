package dev.mensura.verification

import dev.mensura.core.input.LabelMap
import dev.mensura.core.input.SegmentationSample
import dev.mensura.segmentation.MeanIoU
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** The Kotlin code of the README, word for word: ReadmeTest compares them. */
class ReadmeSnippetsTest {
    private val printed = mutableListOf<String>()

    private fun println(line: String) {
        printed += line
    }

    @Test
    fun `score images`() {
        val meanIoU = MeanIoU.builder(3).apply { ignoreLabels(255) }.build()
        val metric = meanIoU.newMetric()
        val target = LabelMap.uint8(byteArrayOf(0, 0, 1, 1, 2, 2), 2, 3)
        val prediction = LabelMap.uint8(byteArrayOf(0, 1, 1, 1, 2, 2), 2, 3)
        val ofThisBatch = metric(SegmentationSample(prediction, target)).value()
        val perClass = metric.compute().perClass()
        println("$ofThisBatch ${perClass[1]}")
        // prints: 0.7222222222222222 0.6666666666666666
        assertThat(printed).containsExactly("0.7222222222222222 0.6666666666666666")
    }
}
