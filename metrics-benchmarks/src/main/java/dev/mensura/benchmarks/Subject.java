package dev.mensura.benchmarks;

import java.util.Locale;

/// What a row is about.
///
/// @param input what is counted
/// @param texture how the masks look
/// @param images number of images; each has memory of its own
/// @param height of an image
/// @param width of an image
/// @param classes number of classes
/// @param storage where the memory lies
record Subject(
        Input input,
        Texture texture,
        int images,
        int height,
        int width,
        int classes,
        Storage storage) {

    long pixels() {
        return (long) images * height * width;
    }

    String data() {
        return texture.name().toLowerCase(Locale.ROOT);
    }

    /// Returns "1024x2048", or "64x1024x2048" for several images.
    String size() {
        return (images == 1 ? "" : images + "x") + height + "x" + width;
    }

    String memory() {
        return storage.name().toLowerCase(Locale.ROOT);
    }
}
