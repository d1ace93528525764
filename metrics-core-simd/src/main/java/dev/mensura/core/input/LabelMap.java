package dev.mensura.core.input;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// One class id per element of an image, volume or vector: a view over the caller's memory.
///
/// ```java
/// LabelMap target = LabelMap.uint8(bytes, 512, 1024);              // byte[], [H, W]
/// LabelMap prediction = LabelMap.int64(longBuffer, 512, 1024);     // position to limit
/// LabelMap volume = LabelMap.uint16(segment, 64, 512, 512);        // [D, H, W], heap or native
/// LabelMap crop = LabelMap.strided(LabelType.UINT8, segment, 2048, 512, 1024);
/// ```
///
/// Nothing is copied (but for `boolean[]`) and nothing is checked about the labels themselves: which labels are
/// legal is the rule of the tally that counts them. The shape has one to three axes in row-major order; without a
/// shape, an array or buffer is a vector of all its elements. A map without elements is legal.
/// The memory must not change while it is counted, and memory of a confined arena can be counted by
/// its own thread only (another one gets a [WrongThreadException]).
public final class LabelMap implements Prediction, Target {
    private final LabelType type;
    private final MemorySegment segment;
    private final Shape shape;
    private final long rowStride;

    private LabelMap(LabelType type, MemorySegment segment, Shape shape, long rowStride) {
        this.type = type;
        this.segment = segment;
        this.shape = shape;
        this.rowStride = rowStride;
    }

    /// Returns a view of labels 0 to 255, `byte[]` in row-major order.
    ///
    /// @param shape lengths of one to three axes; none for a vector
    /// @throws IllegalArgumentException if the array does not have exactly the shape's elements
    public static LabelMap uint8(byte[] labels, int... shape) {
        return of(LabelType.UINT8, MemorySegment.ofArray(labels), axes(labels.length, shape));
    }

    /// Returns a view of labels 0 to 255 between the position and the limit of a buffer.
    ///
    /// @param shape lengths of one to three axes; none for a vector
    /// @throws IllegalArgumentException if there are not exactly the shape's elements
    public static LabelMap uint8(ByteBuffer labels, int... shape) {
        return of(
                LabelType.UINT8,
                Memory.of("labels", labels, labels.order()),
                axes(labels.remaining(), shape));
    }

    /// Returns a view of labels 0 to 255 in a heap, native or mapped segment, in the machine's byte
    /// order.
    ///
    /// @param shape lengths of one to three axes
    /// @throws IllegalArgumentException if the segment does not have exactly the shape's elements
    public static LabelMap uint8(MemorySegment labels, long... shape) {
        return of(LabelType.UINT8, labels, shape);
    }

    /// Returns a view of labels -128 to 127, `byte[]` in row-major order.
    ///
    /// @param shape lengths of one to three axes; none for a vector
    /// @throws IllegalArgumentException if the array does not have exactly the shape's elements
    public static LabelMap int8(byte[] labels, int... shape) {
        return of(LabelType.INT8, MemorySegment.ofArray(labels), axes(labels.length, shape));
    }

    /// Returns a view of labels -128 to 127 between the position and the limit of a buffer.
    ///
    /// @param shape lengths of one to three axes; none for a vector
    /// @throws IllegalArgumentException if there are not exactly the shape's elements
    public static LabelMap int8(ByteBuffer labels, int... shape) {
        return of(
                LabelType.INT8,
                Memory.of("labels", labels, labels.order()),
                axes(labels.remaining(), shape));
    }

    /// Returns a view of labels -128 to 127 in a heap, native or mapped segment, in the machine's byte
    /// order.
    ///
    /// @param shape lengths of one to three axes
    /// @throws IllegalArgumentException if the segment does not have exactly the shape's elements
    public static LabelMap int8(MemorySegment labels, long... shape) {
        return of(LabelType.INT8, labels, shape);
    }

    /// Returns a view of labels 0 to 65,535, `short[]` in row-major order.
    ///
    /// @param shape lengths of one to three axes; none for a vector
    /// @throws IllegalArgumentException if the array does not have exactly the shape's elements
    public static LabelMap uint16(short[] labels, int... shape) {
        return of(LabelType.UINT16, MemorySegment.ofArray(labels), axes(labels.length, shape));
    }

    /// Returns a view of labels 0 to 65,535 between the position and the limit of a buffer.
    ///
    /// @param shape lengths of one to three axes; none for a vector
    /// @throws IllegalArgumentException if there are not exactly the shape's elements, or if the
    ///     byte order is not the machine's
    public static LabelMap uint16(ShortBuffer labels, int... shape) {
        return of(
                LabelType.UINT16,
                Memory.of("labels", labels, labels.order()),
                axes(labels.remaining(), shape));
    }

    /// Returns a view of labels 0 to 65,535 in a heap, native or mapped segment, in the machine's byte
    /// order.
    ///
    /// @param shape lengths of one to three axes
    /// @throws IllegalArgumentException if the segment does not have exactly the shape's elements
    public static LabelMap uint16(MemorySegment labels, long... shape) {
        return of(LabelType.UINT16, labels, shape);
    }

    /// Returns a view of labels -32,768 to 32,767, `short[]` in row-major order.
    ///
    /// @param shape lengths of one to three axes; none for a vector
    /// @throws IllegalArgumentException if the array does not have exactly the shape's elements
    public static LabelMap int16(short[] labels, int... shape) {
        return of(LabelType.INT16, MemorySegment.ofArray(labels), axes(labels.length, shape));
    }

    /// Returns a view of labels -32,768 to 32,767 between the position and the limit of a buffer.
    ///
    /// @param shape lengths of one to three axes; none for a vector
    /// @throws IllegalArgumentException if there are not exactly the shape's elements, or if the
    ///     byte order is not the machine's
    public static LabelMap int16(ShortBuffer labels, int... shape) {
        return of(
                LabelType.INT16,
                Memory.of("labels", labels, labels.order()),
                axes(labels.remaining(), shape));
    }

    /// Returns a view of labels -32,768 to 32,767 in a heap, native or mapped segment, in the machine's byte
    /// order.
    ///
    /// @param shape lengths of one to three axes
    /// @throws IllegalArgumentException if the segment does not have exactly the shape's elements
    public static LabelMap int16(MemorySegment labels, long... shape) {
        return of(LabelType.INT16, labels, shape);
    }

    /// Returns a view of labels of any `int` value, `int[]` in row-major order.
    ///
    /// @param shape lengths of one to three axes; none for a vector
    /// @throws IllegalArgumentException if the array does not have exactly the shape's elements
    public static LabelMap int32(int[] labels, int... shape) {
        return of(LabelType.INT32, MemorySegment.ofArray(labels), axes(labels.length, shape));
    }

    /// Returns a view of labels of any `int` value between the position and the limit of a buffer.
    ///
    /// @param shape lengths of one to three axes; none for a vector
    /// @throws IllegalArgumentException if there are not exactly the shape's elements, or if the
    ///     byte order is not the machine's
    public static LabelMap int32(IntBuffer labels, int... shape) {
        return of(
                LabelType.INT32,
                Memory.of("labels", labels, labels.order()),
                axes(labels.remaining(), shape));
    }

    /// Returns a view of labels of any `int` value in a heap, native or mapped segment, in the machine's byte
    /// order.
    ///
    /// @param shape lengths of one to three axes
    /// @throws IllegalArgumentException if the segment does not have exactly the shape's elements
    public static LabelMap int32(MemorySegment labels, long... shape) {
        return of(LabelType.INT32, labels, shape);
    }

    /// Returns a view of labels of any `long` value, `long[]` in row-major order.
    ///
    /// @param shape lengths of one to three axes; none for a vector
    /// @throws IllegalArgumentException if the array does not have exactly the shape's elements
    public static LabelMap int64(long[] labels, int... shape) {
        return of(LabelType.INT64, MemorySegment.ofArray(labels), axes(labels.length, shape));
    }

    /// Returns a view of labels of any `long` value between the position and the limit of a buffer.
    ///
    /// @param shape lengths of one to three axes; none for a vector
    /// @throws IllegalArgumentException if there are not exactly the shape's elements, or if the
    ///     byte order is not the machine's
    public static LabelMap int64(LongBuffer labels, int... shape) {
        return of(
                LabelType.INT64,
                Memory.of("labels", labels, labels.order()),
                axes(labels.remaining(), shape));
    }

    /// Returns a view of labels of any `long` value in a heap, native or mapped segment, in the machine's byte
    /// order.
    ///
    /// @param shape lengths of one to three axes
    /// @throws IllegalArgumentException if the segment does not have exactly the shape's elements
    public static LabelMap int64(MemorySegment labels, long... shape) {
        return of(LabelType.INT64, labels, shape);
    }

    /// Returns a map of labels 0 (`false`) and 1 (`true`). This is the one factory that copies: the
    /// platform cannot view a `boolean[]` as memory.
    ///
    /// @param shape lengths of one to three axes; none for a vector
    /// @throws IllegalArgumentException if the array does not have exactly the shape's elements
    public static LabelMap bool(boolean[] labels, int... shape) {
        return uint8(Memory.toBytes(labels), shape);
    }

    /// Returns a view of labels of any type, rows following each other without a gap.
    ///
    /// @param labels in the machine's byte order
    /// @param shape lengths of one to three axes
    /// @throws IllegalArgumentException if the segment does not have exactly the shape's elements
    public static LabelMap of(LabelType type, MemorySegment labels, long... shape) {
        Shape axes = Shape.of(shape).requireRank(1, 3);
        Memory.requireSize("labels", labels, axes.size(), type.bytes(), axes);
        return new LabelMap(type, labels, axes, axes.get(axes.rank() - 1));
    }

    /// Returns a view whose rows start `rowStride` elements apart, as in a crop of a wider image or
    /// rows padded to a boundary. In a volume the rows of all slices are equally far apart.
    ///
    /// @param labels from the first label of the first row, at least to the last of the last row
    /// @param rowStride elements between the starts of two rows, at least the last axis
    /// @param shape lengths of one to three axes
    /// @throws IllegalArgumentException if the stride is shorter than a row or the segment too short
    public static LabelMap strided(
            LabelType type, MemorySegment labels, long rowStride, long... shape) {
        Shape axes = Shape.of(shape).requireRank(1, 3);
        long width = axes.get(axes.rank() - 1);
        if (rowStride < width) {
            throw new IllegalArgumentException(
                    "rowStride is "
                            + rowStride
                            + ", expected the row length "
                            + width
                            + " or more");
        }
        long rows = axes.size() == 0 ? 0 : axes.size() / width;
        long available = labels.byteSize() / type.bytes();
        if (rows > 0 && (available < width || rows - 1 > (available - width) / rowStride)) {
            throw new IllegalArgumentException(
                    "labels has "
                            + available
                            + " elements, expected "
                            + rows
                            + " rows of "
                            + width
                            + " that start "
                            + rowStride
                            + " apart");
        }
        long bytes = rows == 0 ? 0 : ((rows - 1) * rowStride + width) * type.bytes();
        return new LabelMap(type, labels.asSlice(0, bytes), axes, rowStride);
    }

    /// Returns one view per image of a batch.
    ///
    /// @param labels in the machine's byte order
    /// @param shape the number of images, then one to three axes of one image: `[N, H, W]`
    /// @throws IllegalArgumentException if the segment does not have exactly the shape's elements
    public static List<LabelMap> batch(LabelType type, MemorySegment labels, long... shape) {
        Shape all = Shape.of(shape).requireRank(2, 4);
        Memory.requireSize("labels", labels, all.size(), type.bytes(), all);
        Shape one = all.withoutFirst();
        long bytes = one.size() * type.bytes();
        List<LabelMap> images = new ArrayList<>();
        for (long image = 0; image < all.get(0); image++) {
            images.add(
                    new LabelMap(
                            type,
                            labels.asSlice(image * bytes, bytes),
                            one,
                            one.get(one.rank() - 1)));
        }
        return List.copyOf(images);
    }

    /// Returns how one label is stored.
    public LabelType type() {
        return type;
    }

    /// Returns the memory from the first label to the last.
    public MemorySegment segment() {
        return segment;
    }

    /// Returns the shape: `[H, W]`, `[D, H, W]` or `[N]`.
    public Shape shape() {
        return shape;
    }

    @Override
    public Shape spatialShape() {
        return shape;
    }

    /// Returns the number of elements between the starts of two rows.
    public long rowStride() {
        return rowStride;
    }

    /// Returns the length of a row: the innermost axis.
    public long rowLength() {
        return shape.get(shape.rank() - 1);
    }

    /// Returns whether rows follow each other without a gap.
    public boolean isContiguous() {
        return rowStride == rowLength() || shape.size() <= rowLength();
    }

    /// Returns the label at `index` in row-major order, counted without stride gaps. Kotlin:
    /// `map[index]`. Made for looking at single labels.
    ///
    /// @throws IndexOutOfBoundsException if `index` is not in `[0, shape.size)`
    public long get(long index) {
        Objects.checkIndex(index, shape.size());
        long at = (index / rowLength() * rowStride + index % rowLength()) * type.bytes();
        return switch (type) {
            case UINT8 -> segment.get(ValueLayout.JAVA_BYTE, at) & 0xFFL;
            case INT8 -> segment.get(ValueLayout.JAVA_BYTE, at);
            case UINT16 -> segment.get(ValueLayout.JAVA_SHORT_UNALIGNED, at) & 0xFFFFL;
            case INT16 -> segment.get(ValueLayout.JAVA_SHORT_UNALIGNED, at);
            case INT32 -> segment.get(ValueLayout.JAVA_INT_UNALIGNED, at);
            case INT64 -> segment.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
        };
    }

    @Override
    public String toString() {
        return "LabelMap[" + type + " " + shape + "]";
    }

    private static long[] axes(int elements, int... shape) {
        return shape.length == 0 ? new long[] {elements} : Memory.toLongs(shape);
    }
}
