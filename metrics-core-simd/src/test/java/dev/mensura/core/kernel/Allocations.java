package dev.mensura.core.kernel;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// Watches what a thread allocates.
final class Allocations {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();
    private static final int CALLS = 20;

    private Allocations() {}

    /// Returns the fewest bytes that some calls in a row allocate, as soon as that is 0. Vectors are
    /// objects until their loop is compiled, so calls go on for a while before this gives up.
    static long steadyBytes(Runnable call) {
        long fewest = Long.MAX_VALUE;
        long begin = System.nanoTime();
        while (fewest > 0 && System.nanoTime() - begin < PATIENCE) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return fewest;
    }
}
