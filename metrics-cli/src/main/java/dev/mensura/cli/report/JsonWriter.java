package dev.mensura.cli.report;

import dev.mensura.api.MetricResult;
import dev.mensura.api.PerClass;
import dev.mensura.cli.evaluation.ClassScores;
import dev.mensura.cli.evaluation.ImageScores;
import dev.mensura.cli.evaluation.Report;
import dev.mensura.cli.evaluation.Summary;
import dev.mensura.core.ConfusionMatrix;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Writes a report as one JSON object of the schema `mensura.report/1`, which the README of this
/// module describes field by field.
///
/// Ratios have the full precision of a double; `NaN` is `null`, and an infinite value of a metric is
/// the string `Infinity` or `-Infinity`. There is no time in it: but for `kernel`, equal data give
/// equal bytes. The matrix is written cell by cell, so it is not in memory a second time.
public final class JsonWriter implements ReportWriter {
    private static final String SCHEMA = "mensura.report/1";

    private static final ObjectWriter FORMAT =
            JsonMapper.builder()
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build()
                    .writer()
                    .with(
                            new DefaultPrettyPrinter()
                                    .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    /// Returns a writer.
    public JsonWriter() {}

    @Override
    public void write(Report report, RunInfo run, OutputStream out) throws IOException {
        try (JsonGenerator json = FORMAT.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("schema", SCHEMA);
            json.writeStringProperty("version", run.version());
            writeKernel(json, run.kernel());
            json.writeNumberProperty("images", report.images());
            json.writeNumberProperty("pixels", report.pixels());
            json.writeNumberProperty("ignoredPixels", report.ignoredPixels());
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

    private static void writeMatrix(JsonGenerator json, ConfusionMatrix matrix) {
        json.writeArrayPropertyStart("confusionMatrix");
        for (int target = 0; target < matrix.numClasses(); target++) {
            json.writeStartArray();
            for (int prediction = 0; prediction < matrix.numClasses(); prediction++) {
                json.writeNumber(matrix.get(target, prediction));
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void writeMetrics(JsonGenerator json, Report report) {
        json.writeObjectPropertyStart("metrics");
        for (Map.Entry<String, MetricResult> metric : report.metrics().entrySet()) {
            json.writeObjectPropertyStart(metric.getKey());
            writeRatio(json, "value", metric.getValue().value());
            writeRatios(json, "perClass", metric.getValue().perClass());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeImages(JsonGenerator json, Report report) {
        json.writeArrayPropertyStart("perImage");
        for (ImageScores image : report.perImage()) {
            json.writeStartObject();
            json.writeStringProperty("file", image.file());
            writeRatio(json, "meanIoU", image.meanIoU());
            writeRatio(json, "pixelAccuracy", image.pixelAccuracy());
            writeRatios(json, "perClassIoU", image.iou());
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
}
