package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

/// One side of a block as two planes of bytes: the low byte of each label, and the next one, which
/// tell 65536 labels apart. 8-bit labels have one plane, which stands for both.
///
/// These are the labels from [LabelCodes#firstLabel] on, which hold the classes and the lowest
/// ignored or mapped label that is near enough; where a block has any other, the specification counts
/// it.
final class VectorLabelPlanes {
    private static final int LABELS = 1 << 16;

    private final LabelCodes meaning;
    private final boolean target;
    private final VectorLabelBytes low;
    private final VectorLabelBytes wideHigh;
    private VectorLabelBytes high;
    private LabelType type = LabelType.UINT8;
    private long first;

    VectorLabelPlanes(LabelCodes meaning, boolean target) {
        this.meaning = meaning;
        this.target = target;
        low = new VectorLabelBytes(meaning, target);
        wideHigh = new VectorLabelBytes(meaning, target);
        high = wideHigh;
    }

    /// Loads `length` labels from label `from` on, unless they are wide. Returns false if planes cannot
    /// tell them.
    boolean begin(LabelSource source, long from, int length) {
        if (!(source instanceof StoredLabels labels)) {
            return false;
        }
        type = labels.type();
        first = meaning.firstLabel(type, LABELS);
        low.begin(labels, from, length);
        high = type.bytes() == 1 ? low : wideHigh;
        if (high != low) {
            high.begin(labels, from, length);
        }
        return true;
    }

    /// Returns how many labels of a block are in a part.
    int part() {
        return low.part();
    }

    /// Loads `count` labels, if they are wide, the first `done` ones of the block being loaded. Returns
    /// false if the planes cannot tell one of them.
    boolean pack(int done, int count) {
        low.pack(first, 0, done, count);
        return high.pack(first, Byte.SIZE, done, count);
    }

    /// Returns the low bytes of the loaded block.
    VectorLabelBytes low() {
        return low;
    }

    /// Returns the bytes above them.
    VectorLabelBytes high() {
        return high;
    }

    /// Returns the code of label `index` of the loaded block.
    int code(int index) {
        int stored = low.bytes()[low.offset() + index] & 0xFF;
        if (type.bytes() > 1) {
            stored |= (high.bytes()[high.offset() + index] & 0xFF) << Byte.SIZE;
        }
        int bits = Math.min(type.bytes(), Short.BYTES) * Byte.SIZE;
        long label = first + ((stored - first) & ((1L << bits) - 1));
        return target ? meaning.targetCode(label) : meaning.predictionCode(label);
    }
}
