package dev.mensura.benchmarks;

import tools.jackson.databind.JsonNode;

/// One line of a report. A ratio that makes no sense for a row is `NaN`.
///
/// @param gpix pixels per nanosecond: billions per second of one thread
/// @param perScalar how many times as fast as the bare loop
/// @param perReadLimit share of the speed at which the same memory can be read
record Row(
        String input,
        String data,
        String size,
        int classes,
        String memory,
        double gpix,
        double perScalar,
        double perReadLimit) {

    static Row of(Subject subject, double gpix, double perScalar, double perReadLimit) {
        return new Row(
                subject.input().toString(),
                subject.data(),
                subject.size(),
                subject.classes(),
                subject.memory(),
                gpix,
                perScalar,
                perReadLimit);
    }

    /// Returns the row that [ReportJson] wrote.
    static Row of(JsonNode json) {
        return new Row(
                json.get("input").asString(),
                json.get("data").asString(),
                json.get("size").asString(),
                json.get("classes").asInt(),
                json.get("memory").asString(),
                number(json.get("gpix")),
                number(json.get("perScalar")),
                number(json.get("perReadLimit")));
    }

    private static double number(JsonNode json) {
        return json.isNull() ? Double.NaN : json.asDouble();
    }

    /// Returns whether both rows are about the same.
    boolean isSameSubject(Row other) {
        return withoutFigures().equals(other.withoutFigures());
    }

    private Row withoutFigures() {
        return new Row(input, data, size, classes, memory, 0, 0, 0);
    }
}
