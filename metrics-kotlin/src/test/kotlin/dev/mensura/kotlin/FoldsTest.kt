package dev.mensura.kotlin

import dev.mensura.api.RunningWindow
import dev.mensura.api.SampleRejectedException
import java.util.Random
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.assertThrows

class FoldsTest {
    private val seed = java.lang.Long.getLong("mensura.seed", 1)
    private val random = Random(seed)
    private val samples = List(1000) { random.nextInt(1_000_000) }

    @Test
    fun `a fold equals the metric for any parallelism`() =
        runBlocking<Unit> {
            val expected = ItemMean.newMetric().forwardAll(samples)
            assertThat(expected.value()).isEqualTo(samples.sumOf { it.toLong() } / 1000.0)
            assertThat(samples.score(ItemMean)).isEqualTo(expected)
            assertThat(samples.asSequence().score(ItemMean)).isEqualTo(expected)
            for (parallelism in 1..8) {
                assertThat(samples.asFlow().score(ItemMean, parallelism))
                    .`as`("parallelism %d, seed %d", parallelism, seed)
                    .isEqualTo(expected)
            }
        }

    @Test
    fun `no sample gives the empty result`() =
        runBlocking<Unit> {
            val empty = ItemMean.newMetric().compute()
            assertThat(empty.value()).isNaN()
            assertThat(emptyList<Int>().score(ItemMean)).isEqualTo(empty)
            assertThat(emptyFlow<Int>().runningScores(ItemMean).toList()).isEmpty()
            for (parallelism in 1..8) {
                assertThat(emptyFlow<Int>().score(ItemMean, parallelism)).isEqualTo(empty)
            }
        }

    @Test
    fun `a metric of the last samples is counted in order for any parallelism`() =
        runBlocking<Unit> {
            val last = RunningWindow.of(ItemMean, 10)
            val expected = samples.takeLast(10).score(ItemMean).value()
            for (parallelism in 1..8) {
                assertThat(samples.asFlow().score(last, parallelism).value()).isEqualTo(expected)
            }
        }

    @Test
    fun `a rejected sample stops all and surfaces as itself`() {
        for (parallelism in 1..8) {
            val read = AtomicInteger()
            val endless = flow {
                while (true) {
                    emit(if (read.incrementAndGet() == 500) -1 else 1)
                }
            }
            val refused =
                assertThrows<IllegalArgumentException> {
                    runBlocking { withTimeout(60_000) { endless.score(ItemMean, parallelism) } }
                }
            assertThat(refused).hasMessage("sample is -1, expected 0 or more")
        }
        val named = assertThrows<SampleRejectedException> { listOf(1, -1).score(ItemMean) }
        assertThat(named.index()).isEqualTo(1)
    }

    @Test
    fun `a failing flow surfaces as itself`() {
        for (parallelism in 1..8) {
            val broken = flow {
                emit(1)
                error("disk is gone")
            }
            val failure =
                assertThrows<IllegalStateException> {
                    runBlocking { broken.score(ItemMean, parallelism) }
                }
            assertThat(failure).hasMessage("disk is gone")
        }
    }

    @Test
    @Timeout(60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    fun `a cancelled caller stops an endless flow`() =
        runBlocking<Unit> {
            for (parallelism in 1..8) {
                val counting = CompletableDeferred<Unit>()
                val stopped = CompletableDeferred<Throwable>()
                val endless = generateSequence { 1 }.onEach { counting.complete(Unit) }
                val job =
                    launch(Dispatchers.Default) {
                        try {
                            endless.asFlow().score(ItemMean, parallelism)
                        } catch (expected: CancellationException) {
                            stopped.complete(expected)
                            throw expected
                        }
                    }
                counting.await()
                job.cancelAndJoin()
                assertThat(stopped.isCompleted).`as`("parallelism %d", parallelism).isTrue()
            }
        }

    @Test
    fun `a parallelism of nobody is refused`() {
        val refused =
            assertThrows<IllegalArgumentException> {
                runBlocking { samples.asFlow().score(ItemMean, 0) }
            }
        assertThat(refused).hasMessage("parallelism is 0, expected 1 or more")
    }

    @Test
    fun `running scores are those of all samples so far`() =
        runBlocking<Unit> {
            val running = listOf(4, 0, 2).asFlow().runningScores(ItemMean)
            assertThat(running.toList().map { it.value() }).containsExactly(4.0, 2.0, 2.0)
            assertThat(running.toList().map { it.evidence().samples() }).containsExactly(1, 2, 3)
        }
}
