package dev.mensura.benchmarks;

import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

import javax.imageio.ImageIO;

/// The real masks of the folder `examples/masks`, which the jar carries.
final class ExampleMasks {
    private static final List<String> NAMES =
            List.of(
                    "astronaut_quick",
                    "astronaut_slic",
                    "chelsea_felz",
                    "coffee_quick",
                    "coffee_slic",
                    "rocket_felz");

    /// Masks lie side by side in fields of this size, each repeated or cut off to fill its field.
    private static final int FIELD_HEIGHT = 256;

    private static final int FIELD_WIDTH = 512;

    private final List<Raster> predictions;
    private final List<Raster> targets;

    private ExampleMasks(List<Raster> predictions, List<Raster> targets) {
        this.predictions = predictions;
        this.targets = targets;
    }

    static ExampleMasks load() {
        return new ExampleMasks(read("pred"), read("gt"));
    }

    private static List<Raster> read(String folder) {
        return NAMES.stream().map(name -> read(folder, name)).toList();
    }

    private static Raster read(String folder, String name) {
        String resource = "masks/" + folder + "/" + name + ".png";
        try (InputStream png = ExampleMasks.class.getResourceAsStream(resource)) {
            return ImageIO.read(Objects.requireNonNull(png, resource)).getRaster();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Fills images of rows of `width` pixels.
    void fill(byte[] prediction, byte[] target, int width) {
        int fieldsPerRow = (width + FIELD_WIDTH - 1) / FIELD_WIDTH;
        for (int i = 0; i < target.length; i++) {
            int y = i / width;
            int x = i % width;
            int field = y / FIELD_HEIGHT * fieldsPerRow + x / FIELD_WIDTH;
            int mask = field % NAMES.size();
            prediction[i] = label(predictions.get(mask), y, x);
            target[i] = label(targets.get(mask), y, x);
        }
    }

    private static byte label(Raster mask, int y, int x) {
        int row = y % FIELD_HEIGHT % mask.getHeight();
        int column = x % FIELD_WIDTH % mask.getWidth();
        return (byte) mask.getSample(column, row, 0);
    }
}
