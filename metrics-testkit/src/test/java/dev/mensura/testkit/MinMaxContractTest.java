package dev.mensura.testkit;

import dev.mensura.api.CountState;
import dev.mensura.api.MinMax;
import dev.mensura.api.MinMaxResult;
import dev.mensura.api.MinMaxState;

class MinMaxContractTest
        extends HitRateContract<MinMaxState<CountState>, MinMaxResult<HitRate.Result>> {
    @Override
    protected MinMax<int[], CountState, HitRate.Result> definition() {
        return MinMax.of(RATE);
    }

    @Override
    protected MinMax<int[], CountState, HitRate.Result> otherOptions() {
        return MinMax.of(RATE.orElse(0.5));
    }
}
