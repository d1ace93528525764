package dev.mensura.cli;

import dev.mensura.api.MetricCatalog;
import dev.mensura.cli.evaluation.Counts;
import dev.mensura.cli.evaluation.Evaluation;
import dev.mensura.cli.report.Kernel;
import dev.mensura.cli.report.RunInfo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `mensura merge`: adds up what several evaluations have counted.
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Reports on the images of several evaluations as if one had read them all, the same bit"
                    + " for bit.",
            "",
            "Each was run with --checkpoint and the same options on images of its own; which"
                    + " classes and metrics there are is told by the files.",
            ""
        })
final class MergeCommand implements Runnable {
    private final Output output;

    @Parameters(
            paramLabel = "STATE",
            arity = "1..*",
            description = "Files that mensura evaluate --checkpoint wrote.")
    private List<Path> files = List.of();

    @Mixin private Plugins plugins = new Plugins();

    @Mixin private ReportOptions form = new ReportOptions();

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "Write the sum into this file, which can be merged again.")
    private Optional<Path> checkpoint = Optional.empty();

    MergeCommand(Output output) {
        this.output = output;
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
