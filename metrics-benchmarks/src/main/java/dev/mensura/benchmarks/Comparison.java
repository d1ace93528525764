package dev.mensura.benchmarks;

/// A ratio that is not one of the columns.
///
/// @param name what is compared with what
/// @param ratio their ratio
record Comparison(String name, double ratio) {}
