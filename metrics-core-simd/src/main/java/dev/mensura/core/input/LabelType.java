package dev.mensura.core.input;

/// How one label is stored.
public enum LabelType {
    /// One byte, 0 to 255.
    UINT8(1),
    /// One byte, -128 to 127.
    INT8(1),
    /// Two bytes, 0 to 65,535.
    UINT16(2),
    /// Two bytes, -32,768 to 32,767.
    INT16(2),
    /// Four bytes, signed.
    INT32(4),
    /// Eight bytes, signed.
    INT64(8);

    private final int bytes;

    LabelType(int bytes) {
        this.bytes = bytes;
    }

    /// Returns the size of one label in bytes.
    public int bytes() {
        return bytes;
    }

    /// Returns whether negative labels can be stored.
    public boolean isSigned() {
        return this != UINT8 && this != UINT16;
    }
}
