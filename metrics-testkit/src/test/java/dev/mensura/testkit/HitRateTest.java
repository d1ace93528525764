package dev.mensura.testkit;

import dev.mensura.api.CountState;

import java.util.Arrays;
import java.util.List;

/// The example of [MetricContract].
class HitRateTest extends MetricContract<int[], CountState, HitRate.Result> {
    private static final int IGNORED = 9;

    @Override
    protected HitRate definition() {
        return HitRate.ignoring(IGNORED);
    }

    @Override
    protected HitRate otherOptions() {
        return HitRate.ignoring(8);
    }

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

    @Override
    protected Expected reference(List<int[]> samples) {
        double hits = 0;
        double counted = 0;
        for (int[] sample : samples) {
            for (int item : sample) {
                hits += item == 1 ? 1 : 0;
                counted += item == IGNORED ? 0 : 1;
            }
        }
        return Expected.of(hits / counted);
    }
}
