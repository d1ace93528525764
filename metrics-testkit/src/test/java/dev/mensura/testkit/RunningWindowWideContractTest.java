package dev.mensura.testkit;

import dev.mensura.api.CountState;
import dev.mensura.api.RunningWindow;
import dev.mensura.api.WindowState;

import java.util.Map;

/// A window that holds all samples, so that its value is that of the metric itself.
class RunningWindowWideContractTest
        extends HitRateContract<WindowState<CountState>, HitRate.Result> {
    @Override
    protected RunningWindow<int[], CountState, HitRate.Result> definition() {
        return RunningWindow.of(RATE, Integer.MAX_VALUE);
    }

    @Override
    protected RunningWindow<int[], CountState, HitRate.Result> otherOptions() {
        return RunningWindow.of(HitRate.ignoring(8), Integer.MAX_VALUE);
    }

    @Override
    protected Map<Law, String> optOuts() {
        return Map.of(Law.M3, "the order of the samples is part of the state");
    }
}
