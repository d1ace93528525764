package dev.mensura.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes a report as tables for people. A ratio that makes no sense for a row is `-`.
final class ReportText {
    private static final String GAP = "  ";

    private ReportText() {}

    static String text(BenchReport report) {
        StringBuilder text = new StringBuilder();
        text.append("cpu     ").append(report.cpu()).append('\n');
        text.append("java    ").append(report.java()).append('\n');
        text.append("method  ").append(report.method()).append("\n\n");
        append(text, 5, rows(report));
        if (!report.peers().isEmpty()) {
            append(text.append('\n'), 5, peers(report));
        }
        if (!report.comparisons().isEmpty()) {
            append(text.append('\n'), 1, comparisons(report));
        }
        if (!report.notes().isEmpty()) {
            text.append('\n');
            report.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        }
        return text.toString();
    }

    private static List<List<String>> rows(BenchReport report) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(
                List.of(
                        "input",
                        "data",
                        "size",
                        "classes",
                        "memory",
                        "Gpixel/s",
                        "per scalar",
                        "per read limit"));
        for (Row row : report.rows()) {
            lines.add(
                    List.of(
                            row.input(),
                            row.data(),
                            row.size(),
                            Integer.toString(row.classes()),
                            row.memory(),
                            number(row.gpix()),
                            number(row.perScalar()),
                            number(row.perReadLimit())));
        }
        return lines;
    }

    private static List<List<String>> peers(BenchReport report) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("peer", "input", "data", "size", "classes", "Gpixel/s", "ours / peer"));
        for (Peer peer : report.peers()) {
            lines.add(
                    List.of(
                            peer.name(),
                            peer.input(),
                            peer.data(),
                            peer.size(),
                            Integer.toString(peer.classes()),
                            number(peer.gpix()),
                            number(peer.ratio())));
        }
        return lines;
    }

    private static List<List<String>> comparisons(BenchReport report) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("comparison", "ratio"));
        report.comparisons().forEach(each -> lines.add(List.of(each.name(), number(each.ratio()))));
        return lines;
    }

    /// Returns three digits that mean something, or more before the point.
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /// Appends lines of cells; the first `words` columns are flush left, the others flush right.
    private static void append(StringBuilder text, int words, List<List<String>> lines) {
        int[] widths = new int[lines.getFirst().size()];
        for (List<String> cells : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], cells.get(column).length());
            }
        }
        for (List<String> cells : lines) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String padding = " ".repeat(widths[column] - cells.get(column).length());
                line.append(column == 0 ? "" : GAP);
                line.append(
                        column < words ? cells.get(column) + padding : padding + cells.get(column));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
