package dev.mensura.cli;

import dev.mensura.api.MetricCatalog;
import dev.mensura.cli.evaluation.Counts;
import dev.mensura.cli.evaluation.Evaluation;
import dev.mensura.cli.report.Kernel;
import dev.mensura.cli.report.RunInfo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `mensura merge`: adds up what several evaluations have counted.
final class MergeCommand implements Runnable {
    private static final CommandOption CHECKPOINT =
            CommandOption.valued(
                    "checkpoint",
                    "FILE",
                    "Write the sum into this file, which can be merged again.");

    static final Usage USAGE =
            new Usage(
                    "merge",
                    "STATE...",
                    "Reports on the images of several evaluations as if one had read them all, the"
                            + " same bit for bit.",
                    List.of(
                            "Each STATE is a file that mensura evaluate --checkpoint wrote, all"
                                    + " with the same options and each of images of its own; which"
                                    + " classes and metrics there are is told by the files."),
                    Stream.of(Plugins.OPTIONS, ReportOptions.OPTIONS, List.of(CHECKPOINT))
                            .flatMap(List::stream)
                            .toList());

    private final Output output;
    private final List<Path> files;
    private final Plugins plugins;
    private final ReportOptions form;
    private final Optional<Path> checkpoint;

    MergeCommand(Arguments given, Console console, Output output) {
        this.output = output;
        files = given.operands();
        plugins = new Plugins(given, console.err());
        form = new ReportOptions(given);
        checkpoint = given.path(CHECKPOINT);
        if (files.isEmpty()) {
            throw new UsageException("STATE is missing, expected one file or more");
        }
    }

    @Override
    public void run() {
        plugins.during(this::merge);
    }

    private void merge() {
        Kernel kernel = Simd.choose(Optional.empty());
        StateFile first = StateFile.read(files.getFirst());
        Setup setup = first.setup();
        MetricCatalog catalog = MetricCatalog.load();
        plugins.warn(catalog);
        Evaluation evaluation = first.options().evaluation(setup, catalog);
        Counts sum = evaluation.nothing();
        Duration elapsed = Duration.ZERO;
        Map<String, Path> fileByImage = new HashMap<>();
        for (Path file : files) {
            StateFile state = StateFile.read(file);
            requireSame(state, setup);
            Counts counts = state.counts(evaluation);
            counts.names().forEach(image -> requireNew(image, file, fileByImage));
            sum.mergeFrom(counts);
            elapsed = elapsed.plus(state.elapsed());
        }
        Duration total = elapsed;
        checkpoint.ifPresent(file -> StateFile.write(file, setup, total, sum));
        form.write(output, evaluation.report(sum), new RunInfo(Version.current(), kernel, elapsed));
    }

    private void requireSame(StateFile state, Setup setup) {
        state.setup()
                .difference(setup)
                .ifPresent(difference -> {
                    throw new StateFileException(
                            state.file(),
                            "cannot be merged with " + files.getFirst() + ": " + difference);
                });
    }

    private static void requireNew(String image, Path file, Map<String, Path> fileByImage) {
        Path other = fileByImage.putIfAbsent(image, file);
        if (other != null) {
            throw new StateFileException(
                    file, "has counted image " + image + ", as " + other + " has");
        }
    }
}
