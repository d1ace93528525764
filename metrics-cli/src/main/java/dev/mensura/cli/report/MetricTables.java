package dev.mensura.cli.report;

import dev.mensura.api.MetricResult;
import dev.mensura.cli.evaluation.ClassScores;
import dev.mensura.cli.evaluation.Report;
import dev.mensura.segmentation.NormalizedConfusionMatrix;
import dev.mensura.segmentation.NormalizedConfusionMatrix.Normalization;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What of further metrics has no place in the rows and averages of a report, each headed by the
/// alias: values of something other than its classes, and confusion matrices.
final class MetricTables {
    /// More columns than this are no table for people.
    private static final int MOST_COLUMNS = 100;

    private MetricTables() {}

    /// Returns whether there is one value for each class of the report.
    static boolean isOfClasses(MetricResult result, Report report) {
        return result.perClassNames().isEmpty()
                && result.perClass().size() == report.classes().size();
    }

    /// Returns the tables of all further metrics, in their order.
    static List<Table> of(Report report) {
        List<Table> tables = new ArrayList<>();
        report.metrics()
                .forEach((alias, result) -> {
                    if (hasOwnRows(result) && !isOfClasses(result, report)) {
                        tables.add(values(alias, result));
                    }
                    if (result instanceof NormalizedConfusionMatrix.Result matrix) {
                        addPlanes(tables, alias, matrix, report);
                    }
                });
        return tables;
    }

    /// A single value without a name, as BINARY has one, is that of the metric.
    private static boolean hasOwnRows(MetricResult result) {
        return result.perClass().size() > 1 || !result.perClassNames().isEmpty();
    }

    private static Table values(String alias, MetricResult result) {
        return new Table(
                List.of(alias, "value"),
                IntStream.range(0, result.perClass().size())
                        .mapToObj(index ->
                                List.of(
                                        entryName(result, index),
                                        ReportTables.ratio(result.perClass().get(index))))
                        .toList(),
                true);
    }

    /// Returns what entry `index` of the values per class is called: its name, else its index.
    static String entryName(MetricResult result, int index) {
        List<String> names = result.perClassNames();
        return names.isEmpty() ? Integer.toString(index) : names.get(index);
    }

    private static void addPlanes(
            List<Table> tables,
            String alias,
            NormalizedConfusionMatrix.Result matrix,
            Report report) {
        if (matrix.size() > MOST_COLUMNS) {
            String size = matrix.size() + " x " + matrix.size();
            tables.add(
                    new Table(
                            List.of(alias),
                            List.of(List.of(size + " cells: see --format json or csv")),
                            true));
            return;
        }
        List<String> names =
                matrix.size() == report.classes().size()
                        ? report.classes().stream().map(ClassScores::name).toList()
                        : IntStream.range(0, matrix.size()).mapToObj(Integer::toString).toList();
        for (int plane = 0; plane < matrix.planes(); plane++) {
            tables.add(plane(alias, matrix, plane, names));
        }
    }

    /// Returns one matrix: a row per target, a column per prediction.
    private static Table plane(
            String alias, NormalizedConfusionMatrix.Result matrix, int plane, List<String> names) {
        List<String> heading = new ArrayList<>();
        heading.add(matrix.planes() == 1 ? alias : alias + ", label " + plane);
        heading.addAll(names);
        List<List<String>> rows = new ArrayList<>();
        for (int target = 0; target < matrix.size(); target++) {
            List<String> row = new ArrayList<>();
            row.add(names.get(target));
            for (int prediction = 0; prediction < matrix.size(); prediction++) {
                row.add(
                        matrix.normalization() == Normalization.NONE
                                ? Long.toString(matrix.count(plane, target, prediction))
                                : ReportTables.ratio(matrix.get(plane, target, prediction)));
            }
            rows.add(row);
        }
        return new Table(heading, rows, true);
    }
}
