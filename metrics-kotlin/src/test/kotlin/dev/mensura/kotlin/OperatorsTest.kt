package dev.mensura.kotlin

import dev.mensura.api.Arithmetic
import dev.mensura.api.MetricDefinition
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

class OperatorsTest {
    private val mean: MetricDefinition<Int, *, *> = ItemMean

    private fun of(metric: Arithmetic<Int>) = listOf(6, 2).score(metric).value()

    @Test
    fun `two metrics`() {
        val double = 2 * mean
        assertThat(of(double + mean)).isEqualTo(12.0)
        assertThat(of(double - mean)).isEqualTo(4.0)
        assertThat(of(double * mean)).isEqualTo(32.0)
        assertThat(of(double / mean)).isEqualTo(2.0)
        assertThat((double - mean).tally().passes()).isEqualTo(1)
    }

    @Test
    fun `a metric and a number`() {
        assertThat(of(mean + 1)).isEqualTo(5.0)
        assertThat(of(mean - 1.5)).isEqualTo(2.5)
        assertThat(of(mean * 3L)).isEqualTo(12.0)
        assertThat(of(mean / 8)).isEqualTo(0.5)
    }

    @Test
    fun `a number and a metric`() {
        assertThat(of(1 + mean)).isEqualTo(5.0)
        assertThat(of(1.5 - mean)).isEqualTo(-2.5)
        assertThat(of(3L * mean)).isEqualTo(12.0)
        assertThat(of(8 / mean)).isEqualTo(2.0)
    }
}
