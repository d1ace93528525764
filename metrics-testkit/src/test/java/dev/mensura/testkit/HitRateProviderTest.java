package dev.mensura.testkit;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;

/// The example of [MetricProviderContract].
class HitRateProviderTest extends MetricProviderContract {
    @Override
    protected MetricProvider provider() {
        return new HitRateProvider();
    }

    @Override
    protected MetricOptions validOptions() {
        return MetricOptions.none().with("ignoreLabel", 9);
    }

    @Override
    protected Object sample() {
        return new int[] {1, 0, 9};
    }
}
