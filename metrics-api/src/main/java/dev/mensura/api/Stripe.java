package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Semaphore;

/// A state of a [ConcurrentMetric] that one writer at a time counts into, and a link to the stripes
/// that were there before it.
///
/// A semaphore, unlike a lock, keeps out its own holder too: a sample whose reading updates the metric
/// goes to another stripe.
final class Stripe<A> {
    private final A state;
    private final @Nullable Stripe<A> older;
    private final Semaphore permit = new Semaphore(0);
    private boolean closed;

    /// Makes a stripe that the caller may count into until it calls [#release].
    Stripe(A state, @Nullable Stripe<A> older) {
        this.state = state;
        this.older = older;
    }

    A state() {
        return state;
    }

    @Nullable Stripe<A> older() {
        return older;
    }

    /// Returns whether the caller may count into this stripe until it calls [#release]; never waits.
    boolean tryAcquire() {
        if (!permit.tryAcquire()) {
            return false;
        }
        if (closed) {
            permit.release();
            return false;
        }
        return true;
    }

    void release() {
        permit.release();
    }

    /// Waits until nobody counts into this stripe, and lets nobody in again.
    void close() {
        permit.acquireUninterruptibly();
        closed = true;
        permit.release();
    }
}
