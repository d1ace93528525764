package dev.mensura.cli;

import dev.mensura.cli.evaluation.Counts;
import dev.mensura.cli.evaluation.Evaluation;
import dev.mensura.cli.image.ImagePair;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where an evaluation begins, and where what it counts is kept.
final class Checkpoint {
    private final Optional<Path> file;
    private final Setup setup;
    private final Optional<Counts> counts;
    private final Duration before;
    private final long start = System.nanoTime();

    private Checkpoint(Optional<Path> file, Setup setup, Optional<Counts> counts, Duration before) {
        this.file = file;
        this.setup = setup;
        this.counts = counts;
        this.before = before;
    }

    /// Returns a beginning with nothing, of which nothing is kept.
    static Checkpoint none() {
        return new Checkpoint(
                Optional.empty(),
                new Setup(List.of(), Optional.empty()),
                Optional.empty(),
                Duration.ZERO);
    }

    /// Returns a beginning with what the file holds, or with nothing if there is no file yet; then it
    /// is written.
    ///
    /// @throws StateFileException if the file cannot be read or written, is damaged, was made with
    ///     another setup, or holds an image that is not among the pairs
    static Checkpoint open(Path file, Setup setup, Evaluation evaluation, List<ImagePair> pairs) {
        Checkpoint checkpoint =
                Files.exists(file)
                        ? resume(StateFile.read(file), setup, evaluation, pairs)
                        : new Checkpoint(Optional.of(file), setup, Optional.empty(), Duration.ZERO);
        checkpoint.save(checkpoint.counts.orElseGet(evaluation::nothing));
        return checkpoint;
    }

    private static Checkpoint resume(
            StateFile state, Setup setup, Evaluation evaluation, List<ImagePair> pairs) {
        state.setup()
                .difference(setup)
                .ifPresent(difference -> {
                    throw new StateFileException(
                            state.file(), "is of another evaluation: " + difference);
                });
        Counts counts = state.counts(evaluation);
        var present = pairs.stream().map(ImagePair::name).collect(Collectors.toSet());
        counts.names().stream()
                .filter(name -> !present.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new StateFileException(
                            state.file(),
                            "has counted image "
                                    + name
                                    + ", which is not among the images of this evaluation");
                });
        return new Checkpoint(
                Optional.of(state.file()), setup, Optional.of(counts), state.elapsed());
    }

    /// Returns what was counted before, if anything was.
    Optional<Counts> counts() {
        return counts;
    }

    /// Returns the pairs that were not counted before.
    List<ImagePair> remaining(List<ImagePair> pairs) {
        Set<String> done = counts.<Set<String>>map(Counts::names).orElse(Set.of());
        return pairs.stream().filter(pair -> !done.contains(pair.name())).toList();
    }

    /// Returns the time that counting took, before and since.
    Duration elapsed() {
        return before.plusNanos(System.nanoTime() - start);
    }

    /// Keeps what was counted; without a file, does nothing.
    ///
    /// @throws StateFileException if the file cannot be written
    void save(Counts now) {
        file.ifPresent(path -> StateFile.write(path, setup, elapsed(), now));
    }
}
