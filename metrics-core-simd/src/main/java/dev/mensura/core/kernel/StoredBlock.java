package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;

/// Shows a part of stored labels as a heap array of their width: the array itself, or a copy in
/// scratch memory, which is kept for each width.
public final class StoredBlock {
    /// The most labels that are copied at once: 32 KiB of the widest.
    public static final int COPIED = 4096;

    /// Arrays for copies, by the bytes of a label.
    private final @Nullable Object[] copies = new Object[Long.BYTES + 1];

    private Object array = new byte[0];
    private int offset;
    private boolean signed;

    /// Makes a block without memory.
    public StoredBlock() {}

    /// Shows `count` labels from label `start`, at most [#COPIED].
    public void show(StoredLabels labels, long start, int count) {
        show(labels, start, count, 0);
    }

    /// Shows `count` labels from label `start`, at most [#COPIED], so that `behind` more elements of the
    /// array can be read behind them; those are of any value.
    void show(StoredLabels labels, long start, int count, int behind) {
        signed = labels.type().isSigned();
        Object heap = labels.heap();
        if (heap != null && Array.getLength(heap) - count - behind >= labels.heapIndex(start)) {
            array = heap;
            offset = labels.heapIndex(start);
        } else {
            array = scratch(labels.type(), COPIED + behind);
            offset = 0;
            labels.copy(start, count, array, 0);
        }
    }

    /// Returns the array that shows the labels, from [#offset] on.
    public Object array() {
        return array;
    }

    /// Returns the index of the first shown label in [#array].
    public int offset() {
        return offset;
    }

    /// Returns the label number `i` of those that are shown.
    long label(int i) {
        int index = offset + i;
        if (array instanceof byte[] stored) {
            return signed ? stored[index] : stored[index] & 0xFF;
        }
        if (array instanceof short[] stored) {
            return signed ? stored[index] : stored[index] & 0xFFFF;
        }
        return array instanceof int[] stored ? stored[index] : ((long[]) array)[index];
    }

    /// Puts the codes of `count` labels from label `start`, at most [#COPIED], to `at` of `codes`.
    public void read(
            StoredLabels labels,
            long start,
            int count,
            LabelCodes meaning,
            boolean target,
            int[] codes,
            int at) {
        show(labels, start, count);
        for (int i = 0; i < count; i++) {
            long label = label(i);
            codes[at + i] = target ? meaning.targetCode(label) : meaning.predictionCode(label);
        }
    }

    private Object scratch(LabelType type, int length) {
        Object made = copies[type.bytes()];
        if (made == null || Array.getLength(made) < length) {
            made =
                    switch (type) {
                        case UINT8, INT8 -> new byte[length];
                        case UINT16, INT16 -> new short[length];
                        case INT32 -> new int[length];
                        case INT64 -> new long[length];
                    };
            copies[type.bytes()] = made;
        }
        return made;
    }
}
