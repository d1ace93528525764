package dev.mensura.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Copies of images that are evaluated apart.
final class Shards {
    private Shards() {}

    /// Returns the names of the images of a folder of masks, in path order.
    static List<String> images(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("gt"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    /// Copies some images of a folder of masks into another one.
    static void copy(Path root, List<String> images, Path into) throws IOException {
        for (String role : List.of("pred", "gt")) {
            Files.createDirectories(into.resolve(role));
            for (String image : images) {
                Files.copy(root.resolve(role).resolve(image), into.resolve(role).resolve(image));
            }
        }
    }

    /// Copies the images into `count` folders, dealt out in turn, and evaluates each into a state
    /// file.
    static List<Path> states(Path root, Path folder, int count, String... options)
            throws IOException {
        List<String> images = images(root);
        return Stream.iterate(0, shard -> shard < count, shard -> shard + 1)
                .map(shard -> {
                    try {
                        Path into = folder.resolve("shard" + shard);
                        copy(
                                root,
                                images.stream()
                                        .filter(image -> images.indexOf(image) % count == shard)
                                        .toList(),
                                into);
                        Path state = folder.resolve("shard" + shard + ".state");
                        state(into, state, options);
                        return state;
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                })
                .toList();
    }

    /// Evaluates a folder into a state file.
    static void state(Path root, Path state, String... options) {
        Command done = Command.evaluate(root, and(options, "--checkpoint", state.toString()));
        if (done.exitCode() != 0) {
            throw new AssertionError(done.err());
        }
    }

    /// Returns both after one another.
    static String[] and(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }
}
