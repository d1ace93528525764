package dev.mensura.cli.classes;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Turns one JSON file into a [ClassesFile], or refuses it.
final class ClassesParser {
    private static final List<String> PROPERTIES =
            List.of("numClasses", "ignoreIndex", "ignoreLabels", "ignoreColor", "classes");
    private static final List<String> CLASS_PROPERTIES =
            List.of("id", "name", "color", "ignoreInEval");

    /// The greatest label that an image can hold.
    private static final long GREATEST_STORED_LABEL = 0xffff;

    private final Path file;
    private final byte[] content;
    private final SortedSet<Long> ignoreLabels = new TreeSet<>();
    private final Map<Integer, String> names = new TreeMap<>();
    private final Map<Integer, Integer> labelByColor = new HashMap<>();
    private @Nullable String ambiguity;

    /// Returns a parser of this content.
    ///
    /// @param file what to call it in messages
    ClassesParser(Path file, byte[] content) {
        this.file = file;
        this.content = content;
    }

    /// Returns the bytes of a file.
    ///
    /// @throws ClassesFileException if it cannot be read
    static byte[] content(Path file) {
        if (Files.isDirectory(file)) {
            throw new ClassesFileException(file, "expected a JSON file, found a folder");
        }
        if (!Files.exists(file)) {
            throw new ClassesFileException(file, "no such file");
        }
        try {
            return Files.readAllBytes(file);
        } catch (AccessDeniedException e) {
            throw new ClassesFileException(file, "no permission to read it", e);
        } catch (IOException e) {
            throw new ClassesFileException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    /// Returns the checked content.
    ClassesFile parse() {
        JsonPlace root = new JsonPlace(file, "$", json()).requireObject(PROPERTIES);
        List<JsonPlace> classes = root.has("classes") ? root.get("classes").elements() : List.of();
        int numClasses = numClasses(root, classes);
        if (root.has("ignoreIndex")) {
            ignoreLabels.add(root.get("ignoreIndex").integer());
        }
        if (root.has("ignoreLabels")) {
            root.get("ignoreLabels").elements().forEach(label -> ignoreLabels.add(label.integer()));
        }
        Set<Integer> ids = new HashSet<>();
        for (JsonPlace entry : classes) {
            addClass(entry, numClasses, ids);
        }
        requireUniqueNames(classes, numClasses);
        if (root.has("ignoreColor")) {
            addIgnoreColor(root.get("ignoreColor"), numClasses);
        }
        return new ClassesFile(
                numClasses, ignoreLabels, names, ClassColors.of(labelByColor, ambiguity));
    }

    private Object json() {
        try {
            Object value = JsonTree.read(content);
            if (value == null) {
                throw new ClassesFileException(file, "expected a JSON object, found an empty file");
            }
            return value;
        } catch (JacksonException e) {
            throw new ClassesFileException(file, notJson(e), e);
        }
    }

    private static String notJson(JacksonException e) {
        String reason = e.getOriginalMessage().lines().findFirst().orElse("");
        TokenStreamLocation place = e.getLocation();
        return place == null
                ? "not valid JSON: " + reason
                : "not valid JSON at line %d, column %d: %s"
                        .formatted(place.getLineNr(), place.getColumnNr(), reason);
    }

    private static int numClasses(JsonPlace root, List<JsonPlace> classes) {
        if (root.has("numClasses")) {
            return (int) root.get("numClasses").integer(1, Integer.MAX_VALUE);
        }
        OptionalLong greatestId =
                classes.stream()
                        .mapToLong(entry ->
                                entry.requireObject(CLASS_PROPERTIES)
                                        .get("id")
                                        .integer(0, Integer.MAX_VALUE - 1))
                        .max();
        if (greatestId.isEmpty()) {
            throw root.get("numClasses").expected("an integer, as there is no list of classes");
        }
        return (int) greatestId.getAsLong() + 1;
    }

    private void addClass(JsonPlace entry, int numClasses, Set<Integer> ids) {
        entry.requireObject(CLASS_PROPERTIES);
        JsonPlace idPlace = entry.get("id");
        int id = (int) idPlace.integer(0, numClasses - 1);
        if (!ids.add(id)) {
            throw idPlace.expected("an id that no other class has");
        }
        if (entry.has("name")) {
            names.put(id, entry.get("name").text());
        }
        if (entry.has("ignoreInEval") && entry.get("ignoreInEval").bool()) {
            ignoreLabels.add((long) id);
        }
        if (entry.has("color")) {
            addColor(entry.get("color").color(), id, "class " + id);
        }
    }

    /// A class without a name is called by its id, so no other may have that name.
    private void requireUniqueNames(List<JsonPlace> classes, int numClasses) {
        Map<String, Integer> idByName = new HashMap<>();
        for (JsonPlace entry : classes) {
            int id = (int) entry.get("id").integer();
            String name = names.get(id);
            if (name == null) {
                continue;
            }
            Integer other = idByName.putIfAbsent(name, id);
            if (other == null) {
                other = namelessClass(name, numClasses);
            }
            if (other != null && other != id) {
                throw entry.get("name").expected("another name than that of class " + other);
            }
        }
    }

    private @Nullable Integer namelessClass(String name, int numClasses) {
        if (!name.matches("0|[1-9][0-9]{0,8}")) {
            return null;
        }
        int id = Integer.parseInt(name);
        return id < numClasses && !names.containsKey(id) ? id : null;
    }

    private void addIgnoreColor(JsonPlace place, int numClasses) {
        int color = place.color();
        SortedSet<Long> stored = ignoreLabels.subSet(0L, GREATEST_STORED_LABEL + 1);
        SortedSet<Long> outside = stored.tailSet(Math.min(numClasses, GREATEST_STORED_LABEL + 1));
        if (stored.isEmpty()) {
            throw place.expected(
                    "an ignored label from 0 to %d that it can stand for, like \"ignoreIndex\": 255"
                            .formatted(GREATEST_STORED_LABEL));
        }
        int label = Math.toIntExact(outside.isEmpty() ? stored.getFirst() : outside.getFirst());
        addColor(color, label, "ignoreColor");
    }

    private void addColor(int color, int label, String owner) {
        if (label > GREATEST_STORED_LABEL) {
            return; // no image can hold this label, nor can its colour be read
        }
        Integer other = labelByColor.putIfAbsent(color, label);
        if (other != null && other != label && ambiguity == null) {
            ambiguity =
                    "in %s the colour %s of %s is also that of label %d"
                            .formatted(file, ClassColors.hex(color), owner, other);
        }
    }
}
