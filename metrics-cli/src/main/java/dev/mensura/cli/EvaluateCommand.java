package dev.mensura.cli;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricDefinition;
import dev.mensura.cli.evaluation.Evaluation;
import dev.mensura.cli.evaluation.Report;
import dev.mensura.cli.image.ImagePair;
import dev.mensura.cli.image.ImagePairs;
import dev.mensura.cli.report.JsonWriter;
import dev.mensura.cli.report.Kernel;
import dev.mensura.cli.report.ReportWriter;
import dev.mensura.cli.report.RunInfo;
import dev.mensura.cli.report.TableWriter;
import dev.mensura.core.LabelRule;
import dev.mensura.core.input.SegmentationSample;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
            "Images are PNG files: palette (the label is the index) or gray (the label is the"
                + " stored sample), up to 16 bit; RGB only with colours from the classes file. Two"
                + " folders are searched recursively and paired by relative path.",
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

    @Option(
            names = "--ignore",
            paramLabel = "LABEL",
            description =
                    "Leave out pixels whose target has this label, inside or outside the class"
                            + " range, besides those of the classes file. Repeatable.")
    private List<Long> ignoreLabels = List.of();

    @Option(
            names = "--map",
            paramLabel = "FROM=TO",
            converter = LabelMapping.Converter.class,
            description =
                    "Read stored label FROM as TO, in predictions and targets, before anything"
                            + " else. Repeatable; all mappings apply at once.")
    private List<LabelMapping> mappings = List.of();

    @Option(
            names = "--metric",
            paramLabel = "[ALIAS=]NAME[:OPTION=VALUE,...]",
            description =
                    "A further metric of the catalog (see mensura metrics). Repeatable; lists are"
                        + " written 0+255. numClasses, ignoreLabels and labelMapping come from this"
                        + " command line unless given.")
    private List<String> metrics = List.of();

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
        JSON;

        ReportWriter writer() {
            return switch (this) {
                case TABLE -> new TableWriter();
                case JSON -> new JsonWriter();
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
        LabelRule rule =
                LabelRule.multiclass(classes.names().size())
                        .ignoreLabels(classes.ignoreLabels())
                        .ignoreLabels(Set.copyOf(ignoreLabels))
                        .mapLabels(mapping())
                        .build();
        Evaluation evaluation =
                Evaluation.of(rule, classes.names())
                        .withColors(classes.colors())
                        .withMetrics(definitions(rule));
        return perImage ? evaluation.withScoresPerImage() : evaluation;
    }

    private Map<Long, Long> mapping() {
        Map<Long, Long> mapping = new LinkedHashMap<>();
        for (LabelMapping each : mappings) {
            if (mapping.putIfAbsent(each.from(), each.to()) != null) {
                throw new UsageException(
                        "--map has label " + each.from() + " twice, expected it once");
            }
        }
        return mapping;
    }

    private Map<String, MetricDefinition<SegmentationSample, ?, ?>> definitions(LabelRule rule) {
        Map<String, MetricDefinition<SegmentationSample, ?, ?>> definitions = new LinkedHashMap<>();
        if (!metrics.isEmpty()) {
            MetricCatalog catalog = MetricCatalog.load();
            for (String text : metrics) {
                MetricSpec spec = MetricSpec.parse(text);
                if (definitions.putIfAbsent(spec.alias(), spec.define(catalog, rule)) != null) {
                    throw new UsageException(
                            "--metric has two called "
                                    + spec.alias()
                                    + ", expected an alias of its own for each: ALIAS="
                                    + spec.name());
                }
            }
        }
        return definitions;
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
