package dev.mensura.kotlin

import dev.mensura.api.MetricCatalog
import dev.mensura.api.MetricOptionException
import dev.mensura.api.MetricOptions
import dev.mensura.api.MetricResult
import dev.mensura.core.input.SegmentationSample
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

class LookupTest {
    private val catalog = MetricCatalog.load()

    @Test
    fun `other types than the metric's are refused`() {
        val samples =
            assertThrows<IllegalArgumentException> {
                catalog.create<Int, MetricResult>("mean_iou", "numClasses" to 3)
            }
        assertThat(samples).hasMessageContaining("expected java.lang.Integer")
        val results =
            assertThrows<IllegalArgumentException> {
                catalog.create<SegmentationSample, ItemMean.Result>("mean_iou", "numClasses" to 3)
            }
        assertThat(results).hasMessageContaining("ItemMean")
    }

    @Test
    fun `unknown names and options are refused`() {
        val metric =
            assertThrows<IllegalArgumentException> {
                catalog.create<SegmentationSample, MetricResult>("mean_uoi", "numClasses" to 3)
            }
        assertThat(metric).hasMessageContaining("expected mean_iou?")
        val option =
            assertThrows<MetricOptionException> {
                catalog.create<SegmentationSample, MetricResult>("mean_iou", "numClass" to 3)
            }
        assertThat(option).hasMessageContaining("numClasses")
    }

    @Test
    fun `options have one value each`() {
        assertThat(metricOptions("a" to 1, "b" to listOf(2)))
            .isEqualTo(MetricOptions.none().with("a", 1).with("b", listOf(2)))
        val twice = assertThrows<IllegalArgumentException> { metricOptions("a" to 1, "a" to 2) }
        assertThat(twice).hasMessage("option a is given twice, expected once")
        val members =
            assertThrows<IllegalArgumentException> {
                metricCollection<Int> {
                    add("mean", ItemMean)
                    add("mean", ItemMean)
                }
            }
        assertThat(members).hasMessageContaining("name mean is taken")
    }
}
