package dev.mensura.cli.image;

/// The memory of one label image, used again for the next one of the same size. For one thread.
public final class LabelArrays {
    private byte[] bytes = {};
    private short[] shorts = {};

    private final ZlibStream.Scratch zlib;

    /// Returns memory for no image yet.
    public LabelArrays() {
        this(new ZlibStream.Scratch());
    }

    private LabelArrays(ZlibStream.Scratch zlib) {
        this.zlib = zlib;
    }

    /// Returns memory for another image, of the same thread, that shares what reading takes besides labels.
    public LabelArrays another() {
        return new LabelArrays(zlib);
    }

    /// Returns what decompressing takes, of no stream that is still read.
    ZlibStream.Scratch zlib() {
        return zlib;
    }

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
