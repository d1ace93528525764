package dev.mensura.cli.evaluation;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricResult;
import dev.mensura.segmentation.NormalizedConfusionMatrix;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Everything that was found out about a set of images; depends on their content alone, not on
/// threads, kernel or time.
///
/// @param scoring what was asked for
/// @param pixels all pixels read, whether they were counted or not
/// @param evidence what was counted, ignored, out of range and absent, and what entered the mean IoU
/// @param classes one entry per class id, ascending
/// @param summary the averages
/// @param matrix counts `[target][prediction]`
/// @param metrics results of further metrics by alias, in the order asked for
/// @param perImage one entry per image in path order; empty unless asked for
public record Report(
        Scoring scoring,
        long pixels,
        Evidence evidence,
        List<ClassScores> classes,
        Summary summary,
        NormalizedConfusionMatrix.Result matrix,
        Map<String, MetricResult> metrics,
        List<ImageScores> perImage) {

    /// Copies the collections.
    public Report {
        classes = List.copyOf(classes);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        perImage = List.copyOf(perImage);
    }
}
