package dev.mensura.benchmarks;

import dev.mensura.core.input.LabelType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Where the memory of a sample lies.
public enum Storage {
    /// In Java arrays.
    HEAP,
    /// Outside the Java heap.
    NATIVE,
    /// The prediction in a Java array, the target outside the heap.
    MIXED;

    /// A cache line, so that both kinds begin alike.
    private static final long ALIGNMENT = 64;

    MemorySegment prediction(byte[] labels, LabelType type) {
        return this == NATIVE ? outside(labels, type) : array(labels, type);
    }

    MemorySegment target(byte[] labels, LabelType type) {
        return this == HEAP ? array(labels, type) : outside(labels, type);
    }

    /// Returns uint8 labels as an array of a type; [LabelType#INT8] keeps their bits.
    private static MemorySegment array(byte[] labels, LabelType type) {
        if (type.bytes() == 1) {
            return MemorySegment.ofArray(labels);
        }
        MemorySegment stored =
                switch (type.bytes()) {
                    case 2 -> MemorySegment.ofArray(new short[labels.length]);
                    case 4 -> MemorySegment.ofArray(new int[labels.length]);
                    default -> MemorySegment.ofArray(new long[labels.length]);
                };
        return fill(stored, labels, type);
    }

    private static MemorySegment outside(byte[] labels, LabelType type) {
        long bytes = (long) labels.length * type.bytes();
        return fill(Arena.ofAuto().allocate(bytes, ALIGNMENT), labels, type);
    }

    private static MemorySegment fill(MemorySegment stored, byte[] labels, LabelType type) {
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i] & 0xFF;
            switch (type.bytes()) {
                case 1 -> stored.set(ValueLayout.JAVA_BYTE, i, (byte) label);
                case 2 -> stored.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) label);
                case 4 -> stored.setAtIndex(ValueLayout.JAVA_INT, i, label);
                default -> stored.setAtIndex(ValueLayout.JAVA_LONG, i, label);
            }
        }
        return stored;
    }
}
