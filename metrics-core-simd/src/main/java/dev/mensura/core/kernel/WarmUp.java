package dev.mensura.core.kernel;

/// Decides who counts a block while the JVM has not compiled the vector loops yet.
///
/// Interpreted, they take a hundred times as long as the scalar specification, and a second of work
/// goes by until they are compiled: a job of a hundred images would be over by then. So the
/// specification counts the first [#SCALAR_ELEMENTS], then the vector loops are tried on single
/// blocks, for a limited share of the time, and take over for good when they are the faster ones.
/// Whoever counts, the counts are the same.
///
/// Shared by all counters of a JVM. Once it is over, asking costs one read.
final class WarmUp {
    /// What is counted before anything is tried: more than a hundred big images, which take about as
    /// long as the warm-up will. A shorter job never pays for what it would not use.
    static final long SCALAR_ELEMENTS = 256L << 20;

    /// Tries may take this share of the time that the specification took.
    private static final double TRIES = 0.5;

    /// Tries before a decision: less than that is compiled in no JVM.
    private static final int LEAST_TRIES = 64;

    /// How much of an average the last block is.
    private static final double LAST = 1.0 / 16;

    private volatile boolean over;
    private long elements;
    private long scalarNanos;
    private long vectorNanos;
    private double scalarPace;
    private double vectorPace;
    private int tries;

    /// Makes a warm-up that is over, or that is still to come.
    WarmUp(boolean over) {
        this.over = over;
    }

    /// Returns whether the vector loops count all from now on.
    boolean isOver() {
        return over;
    }

    /// Returns whether the vector loops are to be tried on the next block.
    synchronized boolean tries() {
        return elements >= SCALAR_ELEMENTS && vectorNanos <= scalarNanos * TRIES;
    }

    /// Takes note of how long a block took.
    synchronized void took(boolean vector, int count, long nanos) {
        elements += count;
        double pace = (double) nanos / count;
        if (vector) {
            vectorNanos += nanos;
            vectorPace = tries == 0 ? pace : vectorPace + (pace - vectorPace) * LAST;
            tries++;
            over = tries >= LEAST_TRIES && vectorPace < scalarPace;
        } else {
            scalarNanos += nanos;
            scalarPace = scalarPace == 0 ? pace : scalarPace + (pace - scalarPace) * LAST;
        }
    }
}
