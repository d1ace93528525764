package dev.mensura.core.input;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/// One bit per element of an image, volume or vector, 0 or 1: a view over the caller's memory.
///
/// ```java
/// BitMask prediction = BitMask.of(packed, 512, 1024);                      // byte[], [H, W]
/// BitMask target = BitMask.of(bitSet.toLongArray(), 64);                   // 64 elements
/// BitMask labelled = target.withValidity(BitMask.of(validityBits, 64));
/// ```
///
/// Elements follow each other in row-major order without gaps between rows: element i is bit `i % 8`
/// of byte `i / 8`, the lowest bit first, as in `numpy.packbits(bitorder="little")`, in Apache Arrow
/// and in `java.util.BitSet`. With the bytes `0b0000_0101, 0b1111_1110` and the shape `[3, 3]`, the
/// first and the third element are 1 and all others 0. Bits behind the last element are never
/// looked at.
///
/// A target may have a second mask that says where it is valid: an element whose validity bit is 0
/// is ignored. The memory must not change while it is counted, and memory of a confined arena can
/// be counted by its own thread only (another one gets a [WrongThreadException]).
public final class BitMask implements Prediction, Target {
    private final MemorySegment segment;
    private final Shape shape;
    private final @Nullable BitMask validity;

    private BitMask(MemorySegment segment, Shape shape, @Nullable BitMask validity) {
        this.segment = segment;
        this.shape = shape;
        this.validity = validity;
    }

    /// Returns a view of packed bits.
    ///
    /// @param shape lengths of one to three axes
    /// @throws IllegalArgumentException if the array does not have exactly the bytes that hold the
    ///     shape's elements
    public static BitMask of(byte[] bits, int... shape) {
        return of(MemorySegment.ofArray(bits), Memory.toLongs(shape));
    }

    /// Returns a view of the packed bits between the position and the limit of a buffer.
    ///
    /// @param shape lengths of one to three axes
    /// @throws IllegalArgumentException if there are not exactly the bytes that hold the shape's
    ///     elements
    public static BitMask of(ByteBuffer bits, int... shape) {
        return of(Memory.of("bits", bits, bits.order()), Memory.toLongs(shape));
    }

    /// Returns a mask whose element i is bit `i % 64` of word `i / 64`, as `BitSet.toLongArray`
    /// gives it when its highest words are not 0. A view, except on a big-endian machine, where it
    /// is a copy.
    ///
    /// @param shape lengths of one to three axes
    /// @throws IllegalArgumentException if the array does not have exactly the words that hold the
    ///     shape's elements
    public static BitMask of(long[] bits, int... shape) {
        Shape axes = Shape.of(Memory.toLongs(shape)).requireRank(1, 3);
        if (bits.length != held(axes, Long.SIZE)) {
            throw wrongSize(bits.length + " words", held(axes, Long.SIZE), axes);
        }
        MemorySegment words = MemorySegment.ofArray(littleEndian(bits));
        return new BitMask(words.asSlice(0, held(axes, Byte.SIZE)), axes, null);
    }

    /// Returns a view of packed bits in a heap, native or mapped segment.
    ///
    /// @param shape lengths of one to three axes
    /// @throws IllegalArgumentException if the segment does not have exactly the bytes that hold the
    ///     shape's elements
    public static BitMask of(MemorySegment bits, long... shape) {
        Shape axes = Shape.of(shape).requireRank(1, 3);
        if (bits.byteSize() != held(axes, Byte.SIZE)) {
            throw wrongSize(bits.byteSize() + " bytes", held(axes, Byte.SIZE), axes);
        }
        return new BitMask(bits, axes, null);
    }

    /// Returns this mask with elements that are ignored: those whose bit in `valid` is 0. What their
    /// own bits are is then of no concern. For targets only.
    ///
    /// @throws IllegalArgumentException if `valid` has another shape or a validity itself
    public BitMask withValidity(BitMask valid) {
        if (!valid.shape.equals(shape)) {
            throw new IllegalArgumentException(
                    "valid has shape " + valid.shape + ", expected " + shape);
        }
        if (valid.validity != null) {
            throw new IllegalArgumentException(
                    "valid has a validity itself, expected bits alone, got " + valid);
        }
        return new BitMask(segment, shape, valid);
    }

    /// Returns the memory from the byte of the first element to the byte of the last.
    public MemorySegment segment() {
        return segment;
    }

    /// Returns which elements are valid, or null if all are.
    public @Nullable BitMask validity() {
        return validity;
    }

    /// Returns the shape: `[H, W]`, `[D, H, W]` or `[N]`.
    public Shape shape() {
        return shape;
    }

    @Override
    public Shape spatialShape() {
        return shape;
    }

    /// Returns whether the bit of the element at `index` in row-major order is set, valid or not.
    /// Kotlin: `mask[index]`. Made for looking at single elements.
    ///
    /// @throws IndexOutOfBoundsException if `index` is not in `[0, shape.size)`
    public boolean get(long index) {
        Objects.checkIndex(index, shape.size());
        int eight = segment.get(ValueLayout.JAVA_BYTE, index / Byte.SIZE);
        return ((eight >> (index % Byte.SIZE)) & 1) != 0;
    }

    @Override
    public String toString() {
        return "BitMask[" + shape + (validity == null ? "" : " with validity") + "]";
    }

    /// Returns how many units of so many bits hold the elements.
    private static long held(Shape shape, int bits) {
        return shape.size() / bits + (shape.size() % bits == 0 ? 0 : 1);
    }

    private static long[] littleEndian(long[] words) {
        if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            return words;
        }
        long[] swapped = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            swapped[i] = Long.reverseBytes(words[i]);
        }
        return swapped;
    }

    private static IllegalArgumentException wrongSize(String actual, long expected, Shape shape) {
        return new IllegalArgumentException(
                "bits has " + actual + ", expected " + expected + " for shape " + shape);
    }
}
