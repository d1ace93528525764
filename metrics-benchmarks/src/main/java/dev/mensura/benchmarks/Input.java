package dev.mensura.benchmarks;

import dev.mensura.core.input.LabelType;

/// What is counted, by the name that a row has.
enum Input {
    UINT8("uint8", LabelType.UINT8),
    INT8("int8", LabelType.INT8),
    UINT16("uint16", LabelType.UINT16),
    INT16("int16", LabelType.INT16),
    INT32("int32", LabelType.INT32),
    INT64("int64", LabelType.INT64),
    /// uint8 labels, counted by the scalar kernel.
    SCALAR_SPECIFICATION("scalar specification", LabelType.UINT8),
    /// uint8 labels 0 and 1, under a BINARY rule.
    BYTE_MASKS("byte masks", LabelType.UINT8),
    /// One bit per element, with a validity mask for what is ignored, under a BINARY rule.
    PACKED_BITS("packed bits", LabelType.UINT8),
    /// float32 scores `[C, H, W]`, against a uint8 target.
    ARGMAX_PLANAR("argmax planar", LabelType.UINT8),
    /// float32 scores `[H, W, C]`, against a uint8 target.
    ARGMAX_INTERLEAVED("argmax interleaved", LabelType.UINT8);

    private final String text;
    private final LabelType type;

    Input(String text, LabelType type) {
        this.text = text;
        this.type = type;
    }

    /// Returns how labels are stored, those of the target at least.
    LabelType type() {
        return type;
    }

    @Override
    public String toString() {
        return text;
    }
}
