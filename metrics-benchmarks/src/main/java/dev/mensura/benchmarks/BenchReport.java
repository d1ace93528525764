package dev.mensura.benchmarks;

import java.util.List;

/// What a run found out.
///
/// @param cpu what it ran on
/// @param java the JVM
/// @param method how it was measured
/// @param notes what a reader must know: what was left out, and why
record BenchReport(
        Cpu cpu,
        String java,
        String method,
        List<Row> rows,
        List<Peer> peers,
        List<Comparison> comparisons,
        List<String> notes) {}
