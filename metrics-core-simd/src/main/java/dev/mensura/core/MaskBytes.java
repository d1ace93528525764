package dev.mensura.core;

import dev.mensura.core.input.MaskStack;
import dev.mensura.core.kernel.StoredBlock;
import dev.mensura.core.kernel.StoredLabels;

/// Shows parts of masks as bytes: 0, 1, and others for values that a mask must not have.
///
/// Masks of bytes on the heap are shown as they are; wider values are narrowed in blocks.
final class MaskBytes {
    /// What is shown for a value that is neither 0 nor 1 and no byte.
    private static final byte NEITHER = 2;

    private static final byte[] NONE = {};

    private final MaskStack masks;
    private final long elements;
    private final StoredLabels stored;
    private final StoredBlock view = new StoredBlock();
    private final byte[] narrowed;

    MaskBytes(MaskStack masks) {
        this.masks = masks;
        this.elements = masks.spatialShape().size();
        this.stored = StoredLabels.of(masks.segment(), masks.type());
        this.narrowed = masks.type().bytes() == 1 ? NONE : new byte[CodeReader.BLOCK];
    }

    /// Shows `count` elements of the mask of class `c` from `start` on, at most a block.
    void show(int c, long start, int count) {
        view.show(stored, c * elements + start, count);
        int from = view.offset();
        switch (masks.type()) {
            case UINT8, INT8 -> {}
            case UINT16, INT16 -> {
                short[] values = (short[]) view.array();
                for (int i = 0; i < count; i++) {
                    int value = values[from + i];
                    narrowed[i] = (value & ~1) == 0 ? (byte) value : NEITHER;
                }
            }
            case INT32 -> {
                int[] values = (int[]) view.array();
                for (int i = 0; i < count; i++) {
                    int value = values[from + i];
                    narrowed[i] = (value & ~1) == 0 ? (byte) value : NEITHER;
                }
            }
            case INT64 -> {
                long[] values = (long[]) view.array();
                for (int i = 0; i < count; i++) {
                    long value = values[from + i];
                    narrowed[i] = (value & ~1L) == 0 ? (byte) value : NEITHER;
                }
            }
        }
    }

    /// Returns the array that shows the elements, from [#offset] on.
    byte[] array() {
        return narrowed.length == 0 ? (byte[]) view.array() : narrowed;
    }

    /// Returns the index of the first shown element in [#array].
    int offset() {
        return narrowed.length == 0 ? view.offset() : 0;
    }
}
