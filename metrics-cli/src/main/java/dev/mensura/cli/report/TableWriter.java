package dev.mensura.cli.report;

import dev.mensura.cli.evaluation.Report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a report for a terminal: [ReportTables] and [MetricTables] in columns, a blank line between two.
public final class TableWriter implements ReportWriter {

    /// Returns a writer.
    public TableWriter() {}

    @Override
    public void write(Report report, RunInfo run, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        ReportTables.classes(report).appendTo(text);
        text.append('\n');
        ReportTables.averages(report).appendRowsTo(text);
        text.append('\n');
        for (Table table : MetricTables.of(report)) {
            table.appendTo(text);
            text.append('\n');
        }
        if (!report.perImage().isEmpty()) {
            ReportTables.images(report).appendTo(text);
            text.append('\n');
        }
        ReportTables.run(report, run).appendRowsTo(text);
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
