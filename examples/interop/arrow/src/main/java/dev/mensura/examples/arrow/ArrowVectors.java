package dev.mensura.examples.arrow;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Views over the memory of Arrow vectors; nothing is copied.
///
/// A view keeps the buffer of its vector alive (its reference count goes up by one) until the arena is closed,
/// even when the vector or its whole batch is closed or loaded anew; after that the view throws an
/// [IllegalStateException]. Close the arena before the allocator, which else reports a leak.
///
/// Nulls are refused: the slot of a null holds anything, so it can be neither counted nor ignored by
/// its value. Write an ignored label there first.
public final class ArrowVectors {
    private ArrowVectors() {}

    /// Returns the labels of a vector of 8 to 64 bit integers, unsigned ones up to 16 bits.
    ///
    /// @param shape lengths of one to three axes
    /// @throws IllegalArgumentException for another type, for nulls, and if the vector does not have exactly
    ///     the shape's elements
    public static LabelMap labels(Arena arena, FieldVector vector, long... shape) {
        LabelType type = labelType(vector);
        return LabelMap.of(type, values(arena, vector, type.bytes()), shape);
    }

    /// Returns the labels of one image per list, all of the same length: `[N, H * W]`.
    ///
    /// @param shape lengths of the axes of one image
    /// @throws IllegalArgumentException for another type, for nulls among lists or labels, and if a list does
    ///     not have exactly the shape's elements
    public static List<LabelMap> labels(Arena arena, FixedSizeListVector images, long... shape) {
        requireNoNulls(images);
        FieldVector labels = images.getDataVector();
        LabelType type = labelType(labels);
        return LabelMap.batch(
                type,
                values(arena, labels, type.bytes()),
                withFirst(images.getValueCount(), shape));
    }

    /// Returns the scores of one image per list, all of the same length: `[N, C * H * W]`.
    ///
    /// @param shape lengths of all axes of one image, the class or label axis included
    /// @throws IllegalArgumentException for another type than float32 and float64, for nulls among lists or
    ///     scores, and if a list does not have exactly the shape's elements
    public static List<ScoreMap> scores(
            Arena arena, FixedSizeListVector images, Form form, Kind kind, long... shape) {
        requireNoNulls(images);
        FieldVector scores = images.getDataVector();
        boolean doublePrecision =
                switch (scores.getMinorType()) {
                    case FLOAT4 -> false;
                    case FLOAT8 -> true;
                    default -> throw otherType(scores, "FLOAT4 or FLOAT8");
                };
        MemorySegment values = values(arena, scores, doublePrecision ? Double.BYTES : Float.BYTES);
        return ScoreMap.batch(
                values, doublePrecision, form, kind, withFirst(images.getValueCount(), shape));
    }

    private static LabelType labelType(FieldVector vector) {
        return switch (vector.getMinorType()) {
            case UINT1 -> LabelType.UINT8;
            case TINYINT -> LabelType.INT8;
            case UINT2 -> LabelType.UINT16;
            case SMALLINT -> LabelType.INT16;
            case INT -> LabelType.INT32;
            case BIGINT -> LabelType.INT64;
            default -> throw otherType(vector, "UINT1, TINYINT, UINT2, SMALLINT, INT or BIGINT");
        };
    }

    @SuppressWarnings("restricted")
    private static MemorySegment values(Arena arena, FieldVector vector, int bytes) {
        requireNoNulls(vector);
        ArrowBuf buffer = vector.getDataBuffer();
        buffer.getReferenceManager().retain();
        return MemorySegment.ofAddress(buffer.memoryAddress())
                .reinterpret(
                        (long) vector.getValueCount() * bytes,
                        arena,
                        _ -> buffer.getReferenceManager().release());
    }

    private static void requireNoNulls(FieldVector vector) {
        if (vector.getNullCount() > 0) {
            throw new IllegalArgumentException(
                    "vector "
                            + vector.getName()
                            + " has "
                            + vector.getNullCount()
                            + " nulls, expected none (write an ignored label there first)");
        }
    }

    private static IllegalArgumentException otherType(FieldVector vector, String expected) {
        return new IllegalArgumentException(
                "vector "
                        + vector.getName()
                        + " is of type "
                        + vector.getMinorType()
                        + ", expected "
                        + expected);
    }

    private static long[] withFirst(long first, long... rest) {
        long[] all = new long[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}
