package dev.mensura.cli;

import dev.mensura.api.MetricCatalog;
import dev.mensura.cli.evaluation.Evaluation;
import dev.mensura.cli.evaluation.Saving;
import dev.mensura.cli.image.ImagePair;
import dev.mensura.cli.image.ImagePairs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A process that evaluates as `mensura evaluate --checkpoint` does, but gets stuck at the last image: its
/// target is a pipe into which nobody writes.
final class StuckEvaluation {
    private StuckEvaluation() {}

    /// @param args folder of masks, pipe, state file, threads; then options that decide the numbers
    public static void main(String[] args) {
        Path root = Path.of(args[0]);
        Path pipe = Path.of(args[1]);
        Path state = Path.of(args[2]);
        int threads = Integer.parseInt(args[3]);
        List<String> given = Arrays.asList(args).subList(4, args.length);
        Setup setup = EvaluationOptions.of(new Setup(given, Optional.empty())).setup();
        Evaluation evaluation = EvaluationOptions.of(setup).evaluation(setup, MetricCatalog.load());
        List<ImagePair> pairs =
                new ArrayList<>(ImagePairs.find(root.resolve("pred"), root.resolve("gt")));
        ImagePair last = pairs.removeLast();
        pairs.add(new ImagePair(last.name(), last.prediction(), pipe));
        Checkpoint checkpoint = Checkpoint.open(state, setup, evaluation, pairs);
        evaluation.count(
                checkpoint.counts(),
                checkpoint.remaining(pairs),
                threads,
                () -> {},
                new Saving(Duration.ZERO, checkpoint::save));
    }
}
