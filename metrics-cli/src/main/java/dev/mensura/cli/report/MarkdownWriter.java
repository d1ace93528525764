package dev.mensura.cli.report;

import dev.mensura.cli.evaluation.Report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes a report for a pull request or a note: [ReportTables] and [MetricTables] as the pipe tables of
/// GitHub Flavored Markdown, a blank line between two.
///
/// What would be markup in a name is escaped with a backslash, so that `a|b` shows as itself.
public final class MarkdownWriter implements ReportWriter {
    /// Characters that begin or end something in a table cell; an underscore does so only at the
    /// border of a word.
    private static final Pattern MARKUP =
            Pattern.compile("[\\\\`*\\[\\]<>|~&$!]|(?<!\\w)_|_(?!\\w)");

    /// Returns a writer.
    public MarkdownWriter() {}

    @Override
    public void write(Report report, RunInfo run, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        append(text, ReportTables.classes(report));
        text.append('\n');
        append(text, ReportTables.averages(report));
        text.append('\n');
        for (Table table : MetricTables.of(report)) {
            append(text, table);
            text.append('\n');
        }
        if (!report.perImage().isEmpty()) {
            append(text, ReportTables.images(report));
            text.append('\n');
        }
        append(text, ReportTables.run(report, run));
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder text, Table table) {
        appendRow(text, table.heading());
        String others = table.flushRight() ? " ---: |" : " --- |";
        text.append("| --- |").repeat(others, table.heading().size() - 1).append('\n');
        table.rows().forEach(row -> appendRow(text, row));
    }

    private static void appendRow(StringBuilder text, List<String> cells) {
        text.append(
                cells.stream()
                        .map(MarkdownWriter::escaped)
                        .collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static String escaped(String cell) {
        return MARKUP.matcher(cell).replaceAll("\\\\$0");
    }
}
