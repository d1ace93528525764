package dev.mensura.cli.evaluation;

import dev.mensura.api.Evidence;
import dev.mensura.api.PerClass;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes and reads the scores of one image, bit for bit.
final class SavedScores {
    private SavedScores() {}

    static void write(DataOutput out, ImageScores scores) throws IOException {
        SavedValues.writeText(out, scores.file());
        out.writeDouble(scores.meanIoU());
        out.writeDouble(scores.pixelAccuracy());
        SavedValues.writeAll(out, scores.iou().stream().boxed().toList(), DataOutput::writeDouble);
        write(out, scores.evidence());
        SavedValues.writeAll(out, scores.metrics().entrySet(), SavedScores::write);
    }

    static ImageScores read(DataInputStream input) throws IOException {
        String file = SavedValues.readText(input);
        double meanIoU = input.readDouble();
        double pixelAccuracy = input.readDouble();
        PerClass iou =
                PerClass.of(
                        SavedValues.readAll(input, DataInputStream::readDouble).stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray());
        Evidence evidence = readEvidence(input);
        Map<String, Double> metrics = new LinkedHashMap<>();
        SavedValues.readAll(input, SavedScores::readMetric)
                .forEach(each -> metrics.put(each.getKey(), each.getValue()));
        return new ImageScores(file, meanIoU, pixelAccuracy, iou, evidence, metrics);
    }

    private static void write(DataOutput out, Map.Entry<String, Double> metric) throws IOException {
        SavedValues.writeText(out, metric.getKey());
        out.writeDouble(metric.getValue());
    }

    private static Map.Entry<String, Double> readMetric(DataInputStream input) throws IOException {
        return Map.entry(SavedValues.readText(input), input.readDouble());
    }

    private static void write(DataOutput out, Evidence evidence) throws IOException {
        out.writeLong(evidence.samples());
        out.writeLong(evidence.emptySamples());
        out.writeLong(evidence.elements());
        out.writeLong(evidence.ignored());
        out.writeLong(evidence.outOfRange());
        SavedValues.writeAll(
                out, Arrays.stream(evidence.supports()).boxed().toList(), DataOutput::writeLong);
        SavedValues.writeAll(out, evidence.validClasses(), DataOutput::writeInt);
        SavedValues.writeAll(out, evidence.absentClasses(), DataOutput::writeInt);
    }

    private static Evidence readEvidence(DataInputStream input) throws IOException {
        Evidence.Builder evidence =
                Evidence.builder()
                        .samples(input.readLong())
                        .emptySamples(input.readLong())
                        .elements(input.readLong())
                        .ignored(input.readLong())
                        .outOfRange(input.readLong());
        List<Long> supports = SavedValues.readAll(input, DataInputStream::readLong);
        return evidence.supports(supports.stream().mapToLong(Long::longValue).toArray())
                .validClasses(readIds(input))
                .absentClasses(readIds(input))
                .build();
    }

    private static int[] readIds(DataInputStream input) throws IOException {
        return SavedValues.readAll(input, DataInputStream::readInt).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
