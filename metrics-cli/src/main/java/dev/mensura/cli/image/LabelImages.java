package dev.mensura.cli.image;

import dev.mensura.cli.classes.ClassColors;
import dev.mensura.core.input.LabelMap;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/// Reads label images. The format is that in which a file begins, whatever the file is called.
public final class LabelImages {
    private static final long BYTES_PER_MEGABYTE = 1 << 20;
    private static final int SHOWN_BYTES = 8;

    private LabelImages() {}

    /// Returns the label map `[H, W]` in a palette or gray file.
    ///
    /// @throws UnreadableImageException if the file cannot be read, is not a whole and undamaged file
    ///     of a known format, or has three channels
    public static LabelMap read(Path file) {
        return read(file, ClassColors.none());
    }

    /// Returns the label map `[H, W]` in a file, whose labels may be encoded as colours.
    ///
    /// @param colors the label of each colour, for RGB and RGBA images only
    /// @throws UnreadableImageException if the file cannot be read, is not a whole and undamaged file
    ///     of a known format, or has three channels and no colours are given, two labels share one, or
    ///     a pixel has another
    public static LabelMap read(Path file, ClassColors colors) {
        return read(file, colors, new LabelArrays());
    }

    /// Returns the same; it may share its labels with what was read with the same arrays before, which is
    /// then of no use any more.
    ///
    /// @throws UnreadableImageException as above
    public static LabelMap read(Path file, ClassColors colors, LabelArrays arrays) {
        byte[] bytes = bytes(file);
        for (LabelFormat format : formats()) {
            if (format.begins(bytes)) {
                return format.read(file, bytes, colors, arrays);
            }
        }
        throw new UnreadableImageException(
                file, "not a " + names() + " file, it begins with " + beginning(bytes));
    }

    private static List<LabelFormat> formats() {
        return List.of(new PngLabels(), new TiffLabels());
    }

    private static String names() {
        return String.join(" or ", formats().stream().map(LabelFormat::name).toList());
    }

    private static byte[] bytes(Path file) {
        if (!Files.exists(file)) {
            throw new UnreadableImageException(file, "no such file");
        }
        if (Files.isDirectory(file)) {
            throw new UnreadableImageException(
                    file, "expected a " + names() + " file, found a folder");
        }
        try {
            long size = Files.size(file);
            requireMemory(file, size);
            if (size > Integer.MAX_VALUE - 8) {
                throw new UnreadableImageException(
                        file, "expected a file of less than 2 GB, found %d bytes".formatted(size));
            }
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length == 0) {
                throw new UnreadableImageException(
                        file, "expected a " + names() + " file, found an empty file");
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// Returns the error for a file whose bytes the file system does not give.
    static UnreadableImageException unreadable(Path file, IOException cause) {
        String problem =
                cause instanceof AccessDeniedException
                        ? "no permission to read it"
                        : "cannot be read: " + cause.getMessage();
        return new UnreadableImageException(file, problem, cause);
    }

    /// Requires that this JVM can have so many bytes at all.
    static void requireMemory(Path file, long bytes) {
        long most = Runtime.getRuntime().maxMemory();
        if (bytes > most) {
            throw new UnreadableImageException(
                    file,
                    "needs %d MB of memory, the JVM has %d MB; give it more with -Xmx"
                            .formatted(bytes / BYTES_PER_MEGABYTE, most / BYTES_PER_MEGABYTE));
        }
    }

    private static String beginning(byte[] bytes) {
        String hex =
                HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, SHOWN_BYTES));
        String format =
                switch (hex.substring(0, Math.min(hex.length(), 5))) {
                    case "ff d8" -> " (JPEG)";
                    case "47 49" -> " (GIF)";
                    case "42 4d" -> " (BMP)";
                    default -> "";
                };
        return hex + format;
    }
}
