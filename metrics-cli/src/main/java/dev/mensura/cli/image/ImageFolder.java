package dev.mensura.cli.image;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Collects the image files of a folder and of the folders in it.
final class ImageFolder extends SimpleFileVisitor<Path> {
    /// Stands for bytes of a name that are no text; two such names could look the same.
    private static final char UNDECODABLE = '\uFFFD';

    private static final List<String> ENDINGS = List.of(".png", ".tif", ".tiff");

    /// What Windows leaves in folders of images; others begin with a dot.
    private static final Set<String> CLUTTER = Set.of("thumbs.db", "desktop.ini");

    private final Path root;
    private final SortedMap<String, Path> images = new TreeMap<>();

    private ImageFolder(Path root) {
        this.root = root;
    }

    /// Returns the image files (`.png`, `.tif`, `.tiff`) in and below a folder by their `/`-separated path inside it, in ascending order.
    ///
    /// @throws UnpairedImagesException if there is a file that is neither an image nor hidden, or if a folder or link
    ///     cannot be followed
    static SortedMap<String, Path> images(Path folder) {
        ImageFolder visitor = new ImageFolder(folder);
        try {
            Files.walkFileTree(
                    folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
        } catch (FileSystemLoopException e) {
            throw new UnpairedImagesException(e.getFile() + " links to a folder that it is in", e);
        } catch (AccessDeniedException e) {
            throw new UnpairedImagesException("no permission to read " + e.getFile(), e);
        } catch (IOException e) {
            throw new UnpairedImagesException(folder + " cannot be searched: " + e.getMessage(), e);
        }
        return visitor.images;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean skipped = !folder.equals(root) && isHidden(folder);
        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (isHidden(file) || CLUTTER.contains(name)) {
            return FileVisitResult.CONTINUE;
        }
        if (ENDINGS.stream().noneMatch(name::endsWith)) {
            throw new UnpairedImagesException(
                    file + " is not a .png, .tif or .tiff file, expected nothing else in " + root);
        }
        if (!attributes.isRegularFile()) {
            throw new UnpairedImagesException(file + " is not a file, or a link to nothing");
        }
        if (name.indexOf(UNDECODABLE) >= 0) {
            throw new UnpairedImagesException(
                    file
                            + " has a name that cannot be read as text, expected one in "
                            + System.getProperty("sun.jnu.encoding"));
        }
        images.put(nameOf(file), file);
        return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private String nameOf(Path file) {
        List<String> parts = new ArrayList<>();
        root.relativize(file).forEach(part -> parts.add(part.toString()));
        return String.join("/", parts);
    }
}
