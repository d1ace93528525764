package dev.mensura.benchmarks;

import java.util.Map;

/// Where the seconds of one process went, seen from outside.
///
/// @param total from before its start until its end
/// @param startUp until its first image
/// @param decode reading and decoding images, per thread
/// @param count counting, per thread
record ProcessTimes(double total, double startUp, double decode, double count) {

    /// Returns the times of a process that tells of itself.
    ///
    /// @param start when it was started, in seconds since 1970
    /// @param end when it had ended
    /// @param told by name: `begin`, when it began to read images, in seconds since 1970; `decode` and `count`,
    ///     in seconds added up over the threads
    static ProcessTimes of(double start, double end, Map<String, Double> told, int threads) {
        return new ProcessTimes(
                end - start,
                told.getOrDefault("begin", Double.NaN) - start,
                told.getOrDefault("decode", Double.NaN) / threads,
                told.getOrDefault("count", Double.NaN) / threads);
    }

    /// Returns the rest: handing out images, waiting for the slowest thread, the report, the end of the process.
    double other() {
        return total - startUp - decode - count;
    }
}
