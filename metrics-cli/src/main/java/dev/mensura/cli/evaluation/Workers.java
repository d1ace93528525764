package dev.mensura.cli.evaluation;

import dev.mensura.cli.image.ImagePair;
import dev.mensura.cli.image.UnreadableImageException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Shares out pairs of images to threads.
///
/// Pairs are handed out in order. A pair is left out only if one before it has failed, so the
/// failure that comes first in the list is always found, and is the one that is thrown.
///
/// If there are as many threads as processors, the last begins after the first pairs: until these are counted, most of
/// the program is not compiled, and the compiler of the JVM works the sooner with a processor to itself. On two
/// processors, 64 pairs of 2 megapixels take .95 of the time so; `mensura bench --end-to-end` shows it.
final class Workers {
    private static final int BEFORE_ALL = -1;

    /// The pairs after which the last thread begins.
    private static final int FIRST_PAIRS = 4;

    /// How long the last thread waits for them at most: the longer images take, the more of the program is compiled
    /// during the first one.
    private static final long FIRST_MILLIS = 150;

    private final List<ImagePair> pairs;
    private final Supplier<Counts> newCounts;
    private final Supplier<PairReader> newReader;
    private final Runnable imageDone;
    private final Sum sum;
    private final AtomicInteger next = new AtomicInteger();

    /// Has a permit for each pair that is counted, and as many as are waited for when a thread finds no more to do.
    private final Semaphore counted = new Semaphore(0);

    private final ConcurrentNavigableMap<Integer, Throwable> failures =
            new ConcurrentSkipListMap<>();

    /// @param sum takes what was counted
    Workers(
            List<ImagePair> pairs,
            Supplier<Counts> newCounts,
            Supplier<PairReader> newReader,
            Runnable imageDone,
            Sum sum) {
        this.pairs = List.copyOf(pairs);
        this.newCounts = newCounts;
        this.newReader = newReader;
        this.imageDone = imageDone;
        this.sum = sum;
    }

    /// Counts all pairs; to be called once.
    void count(int threads) {
        int workers = Math.max(1, Math.min(threads, pairs.size()));
        try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
            boolean all = workers > 1 && workers >= Runtime.getRuntime().availableProcessors();
            List<Future<?>> shares = new ArrayList<>();
            for (int worker = 1; worker <= workers; worker++) {
                boolean last = all && worker == workers;
                shares.add(executor.submit(() -> work(last)));
            }
            for (Future<?> share : shares) {
                share.get();
            }
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw unchecked(cause == null ? failed : cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while counting", interrupted);
        }
        throwFirstFailure();
    }

    private void work(boolean last) {
        try {
            if (last) {
                awaitFirstPairs();
            }
            countShare();
        } finally {
            counted.release(FIRST_PAIRS);
        }
    }

    private void awaitFirstPairs() {
        try {
            counted.tryAcquire(FIRST_PAIRS, FIRST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void countShare() {
        PairReader reader = newReader.get();
        Counts counts = newCounts();
        long begun = System.nanoTime();
        int index = next.getAndIncrement();
        while (index < pairs.size() && failures.headMap(index).isEmpty()) {
            try {
                counts.add(pairs.get(index), reader);
                imageDone.run();
                counted.release();
                if (sum.isDue(begun)) {
                    sum.add(counts);
                    counts = newCounts();
                    begun = System.nanoTime();
                }
            } catch (EvaluationException | UnreadableImageException bad) {
                failures.put(index, bad);
                break;
            } catch (RuntimeException | Error failure) {
                failures.put(index, failure);
                return;
            }
            index = next.getAndIncrement();
        }
        sum.add(counts);
    }

    /// Returns counts of nothing; if there is no memory for them, no thread begins another pair.
    private Counts newCounts() {
        try {
            return newCounts.get();
        } catch (RuntimeException | Error failure) {
            failures.put(BEFORE_ALL, failure);
            throw failure;
        }
    }

    private void throwFirstFailure() {
        Map.Entry<Integer, Throwable> first = failures.firstEntry();
        if (first != null) {
            throw unchecked(first.getValue());
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException(failure);
    }
}
