package dev.mensura.testkit;

import java.util.concurrent.CountDownLatch;

/// Holds whoever comes through until it is opened.
final class Gate {
    private final CountDownLatch reached;
    private final CountDownLatch opened = new CountDownLatch(1);

    /// @param expected how many [#awaitReached] waits for
    Gate(int expected) {
        this.reached = new CountDownLatch(expected);
    }

    void pass() {
        reached.countDown();
        await(opened);
    }

    void awaitReached() {
        await(reached);
    }

    void open() {
        opened.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at a gate", interrupted);
        }
    }
}
