package dev.mensura.cli.evaluation;

import dev.mensura.api.MetricDefinition;
import dev.mensura.cli.classes.ClassColors;
import dev.mensura.cli.image.ImagePair;
import dev.mensura.core.ConfusionTally;
import dev.mensura.core.LabelRule;
import dev.mensura.core.input.SegmentationSample;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What to do with pairs of images: which labels count, what the classes are called, which further
/// metrics are wanted.
///
/// ```java
/// Report report =
///         Evaluation.of(LabelRule.multiclass(2).ignoreLabels(255).build(), List.of("sky", "road"))
///                 .withScoresPerImage()
///                 .run(pairs, 4, () -> {});
/// ```
///
/// Each thread decodes one pair at a time and counts it into states of its own, which are merged at
/// the end. Counts are exact, so the report is the same bit for bit for any number of threads; no
/// more than one pair of images per thread is in memory.
public final class Evaluation {
    private final ConfusionTally tally;
    private final List<String> names;
    private final ClassColors colors;
    private final Map<String, MetricDefinition<SegmentationSample, ?, ?>> metrics;
    private final boolean perImage;

    private Evaluation(
            ConfusionTally tally,
            List<String> names,
            ClassColors colors,
            Map<String, MetricDefinition<SegmentationSample, ?, ?>> metrics,
            boolean perImage) {
        this.tally = tally;
        this.names = List.copyOf(names);
        this.colors = colors;
        this.metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        this.perImage = perImage;
    }

    /// Returns an evaluation without further metrics and scores per image.
    ///
    /// @param rule which labels count
    /// @param names one name per class id
    /// @throws IllegalArgumentException if the rule is not one for a confusion matrix, or if there
    ///     are not exactly as many names as classes
    public static Evaluation of(LabelRule rule, List<String> names) {
        if (names.size() != rule.numClasses()) {
            throw new IllegalArgumentException(
                    "names has " + names.size() + " entries, expected " + rule.numClasses());
        }
        return new Evaluation(ConfusionTally.of(rule), names, ClassColors.none(), Map.of(), false);
    }

    /// Returns this evaluation with labels for the colours of RGB images.
    public Evaluation withColors(ClassColors byColor) {
        return new Evaluation(tally, names, byColor, metrics, perImage);
    }

    /// Returns this evaluation with further metrics, by alias and in this order.
    public Evaluation withMetrics(Map<String, MetricDefinition<SegmentationSample, ?, ?>> byAlias) {
        return new Evaluation(tally, names, colors, byAlias, perImage);
    }

    /// Returns this evaluation with the scores of every image.
    public Evaluation withScoresPerImage() {
        return new Evaluation(tally, names, colors, metrics, true);
    }

    /// Returns the report on all pairs.
    ///
    /// @param pairs in the order in which the report lists images and errors are looked for
    /// @param threads how many to count on, 1 or more
    /// @param imageDone called after each pair, by several threads
    /// @throws EvaluationException if a pair is rejected: the first in the order of the list
    /// @throws dev.mensura.cli.image.UnreadableImageException if a file is no label map, and no pair
    ///     before it failed
    public Report run(List<ImagePair> pairs, int threads, Runnable imageDone) {
        return new Workers(pairs, () -> new Counts(tally, colors, metrics, perImage), imageDone)
                .count(threads)
                .report(names);
    }
}
