package dev.mensura.verification

import dev.mensura.api.MetricCatalog
import dev.mensura.core.input.LabelMap
import dev.mensura.core.input.SegmentationSample
import dev.mensura.kotlin.create
import dev.mensura.kotlin.minus
import dev.mensura.kotlin.score
import dev.mensura.kotlin.times
import dev.mensura.segmentation.MeanIoU
import dev.mensura.segmentation.SegmentationResult
import java.util.Locale
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.runBlocking
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

    @Test
    fun `compute with metrics over a flow`() = runBlocking {
        val catalog = MetricCatalog.load()
        val options = arrayOf("numClasses" to 3, "ignoreLabels" to "255")
        val iou = catalog.create<SegmentationSample, SegmentationResult>("mean_iou", *options)
        val dice = catalog.create<SegmentationSample, SegmentationResult>("dice", *options)
        val gap = 100 * (dice - iou)
        val truth = LabelMap.uint8(byteArrayOf(0, 1, 1))
        val samples = flowOf(LabelMap.int64(longArrayOf(0, 1, 1)), LabelMap.int64(longArrayOf(0, 0, 1)))
        val pairs = samples.map { SegmentationSample(it, truth) }
        println("%.2f".format(Locale.ROOT, pairs.score(gap, parallelism = 4).value()))
        // prints: 12.02
        assertThat(printed).containsExactly("12.02")
        Unit
    }
}
