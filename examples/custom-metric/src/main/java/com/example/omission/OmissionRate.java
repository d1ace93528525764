package com.example.omission;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricResult;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.ConfusionTally;
import dev.mensura.core.LabelRule;
import dev.mensura.core.input.SegmentationSample;

import java.util.Set;

/// The share of the pixels of objects that are predicted as class 0, the background: what was
/// missed altogether, whichever object it is. It is read out of the counts that mean IoU uses.
///
/// Of four pixels of target `[0, 1, 2, 2]` and prediction `[0, 0, 1, 2]` three show objects, and one
/// of them is missed: 1/3.
public record OmissionRate(ConfusionTally tally)
        implements MetricDefinition<SegmentationSample, ConfusionMatrix, OmissionRate.Result> {

    static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder("omission_rate", SegmentationSample.class, Result.class)
                    .summary("share of the pixels of objects that are taken for background")
                    .range(0, 1)
                    .lowerIsBetter()
                    .build();

    /// Omitted over all pixels of objects; `NaN` without any.
    public record Result(double value, Evidence evidence) implements MetricResult {}

    /// Returns the metric for classes 0 to `numClasses - 1`, of which 0 is the background.
    public static OmissionRate of(int numClasses, Set<Long> ignoreLabels) {
        return new OmissionRate(
                ConfusionTally.of(
                        LabelRule.multiclass(numClasses).ignoreLabels(ignoreLabels).build()));
    }

    @Override
    public Result evaluate(ConfusionMatrix counts) {
        long omitted = 0;
        long objects = 0;
        for (int target = 1; target < counts.numClasses(); target++) {
            omitted += counts.get(target, 0);
            objects += counts.target(target);
        }
        return new Result(
                objects == 0 ? Double.NaN : (double) omitted / objects,
                counts.evidence(tally.rule()::isScored));
    }

    @Override
    public MetricDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public String fingerprint() {
        return "omission_rate{" + tally.fingerprint() + "}";
    }
}
