package dev.mensura.cli.report;

import dev.mensura.cli.evaluation.Report;

import java.io.IOException;
import java.io.OutputStream;

/// Writes a report in one format, as UTF-8.
public sealed interface ReportWriter permits TableWriter, JsonWriter, CsvWriter, MarkdownWriter {

    /// Writes the report and leaves the stream open.
    void write(Report report, RunInfo run, OutputStream out) throws IOException;
}
