package dev.mensura.segmentation;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.ScoreMap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// One array of golden data: little-endian, row-major, the first axis being the images of a batch.
///
/// @param dtype numpy's name of the element type
/// @param shape all axes
/// @param bytes the elements as stored
record GoldenArray(String dtype, long[] shape, byte[] bytes) {

    /// Where the memory lies that a metric is shown.
    enum Place {
        /// A heap array of the element's own type.
        HEAP,
        /// Native memory.
        NATIVE
    }

    /// Returns whether the elements are floating-point numbers.
    boolean isScores() {
        return dtype.startsWith("float");
    }

    /// Returns the number of images. A vector is one image.
    int images() {
        return shape.length == 1 ? 1 : (int) shape[0];
    }

    /// Returns the number of elements of one image.
    int imageSize() {
        return (int) (Arrays.stream(shape).reduce(1, Math::multiplyExact) / images());
    }

    /// Returns the integers of one image.
    long[] labels(int image) {
        ByteBuffer in = littleEndian();
        long[] labels = new long[imageSize()];
        for (int i = 0; i < labels.length; i++) {
            int at = image * labels.length + i;
            labels[i] =
                    switch (dtype) {
                        case "bool", "uint8" -> in.get(at) & 0xFF;
                        case "int16" -> in.getShort(at * Short.BYTES);
                        case "int32" -> in.getInt(at * Integer.BYTES);
                        case "int64" -> in.getLong(at * Long.BYTES);
                        default -> throw notExpected("an integer");
                    };
        }
        return labels;
    }

    /// Returns the floating-point numbers of one image; float32 widens exactly.
    double[] scores(int image) {
        ByteBuffer in = littleEndian();
        double[] scores = new double[imageSize()];
        for (int i = 0; i < scores.length; i++) {
            int at = image * scores.length + i;
            scores[i] =
                    switch (dtype) {
                        case "float32" -> in.getFloat(at * Float.BYTES);
                        case "float64" -> in.getDouble(at * Double.BYTES);
                        default -> throw notExpected("a float");
                    };
        }
        return scores;
    }

    List<LabelMap> labelMaps(Place place) {
        return shape.length == 1
                ? List.of(LabelMap.of(labelType(), segment(place), shape))
                : LabelMap.batch(labelType(), segment(place), shape);
    }

    List<MaskStack> maskStacks(Place place) {
        return MaskStack.batch(labelType(), segment(place), shape);
    }

    List<ScoreMap> scoreMaps(ScoreMap.Form form, ScoreMap.Kind kind, Place place) {
        return ScoreMap.batch(segment(place), dtype.equals("float64"), form, kind, shape);
    }

    private LabelType labelType() {
        return switch (dtype) {
            case "bool", "uint8" -> LabelType.UINT8;
            case "int16" -> LabelType.INT16;
            case "int32" -> LabelType.INT32;
            case "int64" -> LabelType.INT64;
            default -> throw notExpected("an integer");
        };
    }

    private MemorySegment segment(Place place) {
        MemorySegment heap = heapSegment();
        return switch (place) {
            case HEAP -> heap;
            case NATIVE -> Arena.ofAuto().allocate(heap.byteSize(), Long.BYTES).copyFrom(heap);
        };
    }

    private MemorySegment heapSegment() {
        ByteBuffer in = littleEndian();
        return switch (dtype) {
            case "bool", "uint8" -> MemorySegment.ofArray(bytes);
            case "int16" -> {
                short[] elements = new short[bytes.length / Short.BYTES];
                in.asShortBuffer().get(elements);
                yield MemorySegment.ofArray(elements);
            }
            case "int32" -> {
                int[] elements = new int[bytes.length / Integer.BYTES];
                in.asIntBuffer().get(elements);
                yield MemorySegment.ofArray(elements);
            }
            case "int64" -> {
                long[] elements = new long[bytes.length / Long.BYTES];
                in.asLongBuffer().get(elements);
                yield MemorySegment.ofArray(elements);
            }
            case "float32" -> {
                float[] elements = new float[bytes.length / Float.BYTES];
                in.asFloatBuffer().get(elements);
                yield MemorySegment.ofArray(elements);
            }
            case "float64" -> {
                double[] elements = new double[bytes.length / Double.BYTES];
                in.asDoubleBuffer().get(elements);
                yield MemorySegment.ofArray(elements);
            }
            default -> throw notExpected("a known type");
        };
    }

    private ByteBuffer littleEndian() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private IllegalStateException notExpected(String expected) {
        return new IllegalStateException("dtype is " + dtype + ", expected " + expected);
    }
}
