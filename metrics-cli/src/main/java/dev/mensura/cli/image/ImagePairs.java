package dev.mensura.cli.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Finds which prediction belongs to which target.
///
/// Two folders are searched to any depth, and files pair when they have the same path inside them, or else
/// one that differs in the extension alone. Every image file
/// ends with `.png`, `.tif` or `.tiff`, in any case of letters. Skipped are files and folders whose name begins with a dot, and `Thumbs.db` and
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
    /// @throws UnpairedImagesException if a prediction or a target is missing, or one of several by its extension alone,
    ///     if there is no image at all, if a folder
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
                    "no .png file (or .tif, .tiff) in %s nor in %s"
                            .formatted(predictions, targets));
        }
        SortedMap<String, String> partners =
                partners(predictionByName.keySet(), targetByName.keySet());
        List<String> problems = new ArrayList<>();
        addMissing(problems, "target", targetByName.keySet(), "prediction", partners.keySet());
        addMissing(problems, "prediction", predictionByName.keySet(), "target", partners.values());
        if (!problems.isEmpty()) {
            throw new UnpairedImagesException(
                    "%s (predictions in %s, targets in %s)"
                            .formatted(String.join("; ", problems), predictions, targets));
        }
        List<ImagePair> pairs = new ArrayList<>();
        partners.forEach((target, prediction) ->
                pairs.add(
                        new ImagePair(
                                target,
                                Objects.requireNonNull(predictionByName.get(prediction)),
                                Objects.requireNonNull(targetByName.get(target)))));
        return List.copyOf(pairs);
    }

    /// Returns the name of the prediction by that of the target: the same, or else the one that
    /// differs in the extension alone.
    private static SortedMap<String, String> partners(
            Set<String> predictions, Set<String> targets) {
        SortedMap<String, String> partners = new TreeMap<>();
        targets.stream().filter(predictions::contains).forEach(name -> partners.put(name, name));
        Map<String, List<String>> predictionsByStem = byStem(predictions);
        Map<String, List<String>> targetsByStem = byStem(targets);
        for (String target : targets) {
            List<String> candidates = predictionsByStem.getOrDefault(stem(target), List.of());
            if (partners.containsKey(target) || targets.containsAll(candidates)) {
                continue;
            }
            requireOne("predictions", candidates);
            requireOne("targets", targetsByStem.getOrDefault(stem(target), List.of()));
            partners.put(target, candidates.getFirst());
        }
        return partners;
    }

    private static Map<String, List<String>> byStem(Set<String> names) {
        return names.stream().collect(Collectors.groupingBy(ImagePairs::stem));
    }

    private static String stem(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static void requireOne(String role, List<String> names) {
        if (names.size() > 1) {
            throw new UnpairedImagesException(
                    ("the %s %s and %s differ in their extension alone, expected one of them, or"
                                    + " the same names in both folders")
                            .formatted(role, names.get(0), names.get(1)));
        }
    }

    /// Adds a sentence if images of one folder are missing in the other one.
    private static void addMissing(
            List<String> problems,
            String role,
            Collection<String> images,
            String otherRole,
            Collection<String> paired) {
        Set<String> found = Set.copyOf(paired);
        List<String> missing = images.stream().filter(name -> !found.contains(name)).toList();
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
