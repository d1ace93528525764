package dev.mensura.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/// Feeds and reads something shared from many threads and says what it got wrong.
final class ManyWriters {
    /// What is shared; each method is called by many threads at once.
    interface Shared {
        void update(Integer sample);

        void updateAll(List<Integer> samples);

        void forward(Integer sample);

        TiedCounts.Result compute();
    }

    enum Fault {
        /// A read held a part of a sample.
        TORN_SAMPLE,
        /// A read held a part of a batch.
        TORN_BATCH,
        /// A thread saw less than it had seen before.
        BACKWARDS,
        /// A thread did not see what it had counted itself.
        OWN_SAMPLES_MISSING,
        /// A sample, or a batch with one, that is not allowed was taken.
        NOT_REJECTED,
        /// Something else than what was counted is there in the end.
        INEXACT_END
    }

    private static final int WRITERS = 64;
    private static final int READERS = 2;
    private static final int ROUNDS = 25;
    private static final int BATCH = 3;
    private static final Integer REJECTED = -1;

    /// Counts single samples of a writer at its number, and those of its batches after all of them.
    static final TiedCounts COUNTS = new TiedCounts(2 * WRITERS);

    private final Shared shared;
    private final Set<Fault> faults = Collections.synchronizedSet(EnumSet.noneOf(Fault.class));

    private ManyWriters(Shared shared) {
        this.shared = shared;
    }

    /// Returns everything that went wrong in one run.
    static Set<Fault> faultsOf(Shared shared) throws InterruptedException, ExecutionException {
        ManyWriters run = new ManyWriters(shared);
        run.play();
        return EnumSet.copyOf(run.faults.isEmpty() ? EnumSet.noneOf(Fault.class) : run.faults);
    }

    private void play() throws InterruptedException, ExecutionException {
        AtomicBoolean written = new AtomicBoolean();
        // readers that never wait have threads of their own, or they would keep all carriers busy
        try (ExecutorService reading =
                        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory());
                ExecutorService writing = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(reading.submit(() -> read(written)));
            }
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(writing.submit(() -> write(writer)));
            }
            try {
                for (Future<?> writer : writers) {
                    writer.get();
                }
            } finally {
                written.set(true);
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        TiedCounts.Result end = shared.compute();
        for (int writer = 0; writer < WRITERS; writer++) {
            check(end.once().get(writer) == 2 * ROUNDS, Fault.INEXACT_END);
            check(end.once().get(WRITERS + writer) == BATCH * ROUNDS, Fault.INEXACT_END);
        }
        check(end.isWhole(), Fault.INEXACT_END);
    }

    private void write(int writer) {
        List<Integer> batch = Collections.nCopies(BATCH, WRITERS + writer);
        TiedCounts.Result before = shared.compute();
        for (int round = 1; round <= ROUNDS; round++) {
            shared.update(writer);
            rejected(() -> shared.update(REJECTED));
            shared.updateAll(batch);
            rejected(() -> shared.updateAll(List.of(writer, REJECTED)));
            shared.forward(writer);
            rejected(() -> shared.forward(REJECTED));
            TiedCounts.Result seen = shared.compute();
            checkRead(before, seen);
            check(seen.once().get(writer) == 2 * round, Fault.OWN_SAMPLES_MISSING);
            check(seen.once().get(WRITERS + writer) == BATCH * round, Fault.OWN_SAMPLES_MISSING);
            before = seen;
        }
    }

    private void read(AtomicBoolean written) {
        TiedCounts.Result before = shared.compute();
        while (!written.get()) {
            TiedCounts.Result seen = shared.compute();
            checkRead(before, seen);
            before = seen;
        }
    }

    private void checkRead(TiedCounts.Result before, TiedCounts.Result seen) {
        check(seen.isWhole(), Fault.TORN_SAMPLE);
        for (int number = 0; number < COUNTS.size(); number++) {
            long count = seen.once().get(number);
            check(count >= before.once().get(number), Fault.BACKWARDS);
            check(number < WRITERS || count % BATCH == 0, Fault.TORN_BATCH);
        }
    }

    private void rejected(Runnable action) {
        try {
            action.run();
            faults.add(Fault.NOT_REJECTED);
        } catch (IllegalArgumentException expected) {
            // it is to be rejected, and what is there in the end shows that it left no trace
        }
    }

    private void check(boolean truth, Fault otherwise) {
        if (!truth) {
            faults.add(otherwise);
        }
    }
}
