package dev.mensura.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Masks as files of raw uint8 labels, for other processes.
final class MaskFiles {
    private MaskFiles() {}

    static void write(Path folder, Texture texture, MaskPair pair) throws IOException {
        Files.write(prediction(folder, texture), pair.prediction());
        Files.write(target(folder, texture), pair.target());
    }

    static Path prediction(Path folder, Texture texture) {
        return folder.resolve(texture.name().toLowerCase(Locale.ROOT) + ".prediction");
    }

    static Path target(Path folder, Texture texture) {
        return folder.resolve(texture.name().toLowerCase(Locale.ROOT) + ".target");
    }
}
