package dev.mensura.cli.evaluation;

import java.time.Duration;
import java.util.function.Consumer;

/// What to do with what was counted while an evaluation runs.
///
/// @param interval how often
/// @param save gets everything that was counted of finished images; called by several threads, one at a
///     time. Its exceptions end the evaluation.
public record Saving(Duration interval, Consumer<Counts> save) {}
