package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// One side of a call as bytes, block by block: where they are stored, or in scratch memory of 4 KiB
/// (and, for wide labels that are not in an array of their width, 32 KiB).
///
/// A block is loaded by [#begin], but for wide labels, which [#pack] loads part by part. Whoever loads
/// both sides does that in turns: two streams of memory are read at once that way, where labels that no
/// cache holds take a third more time one side after the other.
///
/// [VectorByteCells#SLACK] bytes, of any value, follow each block.
final class VectorLabelBytes {
    /// The bytes of wide labels in a part, half a page: less shows the cost of a call, and with more the
    /// memory is not read ahead any more on both sides.
    private static final int PART = 2048;

    /// The same where they are copied, which costs a longer call: so many stay in the first-level cache.
    private static final int COPIED_PART = 8192;

    private static final VectorPacking SHORTS = new VectorShortPacking();
    private static final VectorPacking INTS = new VectorIntPacking();
    private static final VectorPacking LONGS = new VectorLongPacking();

    private final LabelCodes meaning;
    private final boolean target;
    private final byte[] scratch = new byte[PairCounter.BLOCK + VectorByteCells.SLACK];
    private final StoredBlock shown = new StoredBlock();
    private byte[] bytes = scratch;
    private MemorySegment memory = MemorySegment.NULL;
    private boolean inArray = true;

    /// Where the block begins in `bytes` or `memory`.
    private long start;

    /// The wide labels of the block, and the first of them; null if there are none.
    private @Nullable StoredLabels wide;

    private long wideFrom;
    private VectorPacking packing = LONGS;

    /// The kind of labels that was asked for last, and what its bytes mean.
    private @Nullable LabelType type;

    private @Nullable ByteCodes codes;

    VectorLabelBytes(LabelCodes meaning, boolean target) {
        this.meaning = meaning;
        this.target = target;
    }

    /// Returns whether the loaded block is in [#bytes], not in [#memory].
    boolean isInArray() {
        return inArray;
    }

    /// Returns the array of the loaded block.
    byte[] bytes() {
        return bytes;
    }

    /// Returns the off-heap memory of the loaded block.
    MemorySegment memory() {
        return memory;
    }

    /// Returns where the loaded block begins in [#bytes] or [#memory].
    long start() {
        return start;
    }

    /// Returns the index of the block's first byte in [#bytes].
    int offset() {
        return (int) start;
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

    /// Loads `length` labels from label `from` on, unless they are wide.
    void begin(LabelSource source, long from, int length) {
        isIn(scratch, 0);
        switch (source) {
            case CodedLabels labels -> labels.read(from, length, scratch);
            case StoredLabels labels when labels.type().bytes() == 1 -> show(labels, from, length);
            case StoredLabels labels -> {
                wide = labels;
                wideFrom = from;
                packing = packing(labels.type());
            }
        }
    }

    private static VectorPacking packing(LabelType type) {
        return switch (type.bytes()) {
            case Short.BYTES -> SHORTS;
            case Integer.BYTES -> INTS;
            default -> LONGS;
        };
    }

    private void show(StoredLabels labels, long from, int length) {
        if (labels.heap() instanceof byte[] heap
                && labels.heapIndex(from) <= heap.length - length - VectorByteCells.SLACK) {
            isIn(heap, labels.heapIndex(from));
        } else {
            labels.copy(from, length, scratch, 0);
        }
    }

    /// Returns how many labels of a block are in a part.
    int part() {
        StoredLabels labels = wide;
        if (labels == null) {
            return PairCounter.BLOCK;
        }
        return (labels.heap() == null ? COPIED_PART : PART) / labels.type().bytes();
    }

    /// Loads the bytes from bit `shift` on of `count` labels, if they are wide, the first `done` ones of
    /// the block being loaded. Returns false if one of them has bits above those, counted from label
    /// `first` on.
    boolean pack(long first, int shift, int done, int count) {
        StoredLabels labels = wide;
        if (labels == null) {
            return true;
        }
        shown.show(labels, wideFrom + done, count);
        return packing.pack(shown.array(), shown.offset(), count, first, shift, scratch, done);
    }

    /// Returns whether `length` labels from label `from` on can be left off the heap.
    static boolean isOffHeap(LabelSource source, long from, int length) {
        return source instanceof StoredLabels labels
                && labels.type().bytes() == 1
                && VectorMemory.isOffHeap(labels.segment())
                && from <= labels.segment().byteSize() - length - VectorByteCells.SLACK;
    }

    /// Loads labels of which [#isOffHeap] is true, without a copy.
    void leave(LabelSource source, long from) {
        wide = null;
        inArray = false;
        memory = ((StoredLabels) source).segment();
        start = from;
    }

    /// Copies `count` bytes of the loaded block, from its byte `from` on, to the front of an array.
    void copy(int from, int count, byte[] array) {
        if (inArray) {
            System.arraycopy(bytes, offset() + from, array, 0, count);
        } else {
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, start + from, array, 0, count);
        }
    }

    private void isIn(byte[] array, int index) {
        wide = null;
        inArray = true;
        bytes = array;
        start = index;
    }
}
