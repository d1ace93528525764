package dev.mensura.cli.report;

import dev.mensura.api.Evidence;
import dev.mensura.api.PerClass;
import dev.mensura.cli.evaluation.ClassScores;
import dev.mensura.cli.evaluation.ImageScores;
import dev.mensura.cli.evaluation.Report;
import dev.mensura.cli.evaluation.Scoring;
import dev.mensura.cli.evaluation.Summary;
import dev.mensura.core.LabelPolicy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A report for people: a row per class, the averages, the images, what was read and how fast.
///
/// Ratios have four digits; `-` stands where one is undefined. A further metric that has a value for
/// each of these classes is a further column. What is nothing out of the ordinary is left out: no empty image, no
/// absent class.
final class ReportTables {
    private static final String UNDEFINED = "-";
    private static final int MOST_NAMES = 10;
    private static final double PIXELS_PER_MEGAPIXEL = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private ReportTables() {}

    static Table classes(Report report) {
        Map<String, PerClass> columns = columns(report);
        List<String> heading =
                new ArrayList<>(List.of("class", "IoU", "Dice", "precision", "recall", "support"));
        heading.addAll(columns.keySet());
        List<List<String>> rows = new ArrayList<>();
        for (ClassScores scores : report.classes()) {
            List<String> row = new ArrayList<>();
            row.add(scores.name() + mark(scores));
            row.add(ratio(scores.iou()));
            row.add(ratio(scores.dice()));
            row.add(ratio(scores.precision()));
            row.add(ratio(scores.recall()));
            row.add(Long.toString(scores.support()));
            columns.values().forEach(perClass -> row.add(ratio(perClass.get(scores.id()))));
            rows.add(row);
        }
        return new Table(heading, rows, true);
    }

    private static String mark(ClassScores scores) {
        if (scores.ignored()) {
            return " (ignored)";
        }
        return scores.excluded() ? " (excluded)" : "";
    }

    private static Map<String, PerClass> columns(Report report) {
        Map<String, PerClass> columns = new LinkedHashMap<>();
        report.metrics()
                .forEach((alias, result) -> {
                    if (MetricTables.isOfClasses(result, report)) {
                        columns.put(alias, result.perClass());
                    }
                });
        return columns;
    }

    static Table averages(Report report) {
        Summary summary = report.summary();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("mean IoU", ratio(summary.meanIoU())));
        rows.add(List.of("mean Dice", ratio(summary.meanDice())));
        rows.add(List.of("mean accuracy", ratio(summary.meanAccuracy())));
        rows.add(List.of("pixel accuracy", ratio(summary.pixelAccuracy())));
        rows.add(List.of("frequency-weighted IoU", ratio(summary.frequencyWeightedIoU())));
        report.metrics()
                .forEach((alias, result) -> rows.add(List.of(alias, ratio(result.value()))));
        return new Table(List.of("average", "value"), rows, true);
    }

    static Table images(Report report) {
        List<String> heading = new ArrayList<>(List.of("image", "mean IoU", "pixel accuracy"));
        heading.addAll(report.metrics().keySet());
        List<List<String>> rows = new ArrayList<>();
        for (ImageScores image : report.perImage()) {
            List<String> row = new ArrayList<>();
            row.add(image.file());
            row.add(ratio(image.meanIoU()));
            row.add(ratio(image.pixelAccuracy()));
            image.metrics().values().forEach(value -> row.add(ratio(value)));
            rows.add(row);
        }
        return new Table(heading, rows, true);
    }

    static Table run(Report report, RunInfo run) {
        List<List<String>> rows = new ArrayList<>();
        addEvidence(rows, report);
        report.scoring().profile().ifPresent(name -> rows.add(List.of("profile", name)));
        rows.add(List.of("kernel", run.kernel().shortText()));
        rows.add(List.of("throughput", throughput(report, run)));
        return new Table(List.of("run", ""), rows, false);
    }

    private static void addEvidence(List<List<String>> rows, Report report) {
        Evidence evidence = report.evidence();
        rows.add(List.of("images", Long.toString(evidence.samples())));
        if (evidence.emptySamples() > 0) {
            rows.add(List.of("empty images", Long.toString(evidence.emptySamples())));
        }
        rows.add(List.of("pixels", Long.toString(report.pixels())));
        rows.add(List.of("ignored pixels", Long.toString(evidence.ignored())));
        Scoring scoring = report.scoring();
        if (evidence.outOfRange() > 0 || scoring.rule().labelPolicy() != LabelPolicy.REJECT) {
            String effect =
                    scoring.rule().labelPolicy() == LabelPolicy.IGNORE_PIXEL
                            ? " (pixels left out)"
                            : " (counted as errors)";
            rows.add(List.of("out-of-range labels", evidence.outOfRange() + effect));
        }
        List<String> absent =
                report.classes().stream()
                        .filter(ClassScores::absent)
                        .map(ClassScores::name)
                        .toList();
        if (!absent.isEmpty()) {
            rows.add(List.of("absent classes", absent.size() + ": " + names(absent)));
        }
        int entered = evidence.validClasses().size();
        if (entered < report.classes().size()) {
            rows.add(List.of("classes in mean IoU", entered + " of " + report.classes().size()));
        }
    }

    private static String names(List<String> all) {
        int more = all.size() - MOST_NAMES;
        return more <= 0
                ? String.join(", ", all)
                : String.join(", ", all.subList(0, MOST_NAMES)) + " and " + more + " more";
    }

    private static String throughput(Report report, RunInfo run) {
        double seconds = Math.max(1, run.elapsed().toNanos()) / NANOS_PER_SECOND;
        return String.format(
                Locale.ROOT,
                "%.1f images/s, %.1f Mpixel/s",
                report.evidence().samples() / seconds,
                report.pixels() / PIXELS_PER_MEGAPIXEL / seconds);
    }

    /// Returns a ratio with four digits, `-` if it is undefined.
    static String ratio(double value) {
        return Double.isNaN(value) ? UNDEFINED : String.format(Locale.ROOT, "%.4f", value);
    }
}
