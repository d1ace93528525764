package dev.mensura.kotlin

import dev.mensura.api.MetricCatalog
import dev.mensura.api.MetricDefinition
import dev.mensura.api.MetricOptions
import dev.mensura.api.MetricResult

/**
 * Returns the metric called [name] (or with this alias) over samples [S] with results [R].
 *
 * @throws IllegalArgumentException if there is no such metric, it has other types, or refuses an
 *   option; the message lists what is known
 * @sample dev.mensura.kotlin.lookUp
 */
public inline fun <reified S : Any, reified R : MetricResult> MetricCatalog.create(
    name: String,
    vararg options: Pair<String, Any>,
): MetricDefinition<S, *, R> =
    create(name, S::class.javaObjectType, R::class.java, metricOptions(*options))

/**
 * Returns options with these names and values.
 *
 * @throws IllegalArgumentException if a name is given twice
 */
public fun metricOptions(vararg options: Pair<String, Any>): MetricOptions {
    var all = MetricOptions.none()
    for ((name, value) in options) {
        require(name !in all.names()) { "option $name is given twice, expected once" }
        all = all.with(name, value)
    }
    return all
}
