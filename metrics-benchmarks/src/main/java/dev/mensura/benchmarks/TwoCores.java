package dev.mensura.benchmarks;

import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.ConfusionTally;
import dev.mensura.core.LabelRule;
import dev.mensura.core.input.SegmentationSample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts a stream of images with one thread and with two, each with a state of its own, which are
/// merged at the end.
final class TwoCores {
    static final String NAME = "two cores / one core, stream of 64 images";

    private static final int SAMPLES = 9;
    private static final int WARM_UP = 5;

    /// The stream is counted as often for one sample, some 50 ms.
    private static final int PASSES = 4;

    private final ConfusionTally tally;
    private final List<SegmentationSample> images;

    TwoCores(int classes, List<SegmentationSample> images) {
        this.tally =
                ConfusionTally.of(
                        LabelRule.multiclass(classes).ignoreLabels(Texture.IGNORED).build());
        this.images = images;
    }

    /// Returns by what factor two threads take less time, by the clock.
    double ratio() throws ExecutionException, InterruptedException {
        double[] one = new double[SAMPLES];
        double[] two = new double[SAMPLES];
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int round = -WARM_UP; round < SAMPLES; round++) {
                double alone = nanos(threads, 1);
                double together = nanos(threads, 2);
                if (round >= 0) {
                    one[round] = alone;
                    two[round] = together;
                }
            }
        }
        return Sampling.median(one) / Sampling.median(two);
    }

    private double nanos(ExecutorService threads, int workers)
            throws ExecutionException, InterruptedException {
        long start = System.nanoTime();
        count(threads, workers, PASSES);
        return System.nanoTime() - start;
    }

    /// Counts the stream `passes` times, every image by the worker that is free next.
    ConfusionMatrix count(ExecutorService threads, int workers, int passes)
            throws ExecutionException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Future<ConfusionMatrix>> parts = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            parts.add(threads.submit(() -> countShare(next, passes * images.size())));
        }
        ConfusionMatrix sum = tally.newState();
        for (Future<ConfusionMatrix> part : parts) {
            sum.mergeFrom(part.get());
        }
        return sum;
    }

    private ConfusionMatrix countShare(AtomicInteger next, int end) {
        ConfusionMatrix state = tally.newState();
        for (int i = next.getAndIncrement(); i < end; i = next.getAndIncrement()) {
            tally.accumulate(state, images.get(i % images.size()));
        }
        return state;
    }
}
