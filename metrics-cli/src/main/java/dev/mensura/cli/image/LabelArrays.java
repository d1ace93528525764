package dev.mensura.cli.image;

/// The memory of one label image, used again for the next one of the same size. For one thread.
public final class LabelArrays {
    private byte[] bytes = {};
    private short[] shorts = {};

    /// Returns memory for no image yet.
    public LabelArrays() {}

    /// Returns an array of exactly this length, whatever it holds.
    byte[] bytes(int length) {
        if (bytes.length != length) {
            bytes = new byte[length];
        }
        return bytes;
    }

    /// Returns an array of exactly this length, whatever it holds.
    short[] shorts(int length) {
        if (shorts.length != length) {
            shorts = new short[length];
        }
        return shorts;
    }
}
