package dev.mensura.cli.classes;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// The content of a classes file: a JSON object, checked as a whole.
///
/// ```json
/// {
///   "numClasses": 3,
///   "ignoreIndex": 255,
///   "ignoreColor": [0, 0, 0],
///   "classes": [
///     {"id": 0, "name": "road", "color": [128, 64, 128]},
///     {"id": 1, "name": "sidewalk", "color": [244, 35, 232]},
///     {"id": 2, "name": "other", "color": [81, 0, 81], "ignoreInEval": true}
///   ]
/// }
/// ```
///
/// | property | value | when left out |
/// |---|---|---|
/// | `numClasses` | 1 or more | the greatest id plus 1 |
/// | `ignoreIndex` | one label, or `null` | none |
/// | `ignoreLabels` | list of labels | none |
/// | `ignoreColor` | `[r, g, b]` of ignored pixels in RGB masks | no such colour |
/// | `classes` | list of classes; may name some ids only | no names, no colours |
/// | `id` of a class | its label, 0 to numClasses - 1, unique | error |
/// | `name` | text, unique, not blank | the id as text |
/// | `color` | `[r, g, b]`, 0 to 255 each | RGB masks cannot hold this class |
/// | `ignoreInEval` | `true`: the id is an ignored label | `false` |
///
/// All ignored labels together are `ignoreIndex`, `ignoreLabels` and the ids with `ignoreInEval`; they may be any
/// integer, -1 too. `ignoreColor` stands for the smallest ignored label from numClasses to 65,535, else for the
/// smallest below numClasses; without either it is an error.
///
/// A property with another name is an error, because a misspelt `ignorelabels` would change results in silence; only
/// names that begin with `_` or `$` are free for notes. A property given twice is an error, too. Classes may share a colour
/// (and in Cityscapes they do) as long as no RGB mask is read.
public final class ClassesFile {
    private final int numClasses;
    private final SortedSet<Long> ignoreLabels;
    private final Map<Integer, String> names;
    private final ClassColors colors;

    ClassesFile(
            int numClasses,
            SortedSet<Long> ignoreLabels,
            Map<Integer, String> names,
            ClassColors colors) {
        this.numClasses = numClasses;
        this.ignoreLabels = Collections.unmodifiableSortedSet(new TreeSet<>(ignoreLabels));
        this.names = Map.copyOf(names);
        this.colors = colors;
    }

    /// Returns the content of a classes file.
    ///
    /// @throws ClassesFileException if the file cannot be read, is not JSON (line and column are named), or breaks a rule
    ///     above (its place is named, like `$.classes[3].color`)
    public static ClassesFile read(Path file) {
        return parse(file, content(file));
    }

    /// Returns the bytes of a classes file, unchecked.
    ///
    /// @throws ClassesFileException if the file cannot be read
    public static byte[] content(Path file) {
        return ClassesParser.content(file);
    }

    /// Returns what these bytes of a classes file say.
    ///
    /// @param file what to call it in messages; not read
    /// @throws ClassesFileException if they are not JSON or break a rule above
    public static ClassesFile parse(Path file, byte[] content) {
        return new ClassesParser(file, content).parse();
    }

    /// Returns the number of classes, 1 or more: labels are 0 to `numClasses - 1`.
    public int numClasses() {
        return numClasses;
    }

    /// Returns the ignored labels in ascending order, inside or outside the classes; may be empty.
    public SortedSet<Long> ignoreLabels() {
        return ignoreLabels;
    }

    /// Returns the name of a class, or its id as text when the file gives none: `"7"`.
    ///
    /// @throws IndexOutOfBoundsException if `id` is not in `[0, numClasses)`
    public String name(int id) {
        if (id < 0 || id >= numClasses) {
            throw new IndexOutOfBoundsException(
                    "class id is " + id + ", expected 0 to " + (numClasses - 1));
        }
        return names.getOrDefault(id, Integer.toString(id));
    }

    /// Returns the label of each colour in RGB masks; empty when the file gives no colours.
    public ClassColors colors() {
        return colors;
    }
}
