package dev.mensura.core.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.BitSet;

@DisplayName("Bit masks")
class BitMaskTest {
    private static String bits(BitMask mask) {
        StringBuilder bits = new StringBuilder();
        for (long i = 0; i < mask.shape().size(); i++) {
            bits.append(mask.get(i) ? '1' : '0');
        }
        return bits.toString();
    }

    @Test
    @DisplayName(
            "By hand: the lowest bit comes first, and bits behind the last element are no part")
    void order() {
        byte[] bytes = {0b0000_0101, (byte) 0b1111_1110};
        assertThat(bits(BitMask.of(bytes, 3, 3))).isEqualTo("101000000");
        assertThat(bits(BitMask.of(bytes, 16))).isEqualTo("1010000001111111");
    }

    @Test
    @DisplayName("Bytes, a buffer, native memory and the words of a BitSet are the same mask")
    void memories() {
        BitSet set = BitSet.valueOf(new long[] {0x8000_0000_0000_F00DL, 0x1B});
        byte[] bytes = new byte[9];
        System.arraycopy(set.toByteArray(), 0, bytes, 0, 9);
        String expected = bits(BitMask.of(bytes, 8, 9));
        for (int i = 0; i < 72; i++) {
            assertThat(expected.charAt(i)).isEqualTo(set.get(i) ? '1' : '0');
        }
        assertThat(bits(BitMask.of(set.toLongArray(), 8, 9))).isEqualTo(expected);
        assertThat(bits(BitMask.of(ByteBuffer.wrap(bytes), 72))).isEqualTo(expected);
        ByteBuffer part = ByteBuffer.allocateDirect(20).put(5, bytes).position(5).limit(14);
        assertThat(bits(BitMask.of(part, 72))).isEqualTo(expected);
        MemorySegment off = Arena.ofAuto().allocate(9).copyFrom(MemorySegment.ofArray(bytes));
        assertThat(bits(BitMask.of(off, 2, 4, 9))).isEqualTo(expected);
    }

    @Test
    @DisplayName("Exactly the bytes or words that hold the elements")
    void sizes() {
        assertThat(BitMask.of(new byte[0], 0, 7).shape().size()).isZero();
        assertThat(BitMask.of(new byte[1], 8).shape()).isEqualTo(Shape.of(8));
        assertThat(BitMask.of(new byte[2], 9).segment().byteSize()).isEqualTo(2);
        assertThat(BitMask.of(new long[2], 65).segment().byteSize()).isEqualTo(9);
        refuses(
                "bits has 1 bytes, expected 2 for shape [3, 3]",
                () -> BitMask.of(new byte[1], 3, 3));
        refuses("bits has 3 bytes, expected 2 for shape [16]", () -> BitMask.of(new byte[3], 16));
        refuses("bits has 2 words, expected 1 for shape [64]", () -> BitMask.of(new long[2], 64));
        refuses("shape is [], expected 1 to 3 axes", () -> BitMask.of(new byte[1]));
    }

    @Test
    @DisplayName("Validity has the same shape, and none of its own")
    void validity() {
        BitMask mask = BitMask.of(new byte[1], 2, 2);
        BitMask valid = BitMask.of(new byte[] {5}, 2, 2);
        assertThat(mask.validity()).isNull();
        assertThat(mask.withValidity(valid).validity()).isSameAs(valid);
        assertThat(mask.withValidity(valid)).hasToString("BitMask[[2, 2] with validity]");
        refuses(
                "valid has shape [4], expected [2, 2]",
                () -> mask.withValidity(BitMask.of(new byte[1], 4)));
        refuses(
                "valid has a validity itself, expected bits alone, got BitMask[[2, 2] with"
                        + " validity]",
                () -> mask.withValidity(valid.withValidity(valid)));
    }

    @Test
    @DisplayName("A prediction with a validity is refused where it is paired")
    void predictions() {
        BitMask mask = BitMask.of(new byte[1], 2, 2);
        refuses(
                "prediction is BitMask[[2, 2] with validity], expected bits alone: the validity of"
                        + " the target says what is ignored",
                () -> new SegmentationSample(mask.withValidity(mask), mask));
    }

    private static void refuses(String message, Runnable call) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(call::run)
                .withMessage(message);
    }
}
