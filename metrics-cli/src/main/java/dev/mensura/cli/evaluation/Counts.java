package dev.mensura.cli.evaluation;

import dev.mensura.api.MetricCollection;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricResult;
import dev.mensura.cli.classes.ClassColors;
import dev.mensura.cli.image.ImagePair;
import dev.mensura.cli.image.PngLabels;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.ConfusionTally;
import dev.mensura.core.input.SegmentationSample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one thread has counted so far.
final class Counts {
    private final ConfusionTally tally;
    private final ClassColors colors;
    private final boolean perImage;
    private final ConfusionMatrix matrix;
    private final Optional<MetricCollection<SegmentationSample>> metrics;
    private final SortedMap<Integer, ImageScores> images = new TreeMap<>();

    /// Returns counts of nothing.
    Counts(
            ConfusionTally tally,
            ClassColors colors,
            Map<String, MetricDefinition<SegmentationSample, ?, ?>> metrics,
            boolean perImage) {
        this.tally = tally;
        this.colors = colors;
        this.perImage = perImage;
        this.matrix = tally.newState();
        this.metrics = metrics.isEmpty() ? Optional.empty() : Optional.of(collection(metrics));
    }

    private static MetricCollection<SegmentationSample> collection(
            Map<String, MetricDefinition<SegmentationSample, ?, ?>> metrics) {
        MetricCollection.Builder<SegmentationSample> builder = MetricCollection.builder();
        metrics.forEach(builder::add);
        return builder.build();
    }

    /// Reads and adds one pair. After an error these counts are of no use any more.
    ///
    /// @param index the place of the pair in the list of all
    void add(int index, ImagePair pair) {
        var prediction = PngLabels.read(pair.prediction(), colors);
        var target = PngLabels.read(pair.target(), colors);
        try {
            add(index, pair.name(), new SegmentationSample(prediction, target));
        } catch (IllegalArgumentException rejected) {
            throw new EvaluationException(pair, rejected);
        }
    }

    private void add(int index, String name, SegmentationSample sample) {
        if (perImage) {
            ConfusionMatrix alone = tally.newState();
            tally.accumulate(alone, sample);
            matrix.mergeFrom(alone);
            images.put(index, ImageScores.of(name, tally.rule(), alone));
        } else {
            tally.accumulate(matrix, sample);
        }
        metrics.ifPresent(collection -> collection.update(sample));
    }

    /// Adds what another thread has counted.
    void mergeFrom(Counts other) {
        matrix.mergeFrom(other.matrix);
        metrics.ifPresent(mine -> other.metrics.ifPresent(mine::merge));
        images.putAll(other.images);
    }

    /// Returns what was counted, read out.
    Report report(List<String> names) {
        Map<String, MetricResult> results =
                metrics.map(collection -> collection.compute().asMap()).orElse(Map.of());
        return Report.of(tally.rule(), names, matrix, results, List.copyOf(images.values()));
    }
}
