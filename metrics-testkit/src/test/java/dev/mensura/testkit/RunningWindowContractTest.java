package dev.mensura.testkit;

import dev.mensura.api.CountState;
import dev.mensura.api.RunningWindow;
import dev.mensura.api.WindowState;

import java.util.List;
import java.util.Map;

/// A window that forgets most of what the laws feed it.
class RunningWindowContractTest extends HitRateContract<WindowState<CountState>, HitRate.Result> {
    private static final int LAST = 3;

    @Override
    protected RunningWindow<int[], CountState, HitRate.Result> definition() {
        return RunningWindow.of(RATE, LAST);
    }

    @Override
    protected RunningWindow<int[], CountState, HitRate.Result> otherOptions() {
        return RunningWindow.of(RATE, LAST + 1);
    }

    @Override
    protected Expected reference(List<int[]> samples) {
        return Expected.of(
                rate(samples.subList(Math.max(0, samples.size() - LAST), samples.size())));
    }

    @Override
    protected Map<Law, String> optOuts() {
        return Map.of(
                Law.M3, "the last samples depend on what comes last",
                Law.M11, "samples beyond the window are forgotten, see RunningWindowTest");
    }
}
