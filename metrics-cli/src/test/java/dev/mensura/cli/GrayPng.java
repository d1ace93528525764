package dev.mensura.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/// Writes small masks.
final class GrayPng {
    private GrayPng() {}

    /// Writes an 8-bit gray image of one row; its folder is made.
    static void write(Path file, int... labels) throws IOException {
        BufferedImage image = new BufferedImage(labels.length, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSamples(0, 0, labels.length, 1, 0, labels);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
