package dev.mensura.cli.report;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricResult;
import dev.mensura.api.PerClass;
import dev.mensura.cli.evaluation.ClassScores;
import dev.mensura.cli.evaluation.ImageScores;
import dev.mensura.cli.evaluation.Report;
import dev.mensura.cli.evaluation.Scoring;
import dev.mensura.cli.evaluation.Summary;
import dev.mensura.segmentation.NormalizedConfusionMatrix;
import dev.mensura.segmentation.NormalizedConfusionMatrix.Normalization;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/// Writes a report as one JSON object of the schema `mensura.report/1`, which the README of this
/// module describes field by field.
///
/// Ratios have the full precision of a double; `NaN` is `null`, and an infinite value of a metric is
/// the string `Infinity` or `-Infinity`. There is no time in it: but for `kernel`, equal data give
/// equal bytes. The matrix is written cell by cell, so it is not in memory a second time.
public final class JsonWriter implements ReportWriter {
    private static final String SCHEMA = "mensura.report/1";

    private static final JsonFactory FORMAT =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    /// Returns a writer.
    public JsonWriter() {}

    @Override
    public void write(Report report, RunInfo run, OutputStream out) throws IOException {
        try (JsonGenerator json = FORMAT.createGenerator(new Indented(), out)) {
            json.writeStartObject();
            json.writeStringProperty("schema", SCHEMA);
            json.writeStringProperty("version", run.version());
            writeKernel(json, run.kernel());
            writeScoring(json, report.scoring());
            json.writeNumberProperty("images", report.evidence().samples());
            json.writeNumberProperty("emptyImages", report.evidence().emptySamples());
            json.writeNumberProperty("pixels", report.pixels());
            writeCounted(json, report.evidence());
            writeIds(json, "absentClasses", report.evidence().absentClasses());
            writeIds(json, "validClasses", report.evidence().validClasses());
            writeClasses(json, report);
            writeSummary(json, report.summary());
            writeMatrix(json, report.matrix());
            writeMetrics(json, report);
            if (!report.perImage().isEmpty()) {
                writeImages(json, report);
            }
            json.writeEndObject();
        }
        out.write("\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void writeKernel(JsonGenerator json, Kernel kernel) {
        json.writeObjectPropertyStart("kernel");
        json.writeStringProperty("name", kernel.name());
        json.writeNumberProperty("bits", kernel.bits());
        json.writeStringProperty("reason", kernel.reason());
        json.writeEndObject();
    }

    private static void writeScoring(JsonGenerator json, Scoring scoring) {
        json.writeObjectPropertyStart("scoring");
        json.writeName("profile");
        scoring.profile().ifPresentOrElse(json::writeString, json::writeNull);
        json.writeStringProperty("labelPolicy", scoring.rule().labelPolicy().name());
        writeIds(json, "ignoreLabels", scoring.rule().ignoreLabels());
        writeMapping(json, "labelMapping", scoring.rule().labelMapping());
        writeMapping(json, "targetMapping", scoring.rule().targetMapping());
        writeIds(json, "excludedClasses", scoring.excludedClasses());
        json.writeEndObject();
    }

    private static void writeMapping(JsonGenerator json, String name, Map<Long, Long> mapping) {
        json.writeObjectPropertyStart(name);
        mapping.forEach((from, to) -> json.writeNumberProperty(from.toString(), to.longValue()));
        json.writeEndObject();
    }

    private static void writeCounted(JsonGenerator json, Evidence evidence) {
        json.writeNumberProperty("countedPixels", evidence.elements());
        json.writeNumberProperty("ignoredPixels", evidence.ignored());
        json.writeNumberProperty("outOfRangeLabels", evidence.outOfRange());
    }

    private static void writeIds(
            JsonGenerator json, String name, Collection<? extends Number> ids) {
        json.writeArrayPropertyStart(name);
        ids.forEach(id -> json.writeNumber(id.longValue()));
        json.writeEndArray();
    }

    private static void writeClasses(JsonGenerator json, Report report) {
        json.writeArrayPropertyStart("classes");
        for (ClassScores scores : report.classes()) {
            json.writeStartObject();
            json.writeNumberProperty("id", scores.id());
            json.writeStringProperty("name", scores.name());
            writeRatio(json, "iou", scores.iou());
            writeRatio(json, "dice", scores.dice());
            writeRatio(json, "precision", scores.precision());
            writeRatio(json, "recall", scores.recall());
            json.writeNumberProperty("intersection", scores.intersection());
            json.writeNumberProperty("union", scores.union());
            json.writeNumberProperty("predicted", scores.predicted());
            json.writeNumberProperty("support", scores.support());
            json.writeBooleanProperty("ignored", scores.ignored());
            json.writeBooleanProperty("excluded", scores.excluded());
            json.writeBooleanProperty("absent", scores.absent());
            json.writeBooleanProperty("inMean", scores.inMean());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeSummary(JsonGenerator json, Summary summary) {
        json.writeObjectPropertyStart("summary");
        writeRatio(json, "meanIoU", summary.meanIoU());
        writeRatio(json, "meanDice", summary.meanDice());
        writeRatio(json, "meanAccuracy", summary.meanAccuracy());
        writeRatio(json, "pixelAccuracy", summary.pixelAccuracy());
        writeRatio(json, "frequencyWeightedIoU", summary.frequencyWeightedIoU());
        json.writeEndObject();
    }

    private static void writeMatrix(JsonGenerator json, NormalizedConfusionMatrix.Result matrix) {
        json.writeName("confusionMatrix");
        writePlane(json, matrix, 0);
    }

    private static void writeMetrics(JsonGenerator json, Report report) {
        json.writeObjectPropertyStart("metrics");
        for (Map.Entry<String, MetricResult> metric : report.metrics().entrySet()) {
            writeMetric(json, metric.getKey(), metric.getValue());
        }
        json.writeEndObject();
    }

    private static void writeMetric(JsonGenerator json, String alias, MetricResult result) {
        json.writeObjectPropertyStart(alias);
        writeRatio(json, "value", result.value());
        writeRatios(json, "perClass", result.perClass());
        json.writeArrayPropertyStart("perClassNames");
        result.perClassNames().forEach(json::writeString);
        json.writeEndArray();
        writeCounted(json, result.evidence());
        writeIds(json, "absentClasses", result.evidence().absentClasses());
        writeIds(json, "validClasses", result.evidence().validClasses());
        if (result instanceof NormalizedConfusionMatrix.Result matrix) {
            writePlanes(json, matrix);
        }
        json.writeEndObject();
    }

    private static void writePlanes(JsonGenerator json, NormalizedConfusionMatrix.Result matrix) {
        json.writeName("matrix");
        if (matrix.planes() == 1) {
            writePlane(json, matrix, 0);
            return;
        }
        json.writeStartArray();
        for (int plane = 0; plane < matrix.planes(); plane++) {
            writePlane(json, matrix, plane);
        }
        json.writeEndArray();
    }

    private static void writePlane(
            JsonGenerator json, NormalizedConfusionMatrix.Result matrix, int plane) {
        json.writeStartArray();
        for (int target = 0; target < matrix.size(); target++) {
            json.writeStartArray();
            for (int prediction = 0; prediction < matrix.size(); prediction++) {
                if (matrix.normalization() == Normalization.NONE) {
                    json.writeNumber(matrix.count(plane, target, prediction));
                } else {
                    writeRatio(json, matrix.get(plane, target, prediction));
                }
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void writeImages(JsonGenerator json, Report report) {
        json.writeArrayPropertyStart("perImage");
        for (ImageScores image : report.perImage()) {
            json.writeStartObject();
            json.writeStringProperty("file", image.file());
            writeRatio(json, "meanIoU", image.meanIoU());
            writeRatio(json, "pixelAccuracy", image.pixelAccuracy());
            writeRatios(json, "perClassIoU", image.iou());
            writeCounted(json, image.evidence());
            json.writeObjectPropertyStart("metrics");
            image.metrics().forEach((alias, value) -> writeRatio(json, alias, value));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeRatios(JsonGenerator json, String name, PerClass values) {
        json.writeArrayPropertyStart(name);
        values.stream().forEach(value -> writeRatio(json, value));
        json.writeEndArray();
    }

    private static void writeRatio(JsonGenerator json, String name, double value) {
        json.writeName(name);
        writeRatio(json, value);
    }

    private static void writeRatio(JsonGenerator json, double value) {
        if (Double.isNaN(value)) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    /// Writes each property in a line of its own, whatever the platform ends lines with.
    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
