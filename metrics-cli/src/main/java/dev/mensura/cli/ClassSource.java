package dev.mensura.cli;

import dev.mensura.cli.classes.ClassColors;
import dev.mensura.cli.classes.ClassesFile;
import dev.mensura.cli.classes.ClassesFileException;
import dev.mensura.core.ConfusionMatrix;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Where the classes come from: `--num-classes` or `--classes`, exactly one of them.
final class ClassSource {
    /// Reports write every cell of the confusion matrix.
    private static final int MAX_CLASSES = ConfusionMatrix.MAX_ARRAY_CLASSES;

    private static final CommandOption NUM_CLASSES =
            CommandOption.valued("num-classes", "N", "Labels are 0 to N-1.");

    private static final CommandOption CLASSES =
            CommandOption.valued(
                    "classes",
                    "FILE",
                    "JSON file with the names, colours and ignored labels of the classes; instead"
                            + " of --num-classes.");

    static final List<CommandOption> OPTIONS = List.of(NUM_CLASSES, CLASSES);

    private final Optional<Integer> numClasses;
    private final Optional<Path> file;

    ClassSource(Arguments given) {
        numClasses = given.integer(NUM_CLASSES);
        file = given.path(CLASSES);
        if (numClasses.isPresent() == file.isPresent()) {
            throw new UsageException(
                    "the classes are "
                            + (file.isPresent() ? "given twice" : "missing")
                            + ", expected either --num-classes N or --classes FILE");
        }
    }

    /// What is known about the classes.
    ///
    /// @param names one per class id
    /// @param ignoreLabels target labels that are left out
    /// @param colors labels by colour, for RGB images
    record Classes(List<String> names, Set<Long> ignoreLabels, ClassColors colors) {}

    /// Returns the bytes of the classes file, or nothing if there is none.
    ///
    /// @throws dev.mensura.cli.classes.ClassesFileException if the file cannot be read
    Optional<byte[]> fileContent() {
        return file.map(ClassesFile::content);
    }

    /// Returns the classes.
    ///
    /// @param content the bytes of the classes file, if one is given
    /// @throws UsageException if neither option is given, or if `--num-classes` is out of range
    /// @throws dev.mensura.cli.classes.ClassesFileException if the file says nothing usable
    Classes read(Optional<byte[]> content) {
        return file.flatMap(path -> content.map(bytes -> ofFile(path, bytes)))
                .or(() -> numClasses.map(ClassSource::ofNumber))
                .orElseThrow(() ->
                        new UsageException(
                                "the classes are missing, expected --num-classes N or"
                                        + " --classes FILE"));
    }

    private static Classes ofFile(Path path, byte[] bytes) {
        ClassesFile content = ClassesFile.parse(path, bytes);
        if (content.numClasses() > MAX_CLASSES) {
            throw new ClassesFileException(
                    path,
                    "has " + content.numClasses() + " classes, expected at most " + MAX_CLASSES);
        }
        return new Classes(
                IntStream.range(0, content.numClasses()).mapToObj(content::name).toList(),
                content.ignoreLabels(),
                content.colors());
    }

    private static Classes ofNumber(int numClasses) {
        if (numClasses < 1 || numClasses > MAX_CLASSES) {
            throw new UsageException(
                    "--num-classes is " + numClasses + ", expected 1 to " + MAX_CLASSES);
        }
        return new Classes(
                IntStream.range(0, numClasses).mapToObj(Integer::toString).toList(),
                Set.of(),
                ClassColors.none());
    }
}
