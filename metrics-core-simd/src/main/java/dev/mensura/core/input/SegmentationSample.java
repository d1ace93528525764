package dev.mensura.core.input;

import java.util.ArrayList;
import java.util.List;

/// One image, volume or vector: what the model said and what is true.
///
/// ```java
/// SegmentationSample sample =
///         new SegmentationSample(LabelMap.uint8(predicted, 2, 2), LabelMap.uint8(truth, 2, 2));
/// List<SegmentationSample> batch =
///         SegmentationSample.batch(
///                 LabelMap.batch(LabelType.INT64, predictions, 8, 512, 512),
///                 LabelMap.batch(LabelType.UINT8, targets, 8, 512, 512));
/// ```
///
/// Which pair means what for which task is written at `dev.mensura.core.LabelRule`.
///
/// @param prediction what the model said
/// @param target what is true
public record SegmentationSample(Prediction prediction, Target target) {

    /// Pairs a prediction with its target.
    ///
    /// @throws IllegalArgumentException if their spatial shapes differ (nothing is broadcast), or if
    ///     the prediction has a validity, which only targets have
    public SegmentationSample {
        Shape predicted = prediction.spatialShape();
        Shape truth = target.spatialShape();
        if (!predicted.equals(truth)) {
            throw new IllegalArgumentException(
                    "prediction has shape " + predicted + ", target has " + truth);
        }
        if (prediction instanceof BitMask mask && mask.validity() != null) {
            throw new IllegalArgumentException(
                    "prediction is "
                            + mask
                            + ", expected bits alone: the validity of the target says what is"
                            + " ignored");
        }
    }

    /// Returns one sample per image of a batch.
    ///
    /// @throws IllegalArgumentException if there are not as many predictions as targets, or if the
    ///     shapes of a pair differ, naming its index
    public static List<SegmentationSample> batch(
            List<? extends Prediction> predictions, List<? extends Target> targets) {
        if (predictions.size() != targets.size()) {
            throw new IllegalArgumentException(
                    "predictions has "
                            + predictions.size()
                            + " images, targets has "
                            + targets.size());
        }
        List<SegmentationSample> samples = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            try {
                samples.add(new SegmentationSample(predictions.get(i), targets.get(i)));
            } catch (IllegalArgumentException mismatch) {
                throw new IllegalArgumentException(
                        "image " + i + ": " + mismatch.getMessage(), mismatch);
            }
        }
        return List.copyOf(samples);
    }
}
