package dev.mensura.testkit;

import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;

import java.util.Arrays;
import java.util.List;

/// The samples of [HitRate], for metrics that are made of it.
abstract class HitRateContract<A extends MetricState<A>, R extends MetricResult>
        extends MetricContract<int[], A, R> {
    static final int IGNORED = 9;
    static final HitRate RATE = HitRate.ignoring(IGNORED);

    @Override
    protected List<int[]> goodSamples() {
        return List.of(
                new int[] {1, 0, 1, 1},
                new int[] {0, IGNORED, 0},
                new int[] {IGNORED, IGNORED},
                new int[0]);
    }

    @Override
    protected List<int[]> rejectedSamples() {
        return List.of(new int[] {1, 0, 7});
    }

    @Override
    protected List<int[]> perfectSamples() {
        return List.of(new int[] {1, 1, IGNORED});
    }

    @Override
    protected Object sampleFingerprint(int[] sample) {
        return Arrays.toString(sample);
    }

    @Override
    protected void scribbleOver(int[] sample) {
        Arrays.setAll(sample, i -> sample[i] + 1);
    }

    /// Returns the share of items that are 1.
    static double rate(List<int[]> samples) {
        double hits = 0;
        double counted = 0;
        for (int[] sample : samples) {
            for (int item : sample) {
                hits += item == 1 ? 1 : 0;
                counted += item == IGNORED ? 0 : 1;
            }
        }
        return hits / counted;
    }

    @Override
    protected Expected reference(List<int[]> samples) {
        return Expected.of(rate(samples));
    }
}
