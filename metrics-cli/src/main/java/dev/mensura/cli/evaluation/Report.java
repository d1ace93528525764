package dev.mensura.cli.evaluation;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricResult;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.LabelRule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Everything that was found out about a set of images; depends on their content alone, not on
/// threads, kernel or time.
///
/// @param images pairs of images read
/// @param ignoredPixels pixels left out because their target is ignored
/// @param pixels all pixels read: counted ones and ignored ones
/// @param classes one entry per class id, ascending
/// @param summary the averages
/// @param matrix counts `[target][prediction]`
/// @param metrics results of further metrics by alias, in the order asked for
/// @param perImage one entry per image in path order; empty unless asked for
public record Report(
        long images,
        long pixels,
        long ignoredPixels,
        List<ClassScores> classes,
        Summary summary,
        ConfusionMatrix matrix,
        Map<String, MetricResult> metrics,
        List<ImageScores> perImage) {

    /// Copies the collections.
    public Report {
        classes = List.copyOf(classes);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        perImage = List.copyOf(perImage);
    }

    /// Returns the report of what was counted.
    ///
    /// @param rule the rule under which the matrix was counted
    /// @param names one name per class id
    static Report of(
            LabelRule rule,
            List<String> names,
            ConfusionMatrix matrix,
            Map<String, MetricResult> metrics,
            List<ImageScores> perImage) {
        List<ClassScores> classes =
                IntStream.range(0, rule.numClasses())
                        .mapToObj(
                                id -> ClassScores.of(id, names.get(id), rule.isScored(id), matrix))
                        .toList();
        Evidence seen = matrix.evidence(rule::isScored);
        return new Report(
                seen.samples(),
                Math.addExact(seen.elements(), seen.ignored()),
                seen.ignored(),
                classes,
                Summary.of(classes, matrix),
                matrix,
                metrics,
                perImage);
    }
}
