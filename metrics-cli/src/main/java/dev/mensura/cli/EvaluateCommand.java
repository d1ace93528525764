package dev.mensura.cli;

import dev.mensura.api.MetricCatalog;
import dev.mensura.cli.evaluation.Counts;
import dev.mensura.cli.evaluation.Evaluation;
import dev.mensura.cli.evaluation.Saving;
import dev.mensura.cli.image.ImagePair;
import dev.mensura.cli.image.ImagePairs;
import dev.mensura.cli.report.Kernel;
import dev.mensura.cli.report.RunInfo;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    @Mixin private EvaluationOptions options = new EvaluationOptions();

    @Mixin private Plugins plugins = new Plugins();

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

    @Mixin private ReportOptions form = new ReportOptions();

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "Keep what was counted in this file, and go on with it if it is there: images"
                            + " that it has are not read again. See mensura merge.")
    private Optional<Path> checkpoint = Optional.empty();

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "SECONDS",
            description =
                    "Write the checkpoint that often; default: ${DEFAULT-VALUE}. 0: after every"
                            + " image.")
    private int checkpointInterval = 5;

    EvaluateCommand(Output output, Optional<PrintStream> terminal) {
        this.output = output;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        plugins.during(this::evaluate);
    }

    private void evaluate() {
        if (threads < 1) {
            throw new UsageException("--threads is " + threads + ", expected 1 or more");
        }
        if (checkpointInterval < 0) {
            throw new UsageException(
                    "--checkpoint-interval is " + checkpointInterval + ", expected 0 or more");
        }
        Kernel kernel = Simd.choose(simd);
        Setup setup = options.setup();
        MetricCatalog catalog = MetricCatalog.load();
        plugins.warn(catalog);
        Evaluation evaluation = options.evaluation(setup, catalog);
        List<ImagePair> pairs = ImagePairs.find(predictions, targets);
        Checkpoint state =
                checkpoint
                        .map(file -> Checkpoint.open(file, setup, evaluation, pairs))
                        .orElseGet(Checkpoint::none);
        TimingFile times = new TimingFile();
        Counts counts =
                runWithProgress(
                        evaluation.withTiming(times.timing()), state, state.remaining(pairs));
        times.write();
        state.save(counts);
        RunInfo run = new RunInfo(Version.current(), kernel, state.elapsed());
        form.write(output, evaluation.report(counts), run);
    }

    private Counts runWithProgress(Evaluation evaluation, Checkpoint state, List<ImagePair> pairs) {
        Saving saving = new Saving(Duration.ofSeconds(checkpointInterval), state::save);
        if (terminal.isEmpty()) {
            return evaluation.count(state.counts(), pairs, threads, () -> {}, saving);
        }
        try (ProgressBar bar = progressBar(terminal.get(), pairs.size())) {
            return evaluation.count(state.counts(), pairs, threads, bar::step, saving);
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
