package dev.mensura.cli.evaluation;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// What the threads of an evaluation spend their time on, added up over all of them.
public final class Timing {
    private final LongAdder decoding = new LongAdder();
    private final LongAdder counting = new LongAdder();

    /// Returns no time spent.
    public Timing() {}

    /// Adds the time that one pair of images took.
    ///
    /// @param begun when it was begun to be read, a reading of [System#nanoTime]
    /// @param read when both images were read
    void add(long begun, long read) {
        decoding.add(read - begun);
        counting.add(System.nanoTime() - read);
    }

    /// Returns the time that images were read and decoded.
    public Duration decoding() {
        return Duration.ofNanos(decoding.sum());
    }

    /// Returns the time that decoded images were counted.
    public Duration counting() {
        return Duration.ofNanos(counting.sum());
    }
}
