package dev.mensura.cli.evaluation;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricResults;
import dev.mensura.cli.image.ImagePair;
import dev.mensura.cli.image.LabelImages;
import dev.mensura.core.input.SegmentationSample;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one thread has counted so far.
final class Counts {
    private final Metric<SegmentationSample, MetricResults> metrics;
    private final Evaluation evaluation;
    private final SortedMap<Integer, ImageScores> images = new TreeMap<>();
    private long pixels;

    /// Returns counts of nothing.
    ///
    /// @param metrics what to count into
    Counts(Metric<SegmentationSample, MetricResults> metrics, Evaluation evaluation) {
        this.metrics = metrics;
        this.evaluation = evaluation;
    }

    /// Reads and adds one pair. After an error these counts are of no use any more.
    ///
    /// @param index the place of the pair in the list of all
    void add(int index, ImagePair pair) {
        var prediction = LabelImages.read(pair.prediction(), evaluation.colors());
        var target = LabelImages.read(pair.target(), evaluation.colors());
        try {
            add(index, pair.name(), new SegmentationSample(prediction, target));
        } catch (IllegalArgumentException rejected) {
            throw new EvaluationException(pair, rejected);
        }
        pixels = Math.addExact(pixels, target.shape().size());
    }

    private void add(int index, String name, SegmentationSample sample) {
        if (evaluation.wantsScoresPerImage()) {
            images.put(index, evaluation.imageScores(name, metrics.forward(sample)));
        } else {
            metrics.update(sample);
        }
    }

    /// Adds what another thread has counted.
    void mergeFrom(Counts other) {
        metrics.merge(other.metrics);
        images.putAll(other.images);
        pixels = Math.addExact(pixels, other.pixels);
    }

    /// Returns everything that was counted, read out.
    MetricResults results() {
        return metrics.compute();
    }

    /// Returns the scores per image in the order of the list.
    List<ImageScores> images() {
        return List.copyOf(images.values());
    }

    /// Returns the number of pixels read, counted or not.
    long pixels() {
        return pixels;
    }
}
