package dev.mensura.cli.report;

import dev.mensura.api.PerClass;
import dev.mensura.cli.evaluation.ClassScores;
import dev.mensura.cli.evaluation.ImageScores;
import dev.mensura.cli.evaluation.Report;
import dev.mensura.cli.evaluation.Summary;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes a report for people: a row per class, the averages, what was read and how fast.
///
/// Ratios have four digits; `-` stands where one is undefined. A further metric that has a value per
/// class is a further column.
public final class TableWriter implements ReportWriter {
    private static final String UNDEFINED = "-";
    private static final double PIXELS_PER_MEGAPIXEL = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    /// Returns a writer.
    public TableWriter() {}

    @Override
    public void write(Report report, RunInfo run, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        classes(report).appendTo(text);
        text.append('\n');
        averages(report).appendTo(text);
        text.append('\n');
        if (!report.perImage().isEmpty()) {
            images(report).appendTo(text);
            text.append('\n');
        }
        work(report, run).appendTo(text);
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Table classes(Report report) {
        Map<String, PerClass> columns = columns(report);
        Table table = Table.ofNumbers();
        List<String> heading =
                new ArrayList<>(List.of("class", "IoU", "Dice", "precision", "recall", "support"));
        heading.addAll(columns.keySet());
        table.addRow(heading);
        for (ClassScores scores : report.classes()) {
            List<String> row = new ArrayList<>();
            row.add(scores.scored() ? scores.name() : scores.name() + " (ignored)");
            row.add(ratio(scores.iou()));
            row.add(ratio(scores.dice()));
            row.add(ratio(scores.precision()));
            row.add(ratio(scores.recall()));
            row.add(Long.toString(scores.support()));
            columns.values().forEach(perClass -> row.add(ratio(perClass.get(scores.id()))));
            table.addRow(row);
        }
        return table;
    }

    private static Map<String, PerClass> columns(Report report) {
        Map<String, PerClass> columns = new LinkedHashMap<>();
        report.metrics()
                .forEach((alias, result) -> {
                    if (result.perClass().size() == report.classes().size()) {
                        columns.put(alias, result.perClass());
                    }
                });
        return columns;
    }

    private static Table averages(Report report) {
        Summary summary = report.summary();
        Table table = Table.ofNumbers();
        table.addRow(List.of("mean IoU", ratio(summary.meanIoU())));
        table.addRow(List.of("mean Dice", ratio(summary.meanDice())));
        table.addRow(List.of("mean accuracy", ratio(summary.meanAccuracy())));
        table.addRow(List.of("pixel accuracy", ratio(summary.pixelAccuracy())));
        table.addRow(List.of("frequency-weighted IoU", ratio(summary.frequencyWeightedIoU())));
        report.metrics()
                .forEach((alias, result) -> table.addRow(List.of(alias, ratio(result.value()))));
        return table;
    }

    private static Table images(Report report) {
        Table table = Table.ofNumbers();
        table.addRow(List.of("image", "mean IoU", "pixel accuracy"));
        for (ImageScores image : report.perImage()) {
            table.addRow(
                    List.of(image.file(), ratio(image.meanIoU()), ratio(image.pixelAccuracy())));
        }
        return table;
    }

    private static Table work(Report report, RunInfo run) {
        double seconds = Math.max(1, run.elapsed().toNanos()) / NANOS_PER_SECOND;
        Table table = Table.ofText();
        table.addRow(List.of("images", Long.toString(report.images())));
        table.addRow(List.of("pixels", Long.toString(report.pixels())));
        table.addRow(List.of("ignored pixels", Long.toString(report.ignoredPixels())));
        table.addRow(List.of("kernel", run.kernel().shortText()));
        table.addRow(
                List.of(
                        "throughput",
                        String.format(
                                Locale.ROOT,
                                "%.1f images/s, %.1f Mpixel/s",
                                report.images() / seconds,
                                report.pixels() / PIXELS_PER_MEGAPIXEL / seconds)));
        return table;
    }

    private static String ratio(double value) {
        return Double.isNaN(value) ? UNDEFINED : String.format(Locale.ROOT, "%.4f", value);
    }
}
