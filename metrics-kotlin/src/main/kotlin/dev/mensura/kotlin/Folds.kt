package dev.mensura.kotlin

import dev.mensura.api.Metric
import dev.mensura.api.MetricDefinition
import dev.mensura.api.MetricResult
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.launch

/**
 * Returns the value of all samples together; the documented empty result when there is none.
 *
 * @throws dev.mensura.api.SampleRejectedException if a sample is rejected, naming its index
 */
public fun <S : Any, R : MetricResult> Iterable<S>.score(definition: MetricDefinition<S, *, R>): R =
    definition.newMetric().forwardAll(this)

/**
 * Returns the value of all samples together, read once and one by one; the documented empty result
 * when there is none.
 *
 * @throws dev.mensura.api.SampleRejectedException if a sample is rejected, naming its index
 */
public fun <S : Any, R : MetricResult> Sequence<S>.score(definition: MetricDefinition<S, *, R>): R =
    asIterable().score(definition)

/**
 * Returns the value of all samples together, the same bit for bit for any [parallelism]; the
 * documented empty result when there is none.
 *
 * The flow is collected once, in the caller's context. With a [parallelism] of 1, and always where
 * the order of samples matters ([dev.mensura.api.Tally.isOrdered]), the samples are counted there,
 * too, in their order. Otherwise that many coroutines on [Dispatchers.Default] count, each into a
 * metric of its own, and these are merged at the end. A rejected sample, a failing flow or a
 * cancelled caller stops them all before this function returns.
 *
 * @throws IllegalArgumentException if a sample is rejected, or [parallelism] is less than 1
 * @sample dev.mensura.kotlin.fold
 */
public suspend fun <S : Any, R : MetricResult> Flow<S>.score(
    definition: MetricDefinition<S, *, R>,
    parallelism: Int = 1,
): R {
    require(parallelism >= 1) { "parallelism is $parallelism, expected 1 or more" }
    val all = definition.newMetric()
    if (parallelism == 1 || definition.tally().isOrdered) {
        collect {
            currentCoroutineContext().ensureActive()
            all.update(it)
        }
    } else {
        count(definition, parallelism).forEach(all::merge)
    }
    return all.compute()
}

private suspend fun <S : Any, R : MetricResult> Flow<S>.count(
    definition: MetricDefinition<S, *, R>,
    parallelism: Int,
): List<Metric<S, R>> = coroutineScope {
    val samples = Channel<S>(parallelism)
    launch {
        collect { samples.send(it) }
        samples.close()
    }
    val workers =
        List(parallelism) {
            async(Dispatchers.Default) {
                val metric = definition.newMetric()
                for (sample in samples) {
                    metric.update(sample)
                }
                metric
            }
        }
    workers.awaitAll()
}

/**
 * Returns, after each sample, the value of all samples so far; nothing when there is none.
 *
 * Each collector counts anew. A rejected sample fails the flow with its exception. For the value of
 * the last samples alone, take a [dev.mensura.api.RunningWindow].
 *
 * @sample dev.mensura.kotlin.follow
 */
public fun <S : Any, R : MetricResult> Flow<S>.runningScores(
    definition: MetricDefinition<S, *, R>
): Flow<R> = flow {
    val metric = definition.newMetric()
    collect {
        metric.update(it)
        emit(metric.compute())
    }
}
