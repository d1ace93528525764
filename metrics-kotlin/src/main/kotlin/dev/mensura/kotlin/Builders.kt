package dev.mensura.kotlin

import dev.mensura.api.MetricCollection
import dev.mensura.api.MetricDescriptor
import dev.mensura.api.MetricResult

/**
 * Returns a collection of the metrics that [add] adds, in this order.
 *
 * @throws IllegalArgumentException if there is none, or a name is given twice
 * @sample dev.mensura.kotlin.collect
 */
public fun <S : Any> metricCollection(
    add: MetricCollection.Builder<S>.() -> Unit
): MetricCollection<S> = MetricCollection.builder<S>().apply(add).build()

/**
 * Returns the descriptor of a metric over samples [S] with results [R].
 *
 * @param range the least and the largest value; by default any number
 * @param lowerIsBetter whether the least value is the best one
 * @sample dev.mensura.kotlin.describe
 */
public inline fun <reified S : Any, reified R : MetricResult> metricDescriptor(
    name: String,
    summary: String = "",
    range: ClosedFloatingPointRange<Double> = Double.NEGATIVE_INFINITY..Double.POSITIVE_INFINITY,
    lowerIsBetter: Boolean = false,
): MetricDescriptor =
    MetricDescriptor.builder(name, S::class.javaObjectType, R::class.java)
        .apply {
            summary(summary)
            range(range.start, range.endInclusive)
            if (lowerIsBetter) lowerIsBetter()
        }
        .build()
