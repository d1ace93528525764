package dev.mensura.benchmarks;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import java.io.StringWriter;

/// Writes a report as one JSON object, which the README of this module describes. A ratio that makes
/// no sense for a row is `null`.
final class ReportJson {
    static final String SCHEMA = "mensura.bench/1";
    static final String END_TO_END_SCHEMA = "mensura.bench.end-to-end/1";

    private static final ObjectWriter FORMAT =
            JsonMapper.builder()
                    .build()
                    .writer()
                    .with(
                            new DefaultPrettyPrinter()
                                    .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private ReportJson() {}

    static String text(BenchReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FORMAT.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("schema", SCHEMA);
            json.writeStringProperty("cpu", report.cpu().toString());
            json.writeStringProperty("java", report.java());
            json.writeStringProperty("method", report.method());
            json.writeArrayPropertyStart("rows");
            report.rows().forEach(row -> write(json, row));
            json.writeEndArray();
            json.writeArrayPropertyStart("peers");
            report.peers().forEach(peer -> write(json, peer));
            json.writeEndArray();
            json.writeArrayPropertyStart("comparisons");
            report.comparisons().forEach(each -> write(json, each));
            json.writeEndArray();
            json.writeArrayPropertyStart("notes");
            report.notes().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    static String text(EndToEndReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FORMAT.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("schema", END_TO_END_SCHEMA);
            json.writeNumberProperty("pairs", report.pairs());
            json.writeNumberProperty("height", report.height());
            json.writeNumberProperty("width", report.width());
            json.writeNumberProperty("rounds", report.rounds());
            json.writeArrayPropertyStart("programs");
            for (EndToEndReport.Program program : report.programs()) {
                ProcessTimes times = program.times();
                json.writeStartObject();
                json.writeStringProperty("name", program.name());
                write(json, "pairsPerSecond", report.pairsPerSecond(program));
                write(json, "ratio", report.ratio(program));
                write(json, "seconds", times.total());
                write(json, "startUp", times.startUp());
                write(json, "decode", times.decode());
                write(json, "count", times.count());
                write(json, "other", times.other());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void write(JsonGenerator json, Row row) {
        json.writeStartObject();
        json.writeStringProperty("input", row.input());
        json.writeStringProperty("data", row.data());
        json.writeStringProperty("size", row.size());
        json.writeNumberProperty("classes", row.classes());
        json.writeStringProperty("memory", row.memory());
        write(json, "gpix", row.gpix());
        write(json, "perScalar", row.perScalar());
        write(json, "perReadLimit", row.perReadLimit());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Peer peer) {
        json.writeStartObject();
        json.writeStringProperty("name", peer.name());
        json.writeStringProperty("input", peer.input());
        json.writeStringProperty("data", peer.data());
        json.writeStringProperty("size", peer.size());
        json.writeNumberProperty("classes", peer.classes());
        write(json, "gpix", peer.gpix());
        write(json, "ratio", peer.ratio());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Comparison comparison) {
        json.writeStartObject();
        json.writeStringProperty("name", comparison.name());
        write(json, "ratio", comparison.ratio());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, double number) {
        json.writeName(name);
        if (Double.isNaN(number)) {
            json.writeNull();
        } else {
            json.writeNumber(number);
        }
    }
}
