package dev.mensura.core.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Every factory of [LabelMap]: what it views, and what it refuses.
class LabelMapTest {
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
    private static final ByteOrder FOREIGN =
            NATIVE == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;

    private static long[] labels(LabelMap map) {
        return LongStream.range(0, map.shape().size()).map(map::get).toArray();
    }

    @Test
    @DisplayName("Arrays: unsigned types read their high half as large labels")
    void arrays() {
        byte[] bytes = {0, 127, -128, -1};
        short[] shorts = {0, Short.MAX_VALUE, Short.MIN_VALUE, -1};
        assertThat(labels(LabelMap.uint8(bytes))).containsExactly(0, 127, 128, 255);
        assertThat(labels(LabelMap.int8(bytes, 2, 2))).containsExactly(0, 127, -128, -1);
        assertThat(labels(LabelMap.uint16(shorts))).containsExactly(0, 32_767, 32_768, 65_535);
        assertThat(labels(LabelMap.int16(shorts))).containsExactly(0, 32_767, -32_768, -1);
        assertThat(labels(LabelMap.int32(new int[] {Integer.MIN_VALUE, -1})))
                .containsExactly(Integer.MIN_VALUE, -1);
        assertThat(labels(LabelMap.int64(new long[] {Long.MIN_VALUE, -1})))
                .containsExactly(Long.MIN_VALUE, -1);
        assertThat(labels(LabelMap.bool(new boolean[] {true, false}, 1, 1, 2)))
                .containsExactly(1, 0);
    }

    @Test
    @DisplayName("A map is a view: later changes of an array are seen, but for boolean[]")
    void views() {
        byte[] bytes = {1, 2};
        LabelMap map = LabelMap.uint8(bytes);
        bytes[1] = 9;
        assertThat(map.get(1)).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("Buffers: from position to limit, heap or direct, read-only too")
    void buffers(boolean direct) {
        ByteBuffer memory =
                (direct ? ByteBuffer.allocateDirect(64) : ByteBuffer.allocate(64)).order(NATIVE);
        for (int at = 0; at < 64; at++) {
            memory.put(at, (byte) (at + 200));
        }
        memory.position(5).limit(8);
        assertThat(labels(LabelMap.uint8(memory))).containsExactly(205, 206, 207);
        assertThat(labels(LabelMap.int8(memory, 3))).containsExactly(-51, -50, -49);
        assertThat(labels(LabelMap.uint8(memory.asReadOnlyBuffer(), 1, 3)))
                .containsExactly(205, 206, 207);
        assertThat(memory.position()).isEqualTo(5);
        memory.clear();
        ShortBuffer shorts = memory.asShortBuffer().put(2, (short) -7).position(2).limit(3);
        assertThat(labels(LabelMap.int16(shorts, 1))).containsExactly(-7);
        assertThat(labels(LabelMap.uint16(shorts.asReadOnlyBuffer()))).containsExactly(65_529);
        IntBuffer ints = memory.asIntBuffer().put(3, -9).position(3).limit(4);
        assertThat(labels(LabelMap.int32(ints))).containsExactly(-9);
        LongBuffer longs = memory.position(3).asLongBuffer().put(1, -11).position(1).limit(2);
        assertThat(labels(LabelMap.int64(longs))).containsExactly(-11);
        assertThat(labels(LabelMap.int64(longs.slice()))).containsExactly(-11);
    }

    static Stream<ThrowingCallable> foreignOrders() {
        ByteBuffer foreign = ByteBuffer.allocate(16).order(FOREIGN);
        return Stream.of(
                () -> LabelMap.uint16(foreign.asShortBuffer()),
                () -> LabelMap.int16(foreign.asShortBuffer()),
                () -> LabelMap.int32(foreign.asIntBuffer()),
                () -> LabelMap.int64(foreign.asLongBuffer()));
    }

    @ParameterizedTest
    @MethodSource("foreignOrders")
    @DisplayName("A foreign byte order is refused with the cure; bytes have none")
    void foreignOrder(ThrowingCallable factory) {
        assertThatThrownBy(factory)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "labels has byte order "
                                + FOREIGN
                                + ", expected "
                                + NATIVE
                                + ": call order(ByteOrder.nativeOrder()) on the ByteBuffer before"
                                + " viewing it");
        assertThat(labels(LabelMap.uint8(ByteBuffer.allocate(1).order(FOREIGN))))
                .containsExactly(0);
    }

    @Test
    @DisplayName("Segments of every kind, at odd offsets, bytes read as ints")
    void segments() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment heap = MemorySegment.ofArray(new byte[32]);
            for (MemorySegment memory : new MemorySegment[] {heap, arena.allocate(32)}) {
                memory.set(ValueLayout.JAVA_LONG_UNALIGNED, 3, -3);
                memory.set(ValueLayout.JAVA_INT_UNALIGNED, 13, -5);
                memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, 19, (short) -7);
                assertThat(labels(LabelMap.int64(memory.asSlice(3, 8), 1))).containsExactly(-3);
                assertThat(labels(LabelMap.int32(memory.asSlice(13, 4), 1))).containsExactly(-5);
                assertThat(labels(LabelMap.int16(memory.asSlice(19, 2), 1))).containsExactly(-7);
                assertThat(labels(LabelMap.uint16(memory.asSlice(19, 2).asReadOnly(), 1, 1)))
                        .containsExactly(65_529);
                assertThat(labels(LabelMap.int8(memory.asSlice(19, 1), 1, 1, 1)))
                        .containsExactly(-7);
                assertThat(LabelMap.uint8(memory, 32).type()).isEqualTo(LabelType.UINT8);
            }
        }
    }

    @Test
    @DisplayName("Wrong sizes name the argument, the expected and the actual")
    void wrongSizes() {
        assertThatThrownBy(() -> LabelMap.uint8(new byte[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labels has 5 elements (5 bytes), expected 6 for shape [2, 3]");
        assertThatThrownBy(() -> LabelMap.int32(new int[7], 2, 3))
                .hasMessage("labels has 7 elements (28 bytes), expected 6 for shape [2, 3]");
        assertThatThrownBy(() -> LabelMap.int64(MemorySegment.ofArray(new byte[9]), 1))
                .hasMessage("labels has 1 elements (9 bytes), expected 1 for shape [1]");
        assertThatThrownBy(() -> LabelMap.uint8(new byte[1], -1, -1))
                .hasMessage("shape is [-1, -1], expected lengths of 0 or more");
        assertThatThrownBy(() -> LabelMap.uint8(new byte[1], 0))
                .hasMessage("labels has 1 elements (1 bytes), expected 0 for shape [0]");
    }

    @Test
    @DisplayName("One to three axes")
    void ranks() {
        assertThatThrownBy(() -> LabelMap.uint8(new byte[1], 1, 1, 1, 1))
                .hasMessage("shape is [1, 1, 1, 1], expected 1 to 3 axes");
        assertThatThrownBy(() -> LabelMap.uint8(MemorySegment.ofArray(new byte[1])))
                .hasMessage("shape is [], expected 1 to 3 axes");
        assertThat(LabelMap.uint8(new byte[0]).shape()).isEqualTo(Shape.of(0));
        assertThat(LabelMap.uint8(new byte[0], 4, 0).shape().size()).isZero();
    }

    @Test
    @DisplayName("Rows apart: gaps are skipped, slices of volumes continue the rows")
    void strided() {
        MemorySegment memory = MemorySegment.ofArray(new byte[] {1, 2, 9, 3, 4, 9, 5, 6, 9, 7, 8});
        LabelMap volume = LabelMap.strided(LabelType.UINT8, memory, 3, 2, 2, 2);
        assertThat(labels(volume)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(volume.isContiguous()).isFalse();
        assertThat(LabelMap.strided(LabelType.UINT8, memory, 99, 1, 1, 5).isContiguous()).isTrue();
        assertThat(LabelMap.strided(LabelType.UINT8, memory, 9, 3, 0).shape().size()).isZero();
        assertThat(labels(LabelMap.strided(LabelType.UINT8, memory, 5, 3, 1)))
                .containsExactly(1, 9, 8);
        assertThatThrownBy(() -> LabelMap.strided(LabelType.UINT8, memory, 2, 2, 3))
                .hasMessage("rowStride is 2, expected the row length 3 or more");
        assertThatThrownBy(() -> LabelMap.strided(LabelType.UINT8, memory, 10, 2, 2))
                .hasMessage("labels has 11 elements, expected 2 rows of 2 that start 10 apart");
        long farApart = Long.MAX_VALUE / 2;
        assertThatThrownBy(() -> LabelMap.strided(LabelType.INT64, memory, farApart, 9, 1))
                .hasMessage(
                        "labels has 1 elements, expected 9 rows of 1 that start "
                                + farApart
                                + " apart");
        assertThatThrownBy(() -> LabelMap.int64(memory, Long.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected " + Long.MAX_VALUE);
        assertThatThrownBy(() -> volume.get(8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> volume.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    @DisplayName("A batch is cut into images")
    void batches() {
        MemorySegment memory = MemorySegment.ofArray(new int[] {1, 2, 3, 4, 5, 6});
        List<LabelMap> images = LabelMap.batch(LabelType.INT32, memory, 3, 1, 2);
        assertThat(images).hasSize(3);
        assertThat(labels(images.get(2))).containsExactly(5, 6);
        assertThat(images.get(1).shape()).isEqualTo(Shape.of(1, 2));
        assertThat(LabelMap.batch(LabelType.INT32, memory.asSlice(0, 0), 0, 5)).isEmpty();
        assertThat(LabelMap.batch(LabelType.INT32, memory.asSlice(0, 0), 4, 0)).hasSize(4);
        assertThatThrownBy(() -> LabelMap.batch(LabelType.INT32, memory, 2, 2))
                .hasMessage("labels has 6 elements (24 bytes), expected 4 for shape [2, 2]");
        assertThatThrownBy(() -> LabelMap.batch(LabelType.INT32, memory, 6))
                .hasMessage("shape is [6], expected 2 to 4 axes");
    }
}
