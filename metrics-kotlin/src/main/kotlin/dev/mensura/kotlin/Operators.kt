package dev.mensura.kotlin

import dev.mensura.api.Arithmetic
import dev.mensura.api.Arithmetic.Operator
import dev.mensura.api.MetricDefinition

/**
 * Returns the metric whose result is the sum of both results, counted in one pass.
 *
 * @sample dev.mensura.kotlin.operators
 */
public operator fun <S : Any> MetricDefinition<S, *, *>.plus(
    other: MetricDefinition<S, *, *>
): Arithmetic<S> = Arithmetic.of(this, Operator.PLUS, other)

/** Returns the metric whose result is this result less the other, counted in one pass. */
public operator fun <S : Any> MetricDefinition<S, *, *>.minus(
    other: MetricDefinition<S, *, *>
): Arithmetic<S> = Arithmetic.of(this, Operator.MINUS, other)

/** Returns the metric whose result is the product of both results, counted in one pass. */
public operator fun <S : Any> MetricDefinition<S, *, *>.times(
    other: MetricDefinition<S, *, *>
): Arithmetic<S> = Arithmetic.of(this, Operator.TIMES, other)

/**
 * Returns the metric whose result is this result divided by the other, counted in one pass; `NaN`
 * for `0 / 0`.
 */
public operator fun <S : Any> MetricDefinition<S, *, *>.div(
    other: MetricDefinition<S, *, *>
): Arithmetic<S> = Arithmetic.of(this, Operator.DIV, other)

/** Returns the metric whose result is this result plus [number]. */
public operator fun <S : Any> MetricDefinition<S, *, *>.plus(number: Number): Arithmetic<S> =
    Arithmetic.of(this, Operator.PLUS, number.toDouble())

/** Returns the metric whose result is this result less [number]. */
public operator fun <S : Any> MetricDefinition<S, *, *>.minus(number: Number): Arithmetic<S> =
    Arithmetic.of(this, Operator.MINUS, number.toDouble())

/** Returns the metric whose result is this result times [number]. */
public operator fun <S : Any> MetricDefinition<S, *, *>.times(number: Number): Arithmetic<S> =
    Arithmetic.of(this, Operator.TIMES, number.toDouble())

/** Returns the metric whose result is this result divided by [number]. */
public operator fun <S : Any> MetricDefinition<S, *, *>.div(number: Number): Arithmetic<S> =
    Arithmetic.of(this, Operator.DIV, number.toDouble())

/** Returns the metric whose result is this number plus the result of [metric]. */
public operator fun <S : Any> Number.plus(metric: MetricDefinition<S, *, *>): Arithmetic<S> =
    Arithmetic.of(toDouble(), Operator.PLUS, metric)

/** Returns the metric whose result is this number less the result of [metric]. */
public operator fun <S : Any> Number.minus(metric: MetricDefinition<S, *, *>): Arithmetic<S> =
    Arithmetic.of(toDouble(), Operator.MINUS, metric)

/** Returns the metric whose result is this number times the result of [metric]. */
public operator fun <S : Any> Number.times(metric: MetricDefinition<S, *, *>): Arithmetic<S> =
    Arithmetic.of(toDouble(), Operator.TIMES, metric)

/** Returns the metric whose result is this number divided by the result of [metric]. */
public operator fun <S : Any> Number.div(metric: MetricDefinition<S, *, *>): Arithmetic<S> =
    Arithmetic.of(toDouble(), Operator.DIV, metric)
