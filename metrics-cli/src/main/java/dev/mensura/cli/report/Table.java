package dev.mensura.cli.report;

import java.util.ArrayList;
import java.util.List;

/// Rows of cells under a heading, in columns as wide as their widest cell; the first column is flush
/// left.
///
/// @param heading one cell per column
/// @param rows each with as many cells
/// @param flushRight whether the other columns are flush right, as numbers are
record Table(List<String> heading, List<List<String>> rows, boolean flushRight) {
    private static final String GAP = "  ";

    /// Control characters become `?`, so that a name cannot break the table.
    Table {
        heading = printable(heading);
        rows = rows.stream().map(Table::printable).toList();
    }

    private static List<String> printable(List<String> cells) {
        return cells.stream().map(DisplayText::printable).toList();
    }

    /// Appends heading and rows as lines without trailing blanks.
    void appendTo(StringBuilder text) {
        List<List<String>> lines = new ArrayList<>(rows);
        lines.addFirst(heading);
        append(text, lines);
    }

    /// Appends the rows alone.
    void appendRowsTo(StringBuilder text) {
        append(text, rows);
    }

    private void append(StringBuilder text, List<List<String>> lines) {
        int[] widths = new int[heading.size()];
        for (List<String> cells : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], DisplayText.width(cells.get(column)));
            }
        }
        for (List<String> cells : lines) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = cells.get(column);
                String padding = " ".repeat(widths[column] - DisplayText.width(cell));
                boolean right = flushRight && column > 0;
                line.append(column == 0 ? "" : GAP).append(right ? padding + cell : cell + padding);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
