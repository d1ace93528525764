package dev.mensura.cli.evaluation;

import java.util.Optional;
import java.util.function.Consumer;

/// Adds up what the threads have counted, and saves the sum now and then.
///
/// A thread hands over its counts between two images, so the sum holds whole images only.
final class Sum {
    private final long interval;
    private final Consumer<Counts> save;
    private Optional<Counts> total;
    private long saved = System.nanoTime();

    /// Returns a sum of nothing that is never saved.
    Sum() {
        this.interval = Long.MAX_VALUE;
        this.save = counts -> {};
        this.total = Optional.empty();
    }

    /// Returns a sum that begins with `start`, if there is one, and is saved now and then.
    Sum(Optional<Counts> start, Saving saving) {
        this.interval = saving.interval().toNanos();
        this.save = saving.save();
        this.total = start;
    }

    /// Returns whether it is time to hand over what has been counted since `begun`, a reading of
    /// [System#nanoTime].
    boolean isDue(long begun) {
        return System.nanoTime() - begun >= interval;
    }

    /// Adds counts, which are used up.
    synchronized void add(Counts counts) {
        if (total.isPresent()) {
            total.get().mergeFrom(counts);
        } else {
            total = Optional.of(counts);
        }
        if (isDue(saved)) {
            save();
        }
    }

    /// Saves the sum now.
    synchronized void save() {
        total.ifPresent(save);
        saved = System.nanoTime();
    }

    /// Returns the sum; something must have been added.
    synchronized Counts total() {
        return total.orElseThrow();
    }
}
