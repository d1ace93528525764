package dev.mensura.cli.evaluation;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricResults;
import dev.mensura.cli.image.ImagePair;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What was counted so far, and of which images.
public final class Counts {
    private final Metric<SegmentationSample, MetricResults> metrics;
    private final Evaluation evaluation;
    private final SortedSet<String> names = new TreeSet<>();
    private final SortedMap<String, ImageScores> images = new TreeMap<>();
    private long pixels;

    /// Returns counts of nothing.
    ///
    /// @param metrics what to count into
    Counts(Metric<SegmentationSample, MetricResults> metrics, Evaluation evaluation) {
        this.metrics = metrics;
        this.evaluation = evaluation;
    }

    /// Reads and adds one pair.
    ///
    /// @throws EvaluationException if it is rejected; these counts are then as they were
    /// @throws dev.mensura.cli.image.UnreadableImageException if a file is no label map; these counts
    ///     are then as they were, while after anything else they are of no use any more
    void add(ImagePair pair, PairReader reader) {
        long begun = System.nanoTime();
        LabelMap prediction = reader.prediction(pair);
        LabelMap target = reader.target(pair);
        long read = System.nanoTime();
        try {
            add(pair.name(), new SegmentationSample(prediction, target));
        } catch (IllegalArgumentException rejected) {
            throw new EvaluationException(pair, rejected);
        }
        pixels = Math.addExact(pixels, target.shape().size());
        names.add(pair.name());
        evaluation.timing().add(begun, read);
    }

    private void add(String name, SegmentationSample sample) {
        if (evaluation.wantsScoresPerImage()) {
            images.put(name, evaluation.imageScores(name, metrics.forward(sample)));
        } else {
            metrics.update(sample);
        }
    }

    /// Adds what was counted of other images by the same evaluation.
    public void mergeFrom(Counts other) {
        metrics.merge(other.metrics);
        names.addAll(other.names);
        images.putAll(other.images);
        pixels = Math.addExact(pixels, other.pixels);
    }

    /// Returns the names of the images that were counted.
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(names);
    }

    /// Writes everything that was counted.
    public void writeTo(DataOutput out) throws IOException {
        SavedValues.writeAll(out, names, SavedValues::writeText);
        SavedValues.writeAll(out, images.values(), SavedScores::write);
        out.writeLong(pixels);
        SavedValues.writeBytes(out, metrics.save());
    }

    /// Adds to counts of nothing what [#writeTo] wrote of the same evaluation.
    ///
    /// @throws IOException if the content is no such thing
    /// @throws dev.mensura.api.StateFormatException if it is of other metrics
    public void readFrom(DataInputStream input) throws IOException {
        names.addAll(SavedValues.readAll(input, SavedValues::readText));
        for (ImageScores scores : SavedValues.readAll(input, SavedScores::read)) {
            images.put(scores.file(), scores);
        }
        pixels = input.readLong();
        metrics.load(SavedValues.readBytes(input));
        int scored = evaluation.wantsScoresPerImage() ? names.size() : 0;
        if (pixels < 0 || metrics.samples() != names.size() || images.size() != scored) {
            throw new IOException(
                    "it names %d images, counts %d, scores %d and has %d pixels"
                            .formatted(names.size(), metrics.samples(), images.size(), pixels));
        }
    }

    /// Returns everything that was counted, read out.
    MetricResults results() {
        return metrics.compute();
    }

    /// Returns the scores per image in the order of their names.
    List<ImageScores> images() {
        return List.copyOf(images.values());
    }

    /// Returns the number of pixels read, counted or not.
    long pixels() {
        return pixels;
    }
}
