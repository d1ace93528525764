package dev.mensura.benchmarks;

/// Something whose time is measured.
///
/// @param path which code runs: works of the same path warm each other up
/// @param body does the work once
record Work(String path, Runnable body) {}
