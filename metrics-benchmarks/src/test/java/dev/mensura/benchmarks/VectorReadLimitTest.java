package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.core.input.LabelType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

@Tag("vector")
class VectorReadLimitTest {
    private static final int SEED = 11;

    @ParameterizedTest
    @CsvSource({
        "UINT8, HEAP", "UINT16, HEAP", "INT32, HEAP", "INT64, HEAP",
        "UINT8, NATIVE", "UINT16, NATIVE", "INT32, NATIVE", "INT64, NATIVE",
        "UINT8, MIXED"
    })
    @DisplayName("every byte of both memories is read, whatever the size")
    void readsAll(LabelType type, Storage storage) {
        for (int size : new int[] {0, 1, 7, 63, 64, 65, 127, 128, 1000, 4097}) {
            byte[] labels = new byte[size];
            byte[] zeros = new byte[size];
            new SplittableRandom(SEED).nextBytes(labels);

            assertThat(fold(read(type, storage, labels, zeros))).isEqualTo(xor(labels));
            assertThat(fold(read(type, storage, zeros, labels))).isEqualTo(xor(labels));
        }
    }

    private static long read(LabelType type, Storage storage, byte[] prediction, byte[] target) {
        return VectorReadLimit.read(
                storage.prediction(prediction, type), storage.target(target, type));
    }

    /// Returns the exclusive or of the bytes of a long: labels have one byte each.
    private static byte fold(long sum) {
        byte folded = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            folded ^= (byte) (sum >> shift);
        }
        return folded;
    }

    private static byte xor(byte[] labels) {
        byte sum = 0;
        for (byte label : labels) {
            sum ^= label;
        }
        return sum;
    }

    @Test
    @DisplayName("scores are read with their target")
    void scores() {
        float[] scores = new float[3 * 101];
        byte[] target = new byte[101];
        int expected = 0;
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = random.nextInt(1000);
            expected ^= Float.floatToRawIntBits(scores[i]);
        }
        target[100] = 5;

        assertThat(
                        VectorReadLimit.read(
                                MemorySegment.ofArray(scores), MemorySegment.ofArray(target)))
                .isEqualTo(expected ^ 5);
    }

    @Test
    @DisplayName("memory that no row has is refused")
    void refused() {
        MemorySegment bytes = MemorySegment.ofArray(new byte[8]);
        MemorySegment chars = MemorySegment.ofArray(new char[4]);
        assertThatThrownBy(() -> VectorReadLimit.read(chars, bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot read");
    }
}
