package dev.mensura.benchmarks;

import java.util.function.Supplier;

/// Something whose time is measured.
///
/// @param path which code runs: works of the same path warm each other up
/// @param bodies makes what does the work once, anew for each sample: how fast a state counts depends on
///     where its memory lies
record Work(String path, Supplier<Runnable> bodies) {
    /// Returns a work that has the same body for all samples.
    static Work of(String path, Runnable body) {
        return new Work(path, () -> body);
    }
}
