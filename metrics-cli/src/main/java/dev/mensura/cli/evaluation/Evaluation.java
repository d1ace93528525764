package dev.mensura.cli.evaluation;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricCollection;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricResults;
import dev.mensura.api.PerClass;
import dev.mensura.cli.classes.ClassColors;
import dev.mensura.cli.image.ImagePair;
import dev.mensura.cli.image.UnreadableImageException;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.NormalizedConfusionMatrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What to do with pairs of images: which labels count, what the classes are called, what is read out.
///
/// ```java
/// Report report =
///         Evaluation.of(scoring, List.of("sky", "road"), reportMetrics)
///                 .withScoresPerImage()
///                 .run(pairs, 4, () -> {});
/// ```
///
/// All metrics are members of one collection, of which the confusion matrix is the first: those whose
/// counts follow from it are read out of it. Each thread decodes one pair at a time and counts it
/// into a collection of its own; these are merged at the end. Counts are exact, so the report is the
/// same bit for bit for any number of threads; no more than one pair of images per thread is in
/// memory.
public final class Evaluation {
    /// Begins the names of the report's own members; no alias has it.
    private static final String OWN = ":";

    private final Scoring scoring;
    private final List<String> names;
    private final ReportMetrics standard;
    private final ClassColors colors;
    private final Map<String, MetricDefinition<SegmentationSample, ?, ?>> further;
    private final boolean perImage;
    private final Timing timing;

    private Evaluation(
            Scoring scoring,
            List<String> names,
            ReportMetrics standard,
            ClassColors colors,
            Map<String, MetricDefinition<SegmentationSample, ?, ?>> further,
            boolean perImage,
            Timing timing) {
        this.scoring = scoring;
        this.names = List.copyOf(names);
        this.standard = standard;
        this.colors = colors;
        this.further = Collections.unmodifiableMap(new LinkedHashMap<>(further));
        this.perImage = perImage;
        this.timing = timing;
    }

    /// Returns an evaluation without further metrics and scores per image.
    ///
    /// @param names one name per class id
    /// @param metrics what is read out, under the same scoring
    /// @throws IllegalArgumentException if there are not exactly as many names as classes
    public static Evaluation of(Scoring scoring, List<String> names, ReportMetrics metrics) {
        int numClasses = scoring.rule().numClasses();
        if (names.size() != numClasses) {
            throw new IllegalArgumentException(
                    "names has " + names.size() + " entries, expected " + numClasses);
        }
        return new Evaluation(
                scoring, names, metrics, ClassColors.none(), Map.of(), false, new Timing());
    }

    /// Returns this evaluation with labels for the colours of RGB images.
    public Evaluation withColors(ClassColors byColor) {
        return new Evaluation(scoring, names, standard, byColor, further, perImage, timing);
    }

    /// Returns this evaluation with further metrics, by alias and in this order.
    ///
    /// @param byAlias aliases do not begin with `:`
    public Evaluation withMetrics(Map<String, MetricDefinition<SegmentationSample, ?, ?>> byAlias) {
        return new Evaluation(scoring, names, standard, colors, byAlias, perImage, timing);
    }

    /// Returns this evaluation with the scores of every image.
    public Evaluation withScoresPerImage() {
        return new Evaluation(scoring, names, standard, colors, further, true, timing);
    }

    /// Returns this evaluation, adding the time that it takes to `sum`.
    public Evaluation withTiming(Timing sum) {
        return new Evaluation(scoring, names, standard, colors, further, perImage, sum);
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
        Sum sum = new Sum();
        new Workers(pairs, counter(), () -> new PairReader(colors), imageDone, sum).count(threads);
        return report(sum.total());
    }

    /// Returns what `done` and all pairs give together; `done`, if there is such, is used up.
    ///
    /// @param pairs none of which is in `done`; otherwise as for [#run]
    /// @param saving what to do with what was counted while the evaluation runs, and before it ends
    ///     because of a pair
    /// @throws EvaluationException as [#run] does
    /// @throws dev.mensura.cli.image.UnreadableImageException as [#run] does
    public Counts count(
            Optional<Counts> done,
            List<ImagePair> pairs,
            int threads,
            Runnable imageDone,
            Saving saving) {
        Sum sum = new Sum(done, saving);
        try {
            new Workers(pairs, counter(), () -> new PairReader(colors), imageDone, sum)
                    .count(threads);
        } catch (EvaluationException | UnreadableImageException bad) {
            sum.save();
            throw bad;
        }
        return sum.total();
    }

    /// Returns counts of no image.
    public Counts nothing() {
        return counter().get();
    }

    private Supplier<Counts> counter() {
        MetricCollection<SegmentationSample> metrics = collection();
        return () -> new Counts(metrics.newMetric(), this);
    }

    /// Returns all metrics.
    MetricCollection<SegmentationSample> collection() {
        MetricCollection.Builder<SegmentationSample> metrics = MetricCollection.builder();
        standard.all().forEach(each -> metrics.add(OWN + each.descriptor().name(), each));
        further.forEach(metrics::add);
        return metrics.build();
    }

    Timing timing() {
        return timing;
    }

    boolean wantsScoresPerImage() {
        return perImage;
    }

    /// Returns the scores of one image.
    ///
    /// @param alone what was counted of it alone
    ImageScores imageScores(String file, MetricResults alone) {
        return ImageScores.of(file, standard, List.copyOf(further.keySet()), alone);
    }

    /// Returns the report on what was counted by this evaluation.
    public Report report(Counts counts) {
        MetricResults results = counts.results();
        Map<String, MetricResult> byAlias = new LinkedHashMap<>();
        further.keySet().forEach(alias -> byAlias.put(alias, results.get(alias)));
        return new Report(
                scoring,
                counts.pixels(),
                results.get(standard.iou()).evidence(),
                classes(results),
                standard.summary(results),
                results.get(standard.matrix()),
                byAlias,
                counts.images());
    }

    private List<ClassScores> classes(MetricResults results) {
        NormalizedConfusionMatrix.Result matrix = results.get(standard.matrix());
        Evidence evidence = results.get(standard.iou()).evidence();
        long[] supports = evidence.supports();
        PerClass iou = results.get(standard.iou()).perClass();
        PerClass dice = results.get(standard.dice()).perClass();
        PerClass precision = results.get(standard.precision()).perClass();
        PerClass recall = results.get(standard.recall()).perClass();
        List<ClassScores> classes = new ArrayList<>();
        for (int id = 0; id < supports.length; id++) {
            long intersection = matrix.count(id, id);
            long predicted = predicted(matrix, id);
            classes.add(
                    new ClassScores(
                            id,
                            names.get(id),
                            !scoring.rule().isScored(id),
                            scoring.excludedClasses().contains(id),
                            Collections.binarySearch(evidence.absentClasses(), id) >= 0,
                            Collections.binarySearch(evidence.validClasses(), id) >= 0,
                            iou.get(id),
                            dice.get(id),
                            precision.get(id),
                            recall.get(id),
                            intersection,
                            supports[id] + (predicted - intersection),
                            predicted,
                            supports[id]));
        }
        return classes;
    }

    private static long predicted(NormalizedConfusionMatrix.Result matrix, int id) {
        long predicted = matrix.outsideTargets(id);
        for (int target = 0; target < matrix.size(); target++) {
            predicted += matrix.count(target, id);
        }
        return predicted;
    }
}
