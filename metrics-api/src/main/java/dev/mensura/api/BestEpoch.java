package dev.mensura.api;

/// The epoch of a [MetricTracker] with the best number.
///
/// @param epoch which one, from 0
/// @param value the number by which it is the best
/// @param result the whole result of that epoch
/// @param <R> the result
public record BestEpoch<R extends MetricResult>(int epoch, double value, R result) {}
