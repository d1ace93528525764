package dev.mensura.kotlin

import dev.mensura.api.MetricDescriptor.Direction
import dev.mensura.core.input.LabelMap
import dev.mensura.core.input.SegmentationSample
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.within
import org.junit.jupiter.api.Test

/** The examples of the documentation. */
class SamplesTest {
    @Test
    fun `look up by name`() {
        assertThat(lookUp()).isEqualTo(0.5)
    }

    @Test
    fun `collect several metrics`() {
        val values = collect()
        assertThat(values.keys).containsExactly("iou", "accuracy")
        assertThat(values["iou"]).isEqualTo((1 / 2.0 + 2 / 3.0 + 1) / 3)
        assertThat(values["accuracy"]).isEqualTo(5 / 6.0)
    }

    @Test
    fun `describe a metric`() {
        val descriptor = describe()
        assertThat(descriptor.name()).isEqualTo("boundary_error")
        assertThat(descriptor.summary()).isEqualTo("share of the boundary that is missed")
        assertThat(descriptor.sampleType()).isEqualTo(SegmentationSample::class.java)
        assertThat(descriptor.minimum()).isEqualTo(0.0)
        assertThat(descriptor.maximum()).isEqualTo(1.0)
        assertThat(descriptor.direction()).isEqualTo(Direction.LOWER_IS_BETTER)
        assertThat(metricDescriptor<Int, ItemMean.Result>("any").maximum())
            .isEqualTo(Double.POSITIVE_INFINITY)
    }

    @Test
    fun `fold a flow`() {
        val labels = LabelMap.uint8(byteArrayOf(0, 1, 2))
        val samples = flowOf(SegmentationSample(labels, labels), SegmentationSample(labels, labels))
        assertThat(runBlocking { fold(samples) }).isEqualTo(1.0)
        assertThat(runBlocking { follow(samples) }).containsExactly(1.0, 1.0)
    }

    @Test
    fun `compute with metrics`() {
        val gap = (2 / 3.0 + 4 / 5.0 + 1) / 3 - (1 / 2.0 + 2 / 3.0 + 1) / 3
        assertThat(operators()).isEqualTo(100 * gap, within(1e-12)) // sums in another order
    }
}
