package dev.mensura.cli.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/// Finds which prediction belongs to which target.
///
/// Two folders are searched to any depth, and files pair when they have the same path inside them. Every image file
/// ends with `.png`, in any case of letters. Skipped are files and folders whose name begins with a dot, and `Thumbs.db` and
/// `desktop.ini`; any other file is an error, because an image of an unexpected format would else be left out in
/// silence. Symbolic links to files and folders are followed.
public final class ImagePairs {
    private ImagePairs() {}

    /// Returns the pairs of two folders in the order of their names, or the one pair of two files. Nothing is read yet,
    /// and all files are there.
    ///
    /// Names are compared as Java compares strings, so the order is the same on every file system. Two files pair
    /// whatever they are called; the pair is called as the target.
    ///
    /// @throws UnpairedImagesException if a prediction or a target is missing, if there is no image at all, if a folder
    ///     holds other files or cannot be searched, or if a folder is given with a file
    public static List<ImagePair> find(Path predictions, Path targets) {
        requireExists("prediction", predictions);
        requireExists("target", targets);
        boolean folders = Files.isDirectory(targets);
        if (Files.isDirectory(predictions) != folders) {
            throw new UnpairedImagesException(
                    ("the prediction %s is a %s and the target %s is a %s,"
                                    + " expected two folders or two files")
                            .formatted(
                                    predictions,
                                    folders ? "file" : "folder",
                                    targets,
                                    folders ? "folder" : "file"));
        }
        return folders
                ? inFolders(predictions, targets)
                : List.of(new ImagePair(name(targets), predictions, targets));
    }

    private static void requireExists(String role, Path path) {
        if (!Files.exists(path)) {
            throw new UnpairedImagesException(
                    "the %s %s does not exist, expected a folder or a file".formatted(role, path));
        }
    }

    private static List<ImagePair> inFolders(Path predictions, Path targets) {
        SortedMap<String, Path> predictionByName = ImageFolder.images(predictions);
        SortedMap<String, Path> targetByName = ImageFolder.images(targets);
        if (predictionByName.isEmpty() && targetByName.isEmpty()) {
            throw new UnpairedImagesException(
                    "no .png file in %s nor in %s".formatted(predictions, targets));
        }
        List<String> problems = new ArrayList<>();
        addMissing(problems, "target", targetByName, "prediction", predictionByName);
        addMissing(problems, "prediction", predictionByName, "target", targetByName);
        if (!problems.isEmpty()) {
            throw new UnpairedImagesException(
                    "%s (predictions in %s, targets in %s)"
                            .formatted(String.join("; ", problems), predictions, targets));
        }
        List<ImagePair> pairs = new ArrayList<>();
        targetByName.forEach((name, target) -> {
            Path prediction = Objects.requireNonNull(predictionByName.get(name));
            pairs.add(new ImagePair(name, prediction, target));
        });
        return List.copyOf(pairs);
    }

    /// Adds a sentence if images of one folder are missing in the other one.
    private static void addMissing(
            List<String> problems,
            String role,
            SortedMap<String, Path> images,
            String otherRole,
            SortedMap<String, Path> others) {
        List<String> missing =
                images.keySet().stream().filter(name -> !others.containsKey(name)).toList();
        if (missing.isEmpty()) {
            return;
        }
        int more = missing.size() - 1;
        problems.add(
                "the %s %s has no %s%s"
                        .formatted(
                                role,
                                missing.getFirst(),
                                otherRole,
                                more == 0 ? "" : " (and " + more + " more)"));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
