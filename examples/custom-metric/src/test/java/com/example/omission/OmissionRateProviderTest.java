package com.example.omission;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.testkit.MetricProviderContract;

class OmissionRateProviderTest extends MetricProviderContract {
    @Override
    protected MetricProvider provider() {
        return new OmissionRateProvider();
    }

    @Override
    protected MetricOptions validOptions() {
        return MetricOptions.none().with("numClasses", 3).with("ignoreLabels", "255");
    }

    @Override
    protected Object sample() {
        return new SegmentationSample(
                LabelMap.uint8(new byte[] {0, 1}), LabelMap.uint8(new byte[] {2, 1}));
    }
}
