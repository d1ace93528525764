package dev.mensura.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Measures works against each other, in one JVM: all are warmed up in turns, then every round takes
/// one sample of each, those of a group one after the other, so that what disturbs the machine disturbs
/// all alike. Time is that of the thread on the processor; of the samples the median counts.
///
/// @param samples rounds
/// @param sampleNanos how long a sample repeats its work, at least
/// @param pathNanos how long the works of one path are warmed up, together
/// @param workNanos how long each work is warmed up, at least
record Sampling(int samples, long sampleNanos, long pathNanos, long workNanos) {
    private static final long MILLI = 1_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// What `./mensura bench` uses.
    static final Sampling STANDARD = new Sampling(9, 25 * MILLI, 2500 * MILLI, 500 * MILLI);

    /// How long a work is warmed up at a time.
    private static final long TURN = 20 * MILLI;

    /// Measures groups of works. A work may be in several groups and is sampled for each.
    List<Measurement> measure(List<List<Work>> groups) {
        List<Work> distinct = groups.stream().flatMap(List::stream).distinct().toList();
        Map<Work, Integer> repetitions = warmUp(distinct);
        List<Map<Work, double[]>> nanos = new ArrayList<>();
        for (List<Work> group : groups) {
            nanos.add(
                    group.stream()
                            .collect(Collectors.toMap(work -> work, work -> new double[samples])));
        }
        for (int round = 0; round < samples; round++) {
            for (int i = 0; i < groups.size(); i++) {
                for (Work work : groups.get(i)) {
                    nanos.get(i).get(work)[round] = sample(work, repetitions.get(work));
                }
            }
        }
        return nanos.stream().map(Measurement::new).toList();
    }

    /// Warms all works up and returns how often each must be repeated to fill a sample.
    private Map<Work, Integer> warmUp(List<Work> works) {
        Map<String, Long> perPath =
                works.stream().collect(Collectors.groupingBy(Work::path, Collectors.counting()));
        Map<Work, Long> left = new LinkedHashMap<>();
        for (Work work : works) {
            left.put(work, Math.max(workNanos, pathNanos / perPath.get(work.path())));
        }
        Map<Work, Integer> repetitions = new LinkedHashMap<>();
        while (!left.isEmpty()) {
            for (Work work : List.copyOf(left.keySet())) {
                Runnable body = work.bodies().get();
                long runs = 0;
                long elapsed = 0;
                long start = now();
                while (elapsed < TURN) {
                    body.run();
                    runs++;
                    elapsed = now() - start;
                }
                repetitions.put(work, Math.max(1, (int) (runs * sampleNanos / elapsed)));
                left.compute(work, (same, nanos) -> remaining(nanos, start));
            }
            left.values().removeIf(nanos -> nanos <= 0);
        }
        return repetitions;
    }

    private static long remaining(Long nanos, long start) {
        return nanos - (now() - start);
    }

    private static double sample(Work work, int repetitions) {
        Runnable body = work.bodies().get();
        body.run();
        long start = now();
        for (int i = 0; i < repetitions; i++) {
            body.run();
        }
        return (double) (now() - start) / repetitions;
    }

    private static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /// Returns one line about how time is taken.
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "thread CPU time, median of %d samples of %d ms or more in turns, after a warm-up"
                        + " of %.1f s per code path, %.1f s per row",
                samples,
                sampleNanos / MILLI,
                pathNanos / 1e9,
                workNanos / 1e9);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
