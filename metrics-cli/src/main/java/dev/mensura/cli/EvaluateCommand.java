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

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `mensura evaluate`: scores a folder of label images against another.
final class EvaluateCommand implements Runnable {
    /// Every terminal is at least as wide; asking for the real width would take native code.
    private static final int TERMINAL_WIDTH = 79;

    private static final int CHECKPOINT_SECONDS = 5;

    private static final CommandOption PREDICTIONS =
            CommandOption.valued(
                    "predictions",
                    "PATH",
                    "Folder of predicted label images, or one file; required.");

    private static final CommandOption TARGETS =
            CommandOption.valued(
                    "targets", "PATH", "Folder of true label images, or one file; required.");

    private static final CommandOption THREADS =
            CommandOption.valued(
                    "threads",
                    "N",
                    "Read and count on N threads; default: one per processor. The numbers are the"
                            + " same bit for bit.");

    private static final CommandOption SIMD =
            CommandOption.valued(
                    "simd",
                    "KERNEL",
                    "Which kernel counts: auto (the default), vector or scalar. The numbers are"
                            + " the same bit for bit.");

    private static final CommandOption CHECKPOINT =
            CommandOption.valued(
                    "checkpoint",
                    "FILE",
                    "Keep what was counted in this file, and go on with it if it is there: images"
                            + " that it has are not read again. See mensura merge.");

    private static final CommandOption CHECKPOINT_INTERVAL =
            CommandOption.valued(
                    "checkpoint-interval",
                    "SECONDS",
                    "Write the checkpoint that often; default: "
                            + CHECKPOINT_SECONDS
                            + ". 0: after every image.");

    static final Usage USAGE =
            new Usage(
                    "evaluate",
                    "",
                    "Scores predicted label images against the targets: IoU, Dice, precision and"
                            + " recall per class, and their averages over all images.",
                    List.of(
                            "Images are PNG or TIFF files: palette (the label is the index) or gray"
                                + " (the label is the stored sample); RGB only with colours from"
                                + " the classes file. Two folders are searched recursively and"
                                + " paired by relative path, with another extension where the same"
                                + " is not there."),
                    Stream.of(
                                    List.of(PREDICTIONS, TARGETS),
                                    EvaluationOptions.OPTIONS,
                                    Plugins.OPTIONS,
                                    List.of(THREADS, SIMD),
                                    ReportOptions.OPTIONS,
                                    List.of(CHECKPOINT, CHECKPOINT_INTERVAL))
                            .flatMap(List::stream)
                            .toList());

    private final Output output;
    private final Optional<PrintStream> terminal;
    private final Path predictions;
    private final Path targets;
    private final EvaluationOptions options;
    private final Plugins plugins;
    private final int threads;
    private final Optional<Simd> simd;
    private final ReportOptions form;
    private final Optional<Path> checkpoint;
    private final int checkpointInterval;

    EvaluateCommand(Arguments given, Console console, Output output) {
        this.output = output;
        terminal = console.progress();
        predictions = given.required(PREDICTIONS);
        targets = given.required(TARGETS);
        options = new EvaluationOptions(given);
        plugins = new Plugins(given, console.err());
        threads = given.integer(THREADS).orElseGet(Runtime.getRuntime()::availableProcessors);
        simd = given.choice(SIMD, Simd.class);
        form = new ReportOptions(given);
        checkpoint = given.path(CHECKPOINT);
        checkpointInterval = given.integer(CHECKPOINT_INTERVAL).orElse(CHECKPOINT_SECONDS);
        if (threads < 1) {
            throw new UsageException("--threads is " + threads + ", expected 1 or more");
        }
        if (checkpointInterval < 0) {
            throw new UsageException(
                    "--checkpoint-interval is " + checkpointInterval + ", expected 0 or more");
        }
    }

    @Override
    public void run() {
        plugins.during(this::evaluate);
    }

    private void evaluate() {
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
