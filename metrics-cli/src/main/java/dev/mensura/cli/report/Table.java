package dev.mensura.cli.report;

import java.util.ArrayList;
import java.util.List;

/// Rows of text in columns as wide as their widest cell; the first column is flush left.
final class Table {
    private static final String GAP = "  ";

    private final boolean flushRight;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();

    private Table(boolean flushRight) {
        this.flushRight = flushRight;
    }

    /// Returns a table whose other columns are flush right.
    static Table ofNumbers() {
        return new Table(true);
    }

    /// Returns a table whose other columns are flush left.
    static Table ofText() {
        return new Table(false);
    }

    /// Adds one row; control characters become `?`, so that a name cannot break the table.
    void addRow(List<String> cells) {
        List<String> row = cells.stream().map(DisplayText::printable).toList();
        for (int column = 0; column < row.size(); column++) {
            int width = DisplayText.width(row.get(column));
            if (column == widths.size()) {
                widths.add(width);
            } else {
                widths.set(column, Math.max(width, widths.get(column)));
            }
        }
        rows.add(row);
    }

    /// Appends the rows as lines without trailing blanks.
    void appendTo(StringBuilder text) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                String padding = " ".repeat(widths.get(column) - DisplayText.width(cell));
                boolean right = flushRight && column > 0;
                line.append(column == 0 ? "" : GAP).append(right ? padding + cell : cell + padding);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
