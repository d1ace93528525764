package dev.mensura.cli.evaluation;

import dev.mensura.core.ClassCounts;
import dev.mensura.core.SegmentationFormulas;

/// The counts and ratios of one class; a ratio 0/0 is `NaN`.
///
/// @param id the class id
/// @param name the name in the classes file, else the id
/// @param scored false for an ignored label inside the range: ratios `NaN`, counts as they are
/// @param iou intersection over union
/// @param dice Dice coefficient
/// @param precision share of the predicted pixels that are right
/// @param recall share of the target pixels that were found
/// @param intersection pixels of this class in target and prediction
/// @param union pixels of this class in target or prediction
/// @param predicted pixels of this class in the prediction
/// @param support pixels of this class in the target
public record ClassScores(
        int id,
        String name,
        boolean scored,
        double iou,
        double dice,
        double precision,
        double recall,
        long intersection,
        long union,
        long predicted,
        long support) {

    static ClassScores of(int id, String name, boolean scored, ClassCounts counts) {
        return new ClassScores(
                id,
                name,
                scored,
                scored ? SegmentationFormulas.iou(counts, id) : Double.NaN,
                scored ? SegmentationFormulas.dice(counts, id) : Double.NaN,
                scored ? SegmentationFormulas.precision(counts, id) : Double.NaN,
                scored ? SegmentationFormulas.recall(counts, id) : Double.NaN,
                counts.intersection(id),
                counts.union(id),
                counts.prediction(id),
                counts.target(id));
    }
}
