package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

import org.jspecify.annotations.Nullable;

/// One side of a call as bytes, block by block: where they are stored, or in scratch memory of 4 KiB
/// (and, for wide labels that are not in an array of their width, 32 KiB).
final class VectorLabelBytes {
    /// Wide labels that are packed at once: copies of so many stay in the first-level cache.
    private static final int PACKED = 1024;

    private final LabelCodes meaning;
    private final boolean target;
    private final byte[] scratch = new byte[PairCounter.BLOCK + VectorByteCells.SLACK];
    private final StoredBlock block = new StoredBlock();
    private byte[] bytes = scratch;
    private int offset;

    /// The kind of labels that was asked for last, and what its bytes mean.
    private @Nullable LabelType type;

    private @Nullable ByteCodes codes;

    VectorLabelBytes(LabelCodes meaning, boolean target) {
        this.meaning = meaning;
        this.target = target;
    }

    /// Returns the array of the loaded block, in which [VectorByteCells#SLACK] bytes follow the block.
    byte[] bytes() {
        return bytes;
    }

    /// Returns the index of the block's first byte.
    int offset() {
        return offset;
    }

    /// Returns what the bytes of a source mean.
    ByteCodes codes(LabelSource source) {
        LabelType asked = source instanceof StoredLabels labels ? labels.type() : null;
        ByteCodes known = codes;
        if (known == null || type != asked) {
            known = meaning.ofBytes(asked, target);
            codes = known;
            type = asked;
        }
        return known;
    }

    /// Loads `length` labels from label `start` on. Returns false if one of them has no byte.
    boolean load(LabelSource source, ByteCodes codes, long start, int length) {
        if (source instanceof StoredLabels labels) {
            return labels.type().bytes() == 1
                    ? show(labels, start, length)
                    : pack(labels, codes.first(), 0, start, length);
        }
        ((CodedLabels) source).read(start, length, scratch);
        bytes = scratch;
        offset = 0;
        return true;
    }

    /// Loads `length` 8-bit labels from label `start` on.
    boolean show(StoredLabels labels, long start, int length) {
        if (labels.heap() instanceof byte[] heap
                && labels.heapIndex(start) <= heap.length - length - VectorByteCells.SLACK) {
            bytes = heap;
            offset = labels.heapIndex(start);
        } else {
            labels.copy(start, length, scratch, 0);
            bytes = scratch;
            offset = 0;
        }
        return true;
    }

    /// Loads the bytes from bit `shift` on of `length` wider labels from label `start` on. Returns
    /// false if a label has bits above them, counted from label `first` on.
    boolean pack(StoredLabels labels, long first, int shift, long start, int length) {
        bytes = scratch;
        offset = 0;
        boolean all = true;
        for (int done = 0; done < length; done += PACKED) {
            int count = Math.min(PACKED, length - done);
            block.show(labels, start + done, count);
            int from = block.offset();
            all &=
                    switch (block.array()) {
                        case short[] wide ->
                                VectorPacking.pack(
                                        wide, from, count, (short) first, shift, scratch, done);
                        case int[] wide ->
                                VectorPacking.pack(
                                        wide, from, count, (int) first, shift, scratch, done);
                        default ->
                                VectorPacking.pack(
                                        (long[]) block.array(),
                                        from,
                                        count,
                                        first,
                                        shift,
                                        scratch,
                                        done);
                    };
        }
        return all;
    }
}
