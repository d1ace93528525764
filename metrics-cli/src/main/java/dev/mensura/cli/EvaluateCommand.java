package dev.mensura.cli;

import dev.mensura.api.MetricCatalog;
import dev.mensura.cli.evaluation.Evaluation;
import dev.mensura.cli.evaluation.Report;
import dev.mensura.cli.evaluation.Scoring;
import dev.mensura.cli.image.ImagePair;
import dev.mensura.cli.image.ImagePairs;
import dev.mensura.cli.report.CsvWriter;
import dev.mensura.cli.report.JsonWriter;
import dev.mensura.cli.report.Kernel;
import dev.mensura.cli.report.MarkdownWriter;
import dev.mensura.cli.report.ReportWriter;
import dev.mensura.cli.report.RunInfo;
import dev.mensura.cli.report.TableWriter;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `mensura evaluate`: scores a folder of label images against another.
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Scores predicted label images against the targets: IoU, Dice, precision and recall per"
                    + " class, and their averages over all images.",
            "",
            "Images are PNG or TIFF files: palette (the label is the index) or gray (the label is"
                + " the stored sample); RGB only with colours from the classes file. Two folders"
                + " are searched recursively and paired by relative path, with another extension"
                + " where the same is not there.",
            ""
        })
final class EvaluateCommand implements Runnable {
    /// Every terminal is at least as wide; asking for the real width would take native code.
    private static final int TERMINAL_WIDTH = 79;

    private final Output output;
    private final Optional<PrintStream> terminal;

    @Option(
            names = "--predictions",
            paramLabel = "PATH",
            required = true,
            description = "Folder of predicted label images, or one file.")
    private Path predictions = Path.of("");

    @Option(
            names = "--targets",
            paramLabel = "PATH",
            required = true,
            description = "Folder of true label images, or one file.")
    private Path targets = Path.of("");

    @ArgGroup(multiplicity = "1")
    private ClassSource classSource = new ClassSource();

    @Mixin private LabelOptions labels = new LabelOptions();

    @Mixin private ScoreOptions scores = new ScoreOptions();

    @Mixin private Plugins plugins = new Plugins();

    @Option(names = "--per-image", description = "Add the scores of every image by itself.")
    private boolean perImage;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Read and count on N threads; default: one per processor. The numbers are the"
                            + " same bit for bit.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--simd",
            paramLabel = "KERNEL",
            description =
                    "Which kernel counts: ${COMPLETION-CANDIDATES}; default: auto. The numbers are"
                            + " the same bit for bit.")
    private Optional<Simd> simd = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Form of the report: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Format format = Format.TABLE;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report into this file instead of standard output.")
    private Optional<Path> outputFile = Optional.empty();

    EvaluateCommand(Output output, Optional<PrintStream> terminal) {
        this.output = output;
        this.terminal = terminal;
    }

    /// How a report is written.
    enum Format {
        /// For people.
        TABLE,
        /// For programs.
        JSON,
        /// For spreadsheets and data frames.
        CSV,
        /// For pull requests and notes.
        MARKDOWN;

        ReportWriter writer() {
            return switch (this) {
                case TABLE -> new TableWriter();
                case JSON -> new JsonWriter();
                case CSV -> new CsvWriter();
                case MARKDOWN -> new MarkdownWriter();
            };
        }

        /// Returns the name as it is written on the command line.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public void run() {
        plugins.during(this::evaluate);
    }

    private void evaluate() {
        if (threads < 1) {
            throw new UsageException("--threads is " + threads + ", expected 1 or more");
        }
        Kernel kernel = Simd.choose(simd);
        Evaluation evaluation = evaluation();
        List<ImagePair> pairs = ImagePairs.find(predictions, targets);
        long start = System.nanoTime();
        Report report = runWithProgress(evaluation, pairs);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        RunInfo run = new RunInfo(Version.current(), kernel, elapsed);
        output.write(outputFile, stream -> format.writer().write(report, run, stream));
    }

    private Evaluation evaluation() {
        ClassSource.Classes classes = classSource.read();
        Scoring scoring = scores.scoring(labels.rule(classes), classes.names());
        Map<String, Object> labelOptions = labels.asMetricOptions(classes);
        MetricCatalog catalog = MetricCatalog.load();
        plugins.warn(catalog);
        Evaluation evaluation =
                Evaluation.of(scoring, classes.names(), scores.reportMetrics(scoring, labelOptions))
                        .withColors(classes.colors())
                        .withMetrics(scores.further(catalog, scoring, labelOptions));
        return perImage ? evaluation.withScoresPerImage() : evaluation;
    }

    private Report runWithProgress(Evaluation evaluation, List<ImagePair> pairs) {
        if (terminal.isEmpty()) {
            return evaluation.run(pairs, threads, () -> {});
        }
        try (ProgressBar bar = progressBar(terminal.get(), pairs.size())) {
            return evaluation.run(pairs, threads, bar::step);
        }
    }

    private static ProgressBar progressBar(PrintStream terminal, int images) {
        return new ProgressBarBuilder()
                .setTaskName("images")
                .setInitialMax(images)
                .setConsumer(new ConsoleProgressBarConsumer(terminal, TERMINAL_WIDTH))
                .clearDisplayOnFinish()
                .build();
    }
}
