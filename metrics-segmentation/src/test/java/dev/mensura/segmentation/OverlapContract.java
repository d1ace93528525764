package dev.mensura.segmentation;

import dev.mensura.core.OverlapState;
import dev.mensura.segmentation.Reference.Image;
import dev.mensura.testkit.Expected;

import java.util.List;

/// The hooks of the contract tests of overlap metrics.
abstract class OverlapContract extends SegmentationContract<OverlapState, SegmentationResult> {

    /// Returns how the metric under test reads out.
    abstract Reading reading();

    @Override
    Expected expected(List<Image> images) {
        return Expected.of(reading().value(images)).withPerClass(reading().perClass(images));
    }

    @Override
    int[] valid(List<Image> images) {
        return reading().valid(images);
    }

    /// The sums over images are exact in the metric and rounded at each step in the reference: some
    /// dozens of additions of numbers up to 1, each off by at most 2^-53 of a sum up to 2^7, divided
    /// by their number.
    @Override
    protected double tolerance() {
        return reading().aggregation() == Aggregation.DATASET ? 0 : 1e-14;
    }
}
