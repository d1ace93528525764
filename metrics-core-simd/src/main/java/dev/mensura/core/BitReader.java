package dev.mensura.core;

import dev.mensura.core.input.BitMask;
import dev.mensura.core.kernel.LabelCodes;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads the bits of a mask as codes of the labels 0 and 1; invalid elements are ignored.
final class BitReader implements CodeReader {
    private final String role;
    private final BitMask mask;
    private final LabelRule rule;
    private final boolean target;
    private final @Nullable BitMask validity;
    private final int codeOfZero;
    private final int codeOfOne;
    private final byte[] bits = new byte[BLOCK / Byte.SIZE + 1];
    private final byte[] validBits = new byte[BLOCK / Byte.SIZE + 1];

    private BitReader(String role, BitMask mask, LabelRule rule, boolean target) {
        LabelCodes codes = rule.codes();
        this.role = role;
        this.mask = mask;
        this.rule = rule;
        this.target = target;
        this.validity = mask.validity();
        this.codeOfZero = target ? codes.targetCode(0) : codes.predictionCode(0);
        this.codeOfOne = target ? codes.targetCode(1) : codes.predictionCode(1);
    }

    static BitReader ofTarget(String role, BitMask mask, LabelRule rule) {
        return new BitReader(role, mask, rule, true);
    }

    static BitReader ofPrediction(String role, BitMask mask, LabelRule rule) {
        return new BitReader(role, mask, rule, false);
    }

    @Override
    public void read(long start, int count, int[] codes) {
        copy(mask.segment(), start, count, bits);
        if (validity != null) {
            copy(validity.segment(), start, count, validBits);
        }
        int first = (int) (start % Byte.SIZE);
        for (int i = 0; i < count; i++) {
            codes[i] = isSet(bits, first + i) ? codeOfOne : codeOfZero;
        }
        if (validity != null) {
            for (int i = 0; i < count; i++) {
                codes[i] = isSet(validBits, first + i) ? codes[i] : LabelCodes.IGNORED;
            }
        }
    }

    /// Copies the bytes that hold the elements from `start` on.
    private static void copy(MemorySegment from, long start, int count, byte[] into) {
        long first = start / Byte.SIZE;
        long end = (start + count + Byte.SIZE - 1) / Byte.SIZE;
        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, first, into, 0, (int) (end - first));
    }

    private static boolean isSet(byte[] bits, int index) {
        return ((bits[index / Byte.SIZE] >> (index % Byte.SIZE)) & 1) != 0;
    }

    /// Returns the code of one element.
    int code(long index) {
        if (validity != null && !validity.get(index)) {
            return LabelCodes.IGNORED;
        }
        return mask.get(index) ? codeOfOne : codeOfZero;
    }

    @Override
    public LabelRejectedException rejection(long position) {
        return LabelReader.rejection(
                role,
                mask.get(position) ? 1 : 0,
                mask.shape(),
                target ? rule.expectedTarget() : rule.expectedPrediction(),
                position);
    }
}
