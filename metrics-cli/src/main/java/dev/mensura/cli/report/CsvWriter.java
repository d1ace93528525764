package dev.mensura.cli.report;

import de.siegmar.fastcsv.writer.CsvWriter.CsvWriterBuilder;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricResult;
import dev.mensura.cli.evaluation.ClassScores;
import dev.mensura.cli.evaluation.ImageScores;
import dev.mensura.cli.evaluation.Report;
import dev.mensura.cli.evaluation.Summary;
import dev.mensura.segmentation.NormalizedConfusionMatrix;
import dev.mensura.segmentation.NormalizedConfusionMatrix.Normalization;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Writes a report as one table in the CSV of RFC 4180, with the heading `section,id,name,measure,value`:
/// one number per line, so that it can be filtered and pivoted. The README of this module lists the
/// sections.
///
/// ```text
/// section,id,name,measure,value
/// evidence,,,images,6
/// class,0,road,iou,0.9139476496876054
/// metric,,fg,value,NaN
/// ```
///
/// Ratios have the full precision of a double; an undefined one is `NaN`. There is neither time nor
/// kernel in it: equal data give equal bytes.
public final class CsvWriter implements ReportWriter {
    private static final String NONE = "";

    /// Returns a writer.
    public CsvWriter() {}

    @Override
    public void write(Report report, RunInfo run, OutputStream out) throws IOException {
        CsvWriterBuilder format = de.siegmar.fastcsv.writer.CsvWriter.builder();
        try {
            var csv = format.build(out, StandardCharsets.UTF_8);
            Lines lines = csv::writeRecord;
            lines.add("section", "id", "name", "measure", "value");
            lines.add("run", NONE, NONE, "version", run.version());
            addScoring(lines, report);
            addEvidence(lines, report);
            report.classes().forEach(scores -> addClass(lines, scores));
            addSummary(lines, report.summary());
            addMatrix(lines, report);
            report.metrics().forEach((alias, result) -> addMetric(lines, alias, result));
            report.perImage().forEach(image -> addImage(lines, image));
            csv.flush();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    /// Takes the fields of a line.
    private interface Lines {
        void add(String... fields);

        /// Adds a line of a number.
        default void add(String section, String id, String name, String measure, long value) {
            add(section, id, name, measure, Long.toString(value));
        }

        /// Adds a line of a number.
        default void add(String section, String id, String name, String measure, double value) {
            add(section, id, name, measure, Double.toString(value));
        }
    }

    private static void addScoring(Lines lines, Report report) {
        report.scoring()
                .asMap()
                .forEach((option, value) -> lines.add("scoring", NONE, NONE, option, value));
    }

    private static void addEvidence(Lines lines, Report report) {
        Evidence evidence = report.evidence();
        lines.add("evidence", NONE, NONE, "images", evidence.samples());
        lines.add("evidence", NONE, NONE, "emptyImages", evidence.emptySamples());
        lines.add("evidence", NONE, NONE, "pixels", report.pixels());
        addCounted(lines, "evidence", NONE, evidence);
        lines.add("evidence", NONE, NONE, "absentClasses", evidence.absentClasses().size());
        lines.add("evidence", NONE, NONE, "validClasses", evidence.validClasses().size());
    }

    private static void addCounted(Lines lines, String section, String name, Evidence evidence) {
        lines.add(section, NONE, name, "countedPixels", evidence.elements());
        lines.add(section, NONE, name, "ignoredPixels", evidence.ignored());
        lines.add(section, NONE, name, "outOfRangeLabels", evidence.outOfRange());
    }

    private static void addClass(Lines lines, ClassScores scores) {
        String id = Integer.toString(scores.id());
        String name = scores.name();
        lines.add("class", id, name, "iou", scores.iou());
        lines.add("class", id, name, "dice", scores.dice());
        lines.add("class", id, name, "precision", scores.precision());
        lines.add("class", id, name, "recall", scores.recall());
        lines.add("class", id, name, "intersection", scores.intersection());
        lines.add("class", id, name, "union", scores.union());
        lines.add("class", id, name, "predicted", scores.predicted());
        lines.add("class", id, name, "support", scores.support());
        lines.add("class", id, name, "ignored", Boolean.toString(scores.ignored()));
        lines.add("class", id, name, "excluded", Boolean.toString(scores.excluded()));
        lines.add("class", id, name, "absent", Boolean.toString(scores.absent()));
        lines.add("class", id, name, "inMean", Boolean.toString(scores.inMean()));
    }

    private static void addSummary(Lines lines, Summary summary) {
        lines.add("summary", NONE, NONE, "meanIoU", summary.meanIoU());
        lines.add("summary", NONE, NONE, "meanDice", summary.meanDice());
        lines.add("summary", NONE, NONE, "meanAccuracy", summary.meanAccuracy());
        lines.add("summary", NONE, NONE, "pixelAccuracy", summary.pixelAccuracy());
        lines.add("summary", NONE, NONE, "frequencyWeightedIoU", summary.frequencyWeightedIoU());
    }

    /// One line per cell: the row in front, the column as the measure.
    private static void addMatrix(Lines lines, Report report) {
        NormalizedConfusionMatrix.Result matrix = report.matrix();
        for (int target = 0; target < matrix.size(); target++) {
            String id = Integer.toString(target);
            String name = report.classes().get(target).name();
            for (int prediction = 0; prediction < matrix.size(); prediction++) {
                lines.add(
                        "confusionMatrix",
                        id,
                        name,
                        Integer.toString(prediction),
                        matrix.count(target, prediction));
            }
        }
    }

    private static void addMetric(Lines lines, String alias, MetricResult result) {
        lines.add("metric", NONE, alias, "value", result.value());
        addCounted(lines, "metric", alias, result.evidence());
        for (int index = 0; index < result.perClass().size(); index++) {
            String id = MetricTables.entryName(result, index);
            lines.add("metric", id, alias, "perClass", result.perClass().get(index));
        }
        if (result instanceof NormalizedConfusionMatrix.Result matrix) {
            for (int plane = 0; plane < matrix.planes(); plane++) {
                addPlane(lines, alias, matrix, plane);
            }
        }
    }

    /// One line per cell: the row in front, with the label where there are several, and the column as
    /// the measure.
    private static void addPlane(
            Lines lines, String alias, NormalizedConfusionMatrix.Result matrix, int plane) {
        String label = matrix.planes() == 1 ? NONE : plane + "/";
        for (int target = 0; target < matrix.size(); target++) {
            for (int prediction = 0; prediction < matrix.size(); prediction++) {
                String cell =
                        matrix.normalization() == Normalization.NONE
                                ? Long.toString(matrix.count(plane, target, prediction))
                                : Double.toString(matrix.get(plane, target, prediction));
                lines.add(
                        "metricMatrix", label + target, alias, Integer.toString(prediction), cell);
            }
        }
    }

    private static void addImage(Lines lines, ImageScores image) {
        String file = image.file();
        lines.add("image", NONE, file, "meanIoU", image.meanIoU());
        lines.add("image", NONE, file, "pixelAccuracy", image.pixelAccuracy());
        addCounted(lines, "image", file, image.evidence());
        for (int id = 0; id < image.iou().size(); id++) {
            lines.add("image", Integer.toString(id), file, "iou", image.iou().get(id));
        }
        image.metrics()
                .forEach(
                        (alias, value) -> lines.add("image", NONE, file, "metric " + alias, value));
    }
}
