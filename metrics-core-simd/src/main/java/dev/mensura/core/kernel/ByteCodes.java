package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

/// What the bytes mean that a side's labels are counted as: for every byte a part of a table index,
/// `row(t) + column(p)` being the cell of a pair.
///
/// 8-bit labels are their own bytes, of wider ones the low eight bits are taken. That is one to one
/// for the 256 labels from [#first] on, which hold the classes and the lowest ignored or mapped label
/// that is near enough; where a block has any other, the specification counts it.
///
/// The sum says in one integer what becomes of a pair. With C classes it is
///
/// | | predicted class p | rejected prediction |
/// |---|---|---|
/// | target class t | `t * C + p` | above [#LAST_CELL] |
/// | ignored target | negative, low 16 bits `C * C + p` | negative, low 16 bits `C * C` |
/// | rejected target | above `LAST_CELL` | above `LAST_CELL` |
///
/// Rows are 0, -2 or 3 units away from a cell and columns 0 or 1 unit, one unit being more than any
/// cell, so the highest of many sums tells whether one of the pairs is rejected.
final class ByteCodes {
    /// The most classes whose cells, with those of ignored targets, fit 16 bits.
    static final int MAX_CLASSES = 255;

    /// The highest sum of a pair that is not rejected.
    static final int LAST_CELL = (1 << 16) - 1;

    private static final int UNIT = 1 << 16;
    private static final int BYTES = 256;
    private static final int NONE = -1;

    private final long first;
    private final int[] parts = new int[BYTES];
    private final int ignoredByte;
    private final boolean arithmetic;

    /// @param codes what a label means: a class, `IGNORED` or `REJECTED`, indexed by byte
    private ByteCodes(long first, int[] codes, int numClasses, boolean target) {
        this.first = first;
        int ignored = NONE;
        boolean plain = true;
        for (int b = 0; b < BYTES; b++) {
            parts[b] = target ? row(codes[b], numClasses) : column(codes[b]);
            if (codes[b] == LabelCodes.IGNORED && ignored == NONE) {
                ignored = b;
            } else {
                plain &= codes[b] == (b < numClasses ? b : LabelCodes.REJECTED);
            }
        }
        ignoredByte = ignored;
        arithmetic = plain;
    }

    private static int row(int code, int numClasses) {
        return switch (code) {
            case LabelCodes.IGNORED -> numClasses * numClasses - 2 * UNIT;
            case LabelCodes.REJECTED -> 3 * UNIT;
            default -> code * numClasses;
        };
    }

    private static int column(int code) {
        return code == LabelCodes.REJECTED ? UNIT : code;
    }

    /// Returns the meaning of labels of a type.
    static ByteCodes ofLabels(LabelCodes codes, LabelType type, boolean target) {
        return new ByteCodes(
                codes.firstLabel(type, BYTES),
                codes.codesOfBytes(type, target),
                codes.numClasses(),
                target);
    }

    /// Returns the meaning of [CodedLabels].
    static ByteCodes ofCodes(int numClasses, boolean target) {
        int[] meaning = new int[BYTES];
        for (int b = 0; b < BYTES; b++) {
            meaning[b] = b < numClasses ? b : LabelCodes.REJECTED;
        }
        if (target) {
            meaning[CodedLabels.IGNORED & 0xFF] = LabelCodes.IGNORED;
        }
        return new ByteCodes(0, meaning, numClasses, target);
    }

    /// Returns the lowest label that has a byte; for unsigned 16-bit labels as if they were signed.
    long first() {
        return first;
    }

    /// Returns the part of the index for each byte.
    int[] parts() {
        return parts;
    }

    /// Returns whether every byte below C is the class of that number, but for at most one that is
    /// ignored, and all other bytes are rejected: then cells can be calculated.
    boolean isArithmetic() {
        return arithmetic;
    }

    /// Returns whether a byte is ignored; the lowest one is [#ignoredByte].
    boolean ignores() {
        return ignoredByte != NONE;
    }

    /// Returns the ignored byte, if there is one.
    byte ignoredByte() {
        return (byte) ignoredByte;
    }
}
