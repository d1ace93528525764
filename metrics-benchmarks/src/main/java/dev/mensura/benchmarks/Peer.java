package dev.mensura.benchmarks;

/// Another program on the same masks, in the same run.
///
/// @param name what counted
/// @param gpix its speed
/// @param ratio how many times as fast our row of this input, data and size is
record Peer(
        String name,
        String input,
        String data,
        String size,
        int classes,
        double gpix,
        double ratio) {}
