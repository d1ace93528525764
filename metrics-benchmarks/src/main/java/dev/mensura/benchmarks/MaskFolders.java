package dev.mensura.benchmarks;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/// Two folders of generated masks, as PNG files with a palette of 8 bits: windows of one large scene
/// of [Texture#CITY], written by the JDK.
///
/// @param predictions folder of `00.png`, `01.png`, ...
/// @param targets folder of files of the same names, with ignored pixels
record MaskFolders(Path predictions, Path targets) {
    static final int CLASSES = 19;

    private static final int COLORS = 256;
    private static final long SEED = 20_261_126;

    /// Steps from window to window that have no factor in common with the number of places.
    private static final int DOWN = 389;

    private static final int RIGHT = 787;

    /// Writes masks; the same arguments give the same files.
    ///
    /// @param folder where to make the two folders
    /// @param count how many pairs
    static MaskFolders write(Path folder, int count, int height, int width) throws IOException {
        MaskFolders folders = new MaskFolders(folder.resolve("pred"), folder.resolve("gt"));
        Files.createDirectory(folders.predictions);
        Files.createDirectory(folders.targets);
        int sceneHeight = 2 * height;
        int sceneWidth = 2 * width;
        byte[] prediction = new byte[sceneHeight * sceneWidth];
        byte[] target = new byte[sceneHeight * sceneWidth];
        Texture.CITY.fill(prediction, target, sceneHeight, sceneWidth, CLASSES, SEED);
        for (int i = 0; i < count; i++) {
            int top = i * DOWN % height;
            int left = i * RIGHT % width;
            String name = "%02d.png".formatted(i);
            write(
                    window(prediction, sceneWidth, top, left, height, width),
                    width,
                    folders.predictions.resolve(name));
            write(
                    window(target, sceneWidth, top, left, height, width),
                    width,
                    folders.targets.resolve(name));
        }
        return folders;
    }

    private static byte[] window(
            byte[] scene, int sceneWidth, int top, int left, int height, int width) {
        byte[] labels = new byte[height * width];
        for (int y = 0; y < height; y++) {
            System.arraycopy(scene, (top + y) * sceneWidth + left, labels, y * width, width);
        }
        return labels;
    }

    private static void write(byte[] labels, int width, Path file) throws IOException {
        int height = labels.length / width;
        BufferedImage image =
                new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette());
        image.getRaster().setDataElements(0, 0, width, height, labels);
        ImageIO.write(image, "png", file.toFile());
    }

    private static IndexColorModel palette() {
        byte[] red = new byte[COLORS];
        byte[] green = new byte[COLORS];
        byte[] blue = new byte[COLORS];
        for (int i = 0; i < COLORS; i++) {
            red[i] = (byte) (37 * i);
            green[i] = (byte) (91 * i);
            blue[i] = (byte) (151 * i);
        }
        return new IndexColorModel(Byte.SIZE, COLORS, red, green, blue);
    }
}
